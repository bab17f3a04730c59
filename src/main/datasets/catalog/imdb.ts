import { kerasNpz, ROLES, wordIndexDownload, type KnownDataset } from './known'

const npz = kerasNpz('imdb.npz', {
  bytes: 17_464_789,
  sha256: '69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f',
  roles: ROLES
})
const wordIndex = wordIndexDownload('imdb_word_index.json', 1_641_221, 'bfafd718b763782e994055a2d397834f')

export const imdb: KnownDataset = {
  name: 'imdb',
  title: 'IMDB reviews',
  task: 'classification',
  shape: [200],
  dtype: 'float32',
  texts: true,
  wordIndex: wordIndex.path,
  classes: ['negative', 'positive'],
  examples: { train: 25_000, test: 25_000 },
  homepage: 'https://ai.stanford.edu/~amaas/data/sentiment/',
  licence: 'for research; cite Maas et al. 2011',
  ...npz,
  downloads: [...npz.downloads, wordIndex]
}
