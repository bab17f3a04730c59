// Pictures: a folder of JPEGs, MNIST as Keras keeps it, Fashion-MNIST as it is published.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { openFile } from '../../src/main/datasets/formats'
import { openImagesFrame } from '../../src/main/datasets/frames/images'
import { resize } from '../../src/main/datasets/pictures/resize'
import { resolveDataset } from '../../src/main/datasets/resolve'
import { openDataset } from '../../src/main/datasets/open'
import { randomStream } from '../../src/shared/random'
import { npyBytes, zipBytes } from '../unit/datasets/build'
import type { DataCase } from './data-case'

const JPEGS = 5000
/** As many differ; the others are copies. */
const DIFFERENT = 100
const [WIDTH, HEIGHT, SIDE, CLASSES] = [500, 375, 64, 10]

/** Waves of chance, and noise: some 60 KB as JPEG, as a photograph is. */
function photograph(seed: number): Uint8Array {
  const random = randomStream(seed, 'bench/photograph')
  const wave = (length: number): Float64Array => {
    const [often, phase] = [0.02 + 0.1 * random(), 6 * random()]
    return Float64Array.from({ length }, (_, i) => Math.sin(i * often + phase))
  }
  const waves = Array.from({ length: 12 }, () => ({ across: wave(WIDTH), down: wave(HEIGHT) }))
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4)
  for (let i = 0; i < pixels.length; i++) {
    const [channel, x, y] = [i % 4, (i >> 2) % WIDTH, Math.floor((i >> 2) / WIDTH)]
    let value = channel === 3 ? 255 : 110 + 36 * random()
    if (channel < 3)
      for (let w = channel; w < waves.length; w += 3) value += 28 * waves[w]!.across[x]! * waves[w]!.down[y]!
    pixels[i] = Math.min(Math.max(value, 0), 255)
  }
  return pixels
}

const jpegs: DataCase = {
  title: `${JPEGS.toLocaleString('en-US')} JPEGs of ${WIDTH} x ${HEIGHT}, to ${SIDE} x ${SIDE}`,
  async prepare(folder) {
    const root = join(folder, 'jpegs')
    for (let i = 0; i < JPEGS; i++) {
      const path = join(root, String(i % CLASSES), `${i}.jpg`)
      if (i < CLASSES) mkdirSync(dirname(path), { recursive: true })
      if (i >= DIFFERENT) copyFileSync(join(root, String((i % DIFFERENT) % CLASSES), `${i % DIFFERENT}.jpg`), path)
      else writeFileSync(path, await Transformer.fromRgbaPixels(photograph(i), WIDTH, HEIGHT).jpeg(90))
    }
    return root
  },
  async load(path) {
    const frame = await openImagesFrame({ format: 'images', path, labels: 'inferred', task: 'classification' })
    const size = { height: SIDE, width: SIDE }
    const { values } = await frame.pictures({ first: 0, count: frame.rows }, (picture) => resize(picture, size))
    if (values.length !== JPEGS || values.includes(null)) throw new Error('pictures are missing')
  },
  peers: {
    'Pillow and NumPy': `
import os, sys
import numpy as np
from PIL import Image
# load
files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(sys.argv[1]) for name in names)
x = np.stack([np.asarray(Image.open(f).convert("RGB").resize((${SIDE}, ${SIDE}), Image.BILINEAR)) for f in files])
assert len(x) == ${JPEGS}`,
    'Keras image_dataset_from_directory': `
import sys
import keras
# load
data = keras.utils.image_dataset_from_directory(
    sys.argv[1], image_size=(${SIDE}, ${SIDE}), batch_size=128, shuffle=False, verbose=False)
assert sum(len(y) for _, y in data) == ${JPEGS}`
  }
}

const ARRAYS = ['x_train', 'y_train', 'x_test', 'y_test'] as const

const mnist: DataCase = {
  title: 'MNIST, npz as Keras keeps it',
  async prepare(folder) {
    const dataset = await resolveDataset({ name: 'mnist' }, { baseDir: null }).then(openDataset, () => null)
    if (!dataset?.test) return null
    const { train, test, shape } = dataset
    const npy = (data: Uint8Array, sizes: readonly number[]): Uint8Array =>
      npyBytes('|u1', `(${sizes.join(', ')},)`.replace(/^\((\d+, .*),\)$/, '($1)'), data)
    const members = {
      'x_train.npy': npy(train.x as Uint8Array, [train.count, ...shape]),
      'y_train.npy': npy(train.y as Uint8Array, [train.count]),
      'x_test.npy': npy(test.x as Uint8Array, [test.count, ...shape]),
      'y_test.npy': npy(test.y as Uint8Array, [test.count])
    }
    const path = join(folder, 'mnist.npz')
    writeFileSync(path, await zipBytes(members))
    return path
  },
  async load(path) {
    const file = await openFile(path)
    if (file.kind === 'table') throw new Error('no arrays')
    for (const name of ARRAYS) await file.read(name)
  },
  peers: {
    'NumPy load': `
import sys
import numpy as np
# load
with np.load(sys.argv[1]) as file:
    arrays = [file[name] for name in [${ARRAYS.map((name) => `"${name}"`).join(', ')}]]`
  }
}

const fashionMnist: DataCase = {
  title: 'Fashion-MNIST, IDX.gz as it is published',
  prepare: async () => {
    const dataset = await resolveDataset({ name: 'fashion-mnist' }, { baseDir: null }).catch(() => null)
    const path = dataset?.files[0]?.path
    return path?.endsWith('.gz') ? dirname(path) : null
  },
  async load(path) {
    for (const name of IDX_FILES) {
      const file = await openFile(join(path, name))
      if (file.kind === 'table') throw new Error('no arrays')
      await file.read('')
    }
  },
  peers: {
    'NumPy and gzip, as Keras does': `
import gzip, os, sys
import numpy as np
# load
for name in [${['train', 't10k'].map((part) => `"${part}"`).join(', ')}]:
    with gzip.open(os.path.join(sys.argv[1], name + "-labels-idx1-ubyte.gz")) as file:
        y = np.frombuffer(file.read(), np.uint8, offset=8)
    with gzip.open(os.path.join(sys.argv[1], name + "-images-idx3-ubyte.gz")) as file:
        x = np.frombuffer(file.read(), np.uint8, offset=16).reshape(len(y), 28, 28)`
  }
}
const IDX_FILES = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'].map(
  (name) => `${name}-ubyte.gz`
)

export const PICTURE_CASES: readonly DataCase[] = [jpegs, mnist, fashionMnist]
