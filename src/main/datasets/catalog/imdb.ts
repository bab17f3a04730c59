import { join } from 'node:path'
import { byRole, KERAS_DATASETS_URL, ROLES, type KnownDataset } from './known'

const KERAS_PATH = 'datasets/imdb.npz'
const SHA256 = '69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f'

export const imdb: KnownDataset = {
  name: 'imdb',
  title: 'IMDB reviews',
  task: 'classification',
  shape: [200],
  dtype: 'float32',
  texts: true,
  classes: ['negative', 'positive'],
  examples: { train: 25_000, test: 25_000 },
  homepage: 'https://ai.stanford.edu/~amaas/data/sentiment/',
  licence: 'for research; cite Maas et al. 2011',
  contentSha256: byRole(() => SHA256),
  downloads: [
    {
      url: `${KERAS_DATASETS_URL}imdb.npz`,
      path: KERAS_PATH,
      bytes: 17_464_789,
      sha256: SHA256,
      roles: [...ROLES]
    }
  ],
  places({ kerasHome }) {
    const npz = join(kerasHome, KERAS_PATH)
    return [{ origin: 'Keras cache', folder: join(kerasHome, 'datasets'), files: byRole(() => npz) }]
  }
}
