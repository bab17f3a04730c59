import type { ResolvedDataset } from '../../shared/dataset'
import type { Frame } from './frame'
import { openArraysFrame } from './frames/arrays'
import { openImagesFrame } from './frames/images'
import { openKnownFrame } from './frames/known'
import { openSyntheticFrame } from './frames/synthetic'
import { openTableFrame } from './frames/table'
import { openTextsFrame } from './frames/texts'

/** Any source as rows of columns. @throws NetloomError where a file is missing, damaged or of another form */
export function openFrame(resolved: ResolvedDataset): Promise<Frame> {
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
