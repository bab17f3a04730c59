import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { imdb } from '../../../src/main/datasets/catalog/imdb'
import { thisMachine } from '../../../src/main/datasets/catalog/known'
import { openDataset } from '../../../src/main/datasets/open'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import type { NamedSource } from '../../../src/shared/dataset'
import { failure, file, fixture, npyBytes, tempFolder, zipBytes } from './build'

const FILE = fixture('reviews.npz')
const cases = JSON.parse(readFileSync(fixture('reviews.json'), 'utf8')) as {
  options: Omit<NamedSource, 'name'>
  train: number[][]
  test: number[][]
}[]
const opened = async (options: Omit<NamedSource, 'name'>, dataFile = FILE) =>
  openDataset(await resolveDataset({ name: 'imdb', ...options }, { baseDir: null, dataFile }))

describe('reviews as sequences of words', () => {
  it.each(cases)('are what load_data and pad_sequences of Keras give: $options', async ({ options, train, test }) => {
    const dataset = await opened(options)
    expect(dataset).toMatchObject({ shape: [options.maxlen], classes: ['negative', 'positive'] })
    expect(dataset.train).toEqual({ x: Float32Array.from(train.flat()), y: Uint8Array.of(0, 1, 0, 1, 0, 1), count: 6 })
    expect(dataset.test).toEqual({ x: Float32Array.from(test.flat()), y: Uint8Array.of(0, 1, 0, 1), count: 4 })
  })

  it('have the usual length where none is given', async () => {
    expect((await opened({})).shape).toEqual(imdb.shape)
  })

  it('must be the published ones in the Keras cache', async () => {
    const kerasHome = tempFolder()
    mkdirSync(join(kerasHome, 'datasets'))
    copyFileSync(FILE, join(kerasHome, 'datasets/imdb.npz'))
    const resolved = await resolveDataset({ name: 'imdb' }, { baseDir: null, machine: { ...thisMachine(), kerasHome } })
    const { args } = await failure('DATASET_HASH', openDataset(resolved))
    expect(args.url).toMatch(/imdb\.npz$/)
  })

  it('must be lists of numbers, one label each', async () => {
    const labels = npyBytes('<i8', '(2,)', new Uint8Array(16))
    const texts = Uint8Array.from([...Buffer.from('(]]t.', 'latin1')])
    const npz = async (x: Uint8Array) => file(await zipBytes({ 'x_train.npy': x, 'y_train.npy': labels }), 'x.npz')
    await failure('NPY_DTYPE', opened({}, await npz(npyBytes('<i8', '(2,)', new Uint8Array(16)))))
    await failure('PICKLE_INVALID', opened({}, await npz(npyBytes('|O', '(2,)', texts))))
    const without = file(await zipBytes({ 'y_train.npy': labels }), 'y.npz')
    await failure('DATA_MEMBER_MISSING', opened({}, without))
  })

  it('are not what pictures are', async () => {
    const source = { name: 'mnist', maxlen: 5 }
    await failure(
      'DATA_OPTION',
      Promise.resolve().then(() => resolveDataset(source, { baseDir: null }))
    )
    await failure('NPY_DTYPE', opened({}, fixture('pictures.npz')))
  })
})
