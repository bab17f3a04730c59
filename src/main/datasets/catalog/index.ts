import { NetloomError } from '../../../shared/errors'
import { fashionMnist } from './fashion-mnist'
import { imdb } from './imdb'
import type { KnownDataset } from './known'
import { mnist } from './mnist'

/** Every dataset that is known by name. */
export const CATALOG: readonly KnownDataset[] = [mnist, fashionMnist, imdb]

/** @throws NetloomError DATASET_UNKNOWN */
export function knownDataset(name: string, catalog: readonly KnownDataset[] = CATALOG): KnownDataset {
  const found = catalog.find((dataset) => dataset.name === name)
  if (found) return found
  throw new NetloomError('DATASET_UNKNOWN', { found: name, known: catalog.map((dataset) => dataset.name).join(', ') })
}
