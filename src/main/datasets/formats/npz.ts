// NumPy's .npz: a zip of .npy files. yauzl refuses sizes that lie and names that lead out of the archive; the total
// size and the checksum are checked here.
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { NetloomError } from '../../../shared/errors'
import { plainBytes, startsWith, type Format, type FormatInput } from './format'
import { npyHeader, NPY_HEAD_BYTES, readNpy, readObjectNpy } from './npy'
import { readEntry, readEntryHead } from './zip'

const SUFFIX = '.npy'

export const npz: Format = {
  name: 'npz',
  title: 'NPZ',
  matches: (head) => startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06]),
  async open(input) {
    const members = await listMembers(input)
    const npyOf = async (name: string, read: typeof readMember): Promise<Omit<FormatInput, 'maxBytes'>> => {
      const member = members.get(name)
      if (!member) {
        throw new NetloomError('DATA_MEMBER_MISSING', {
          file: input.file,
          found: name,
          known: [...members.keys()].join(', ')
        })
      }
      return { file: `${input.file} (${member.fileName})`, bytes: await read(input, member) }
    }
    return {
      kind: 'arrays',
      names: [...members.keys()],
      header: async (name) => npyHeader(await npyOf(name, readHead)),
      read: async (name) => readNpy(await npyOf(name, readMember)),
      readObjects: async (name) => readObjectNpy(await npyOf(name, readMember))
    }
  }
}

const openZip = ({ bytes }: FormatInput): Promise<ZipFile> =>
  fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { lazyEntries: true })

const invalid = (file: string, error: unknown): NetloomError =>
  error instanceof NetloomError
    ? error
    : new NetloomError('NPZ_INVALID', { file, reason: (error as Error).message.replace(/\.$/, '') }, { cause: error })

async function listMembers(input: FormatInput): Promise<Map<string, Entry>> {
  const members = new Map<string, Entry>()
  let unpacked = 0
  try {
    for await (const entry of (await openZip(input)).eachEntry()) {
      if (!entry.fileName.endsWith(SUFFIX)) continue
      const name = entry.fileName.slice(0, -SUFFIX.length)
      if (members.has(name)) throw new Error(`two members are named ${entry.fileName}`)
      unpacked += entry.uncompressedSize
      if (unpacked > input.maxBytes) {
        throw new NetloomError('DATA_TOO_LARGE', { file: input.file, expected: input.maxBytes })
      }
      members.set(name, entry)
    }
  } catch (error) {
    throw invalid(input.file, error)
  }
  return members
}

/** As much as holds the header; not checked against the checksum, which is that of the whole. */
async function readHead(input: FormatInput, member: Entry): Promise<Uint8Array<ArrayBuffer>> {
  const head = openZip(input).then((zip) => readEntryHead(zip, member, NPY_HEAD_BYTES))
  return plainBytes(
    await head.catch((error: unknown) => {
      throw invalid(input.file, error)
    })
  )
}

async function readMember(input: FormatInput, member: Entry): Promise<Uint8Array<ArrayBuffer>> {
  // yauzl closes an archive once it was listed, so each member is read through one of its own.
  const { content, checksum } = await openZip(input)
    .then((zip) => readEntry(zip, member))
    .catch((error: unknown) => {
      throw invalid(input.file, error)
    })
  if (checksum !== member.crc32) {
    const [expected, found] = [member.crc32, checksum].map((value) => value.toString(16).padStart(8, '0'))
    throw new NetloomError('NPZ_CRC', { file: input.file, member: member.fileName, expected: expected!, found: found! })
  }
  return plainBytes(content)
}
