import type { ResolvedDataset } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import type { Frame } from './frame'
import { openArraysFrame } from './frames/arrays'
import { openImagesFrame } from './frames/images'
import { openKnownFrame } from './frames/known'
import { openSyntheticFrame } from './frames/synthetic'
import { openTableFrame } from './frames/table'
import { openTextsFrame } from './frames/texts'

/** Some tens of bytes are kept for each row, however small it is: a file of few bytes can unpack to billions of rows. */
export const MAX_ROWS = 2 ** 25

/** Any source as rows of columns. @throws NetloomError where a file is missing, damaged, too long or of another form */
export async function openFrame(resolved: ResolvedDataset): Promise<Frame> {
  const frame = await open(resolved)
  if (frame.rows <= MAX_ROWS) return frame
  await frame.close()
  throw new NetloomError('DATA_TOO_MANY_ROWS', { file: resolved.title, expected: MAX_ROWS, found: frame.rows })
}

function open(resolved: ResolvedDataset): Promise<Frame> {
  const { source } = resolved
  if ('name' in source) return openKnownFrame(resolved)
  switch (source.format) {
    case 'arrays':
      return openArraysFrame(source)
    case 'images':
      return openImagesFrame(source)
    case 'texts':
      return openTextsFrame(source)
    case 'synthetic':
    case 'points':
      return openSyntheticFrame(source)
    default:
      return openTableFrame(source.path)
  }
}
