import { NetloomError } from '../../../shared/errors'
import { cifar10, cifar100, cifar100Coarse } from './cifar'
import { fashionMnist } from './fashion-mnist'
import { bostonHousing, californiaHousing, californiaHousingSmall } from './housing'
import { imdb } from './imdb'
import type { KnownDataset } from './known'
import { mnist } from './mnist'
import { reuters } from './reuters'

/** Every dataset that is known by name. */
export const CATALOG: readonly KnownDataset[] = [
  ...[mnist, fashionMnist, cifar10, cifar100, cifar100Coarse],
  ...[imdb, reuters],
  ...[bostonHousing, californiaHousing, californiaHousingSmall]
]

/** @throws NetloomError DATASET_UNKNOWN */
export function knownDataset(name: string, catalog: readonly KnownDataset[] = CATALOG): KnownDataset {
  const found = catalog.find((dataset) => dataset.name === name)
  if (found) return found
  throw new NetloomError('DATASET_UNKNOWN', { found: name, known: catalog.map((dataset) => dataset.name).join(', ') })
}
