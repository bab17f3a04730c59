import { join } from 'node:path'
import { IDX_NAMES, idxFiles, KERAS_DATASETS_URL, ROLES, type ByRole, type KnownDataset } from './known'

const KERAS_FOLDER = 'datasets/fashion-mnist'
const DOWNLOAD_BYTES: ByRole<number> = { x_train: 26_421_880, y_train: 29_515, x_test: 4_422_102, y_test: 5_148 }

export const fashionMnist: KnownDataset = {
  name: 'fashion-mnist',
  title: 'Fashion-MNIST',
  task: 'classification',
  shape: [28, 28],
  dtype: 'uint8',
  classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  examples: { train: 60_000, test: 10_000 },
  homepage: 'https://github.com/zalandoresearch/fashion-mnist',
  licence: 'MIT',
  contentSha256: {
    x_train: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    y_train: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    x_test: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    y_test: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34'
  },
  downloads: ROLES.map((role) => ({
    url: `${KERAS_DATASETS_URL}${IDX_NAMES[role]}.gz`,
    path: `${KERAS_FOLDER}/${IDX_NAMES[role]}.gz`,
    bytes: DOWNLOAD_BYTES[role],
    sha256: null,
    roles: [role]
  })),
  places({ kerasHome, systemDatasets }) {
    const keras = join(kerasHome, KERAS_FOLDER)
    const debian = join(systemDatasets, 'fashion-mnist')
    return [
      { origin: 'Keras cache', folder: keras, files: idxFiles(keras, '.gz') },
      { origin: 'Debian package dataset-fashion-mnist', folder: debian, files: idxFiles(debian, '.gz') }
    ]
  }
}
