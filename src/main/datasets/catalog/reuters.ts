import { kerasNpz, wordIndexDownload, type KnownDataset } from './known'

const npz = kerasNpz('reuters.npz', {
  bytes: 2_110_848,
  sha256: 'd6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916',
  roles: ['x', 'y']
})
const wordIndex = wordIndexDownload('reuters_word_index.json', 550_378, '4d44cc38712099c9e383dc6e5f11a921')

/** keras.datasets.reuters.get_label_names(). */
const TOPICS =
  'cocoa grain veg-oil earn acq wheat copper housing money-supply coffee sugar trade reserves ship cotton carcass crude ' +
  'nat-gas cpi money-fx interest gnp meal-feed alum oilseed gold tin strategic-metal livestock retail ipi iron-steel ' +
  'rubber heat jobs lei bop zinc orange pet-chem dlr gas silver wpi hog lead'

export const reuters: KnownDataset = {
  name: 'reuters',
  title: 'Reuters newswires',
  task: 'classification',
  shape: [200],
  dtype: 'float32',
  texts: true,
  form: { kind: 'whole', target: 'label' },
  wordIndex: wordIndex.path,
  classes: TOPICS.split(' '),
  examples: { train: 8_982, test: 2_246 },
  homepage: 'http://www.daviddlewis.com/resources/testcollections/reuters21578/',
  licence: 'for research; copyright Reuters Ltd.',
  ...npz,
  downloads: [...npz.downloads, wordIndex]
}
