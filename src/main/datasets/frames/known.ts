// Datasets known by name as frames: pictures, texts and tables, each with the parts train and test.
import type { ResolvedDataset } from '../../../shared/dataset'
import { CATALOG, knownDataset } from '../catalog'
import { urlOf, type KnownDataset } from '../catalog/known'
import type { Frame } from '../frame'
import { openCifarFrame } from './known-cifar'
import { openPicturesFrame } from './known-pictures'
import { openTextsOfKnown } from './known-texts'
import { openTableOfKnown } from './known-tables'

/** What the frames of known datasets are made of. */
export interface KnownSource {
  resolved: ResolvedDataset
  known: KnownDataset
  /** The file of a role. */
  pathOf(role: string): string
  /** What the content of a role, or of its file, must hash to; null for a file of the user's own. */
  expectedOf(role: string): string | null
  urlOf(role: string): string
}

/**
 * Pictures: `image` (tensor, uint8) and `label`. Texts: `text` (word numbers as load_data gives them) and `label`. Tables: a
 * number column each, the target last. What is published is checked against its hash when it is first read, files of texts and
 * tables on opening.
 * @throws NetloomError DATASET_HASH, DATA_* and those of the formats; here or on reading
 */
export function openKnownFrame(resolved: ResolvedDataset, catalog: readonly KnownDataset[] = CATALOG): Promise<Frame> {
  const known = knownDataset(resolved.name, catalog)
  const fileOf = (role: string) => resolved.files.find((file) => file.role === role)
  const source: KnownSource = {
    resolved,
    known,
    pathOf: (role) => fileOf(role)?.path ?? resolved.files[0]!.path,
    expectedOf: (role) => fileOf(role)?.sha256 ?? null,
    urlOf: (role) => urlOf(known, role)
  }
  if (known.form?.kind === 'cifar') return openCifarFrame(source, known.form)
  if (known.texts) return openTextsOfKnown(source)
  return known.form ? openTableOfKnown(source, known.form) : openPicturesFrame(source)
}
