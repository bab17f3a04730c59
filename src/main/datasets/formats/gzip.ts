import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { NetloomError } from '../../../shared/errors'
import { plainBytes, startsWith, type Format } from './format'

const unzip = promisify(gunzip)
const CHUNK_BYTES = 1 << 20

export const gzip: Format = {
  name: 'gzip',
  title: 'gzip',
  matches: (head) => startsWith(head, [0x1f, 0x8b]),
  async open({ file, bytes, maxBytes }) {
    try {
      const content = await unzip(bytes, { maxOutputLength: maxBytes, chunkSize: CHUNK_BYTES })
      return { kind: 'wrapped', content: plainBytes(content) }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ERR_BUFFER_TOO_LARGE') throw new NetloomError('DATA_TOO_LARGE', { file, expected: maxBytes })
      throw new NetloomError('GZIP_INVALID', { file, reason: message }, { cause: error })
    }
  }
}
