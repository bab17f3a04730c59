// Datasets known by name, as files of the same form; MNIST and Fashion-MNIST themselves are in real.test.ts.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NumberValues, SequenceValues } from '../../../src/shared/columns'
import type { NamedSource } from '../../../src/shared/dataset'
import { CATALOG, knownDataset } from '../../../src/main/datasets/catalog'
import { thisMachine, type KnownDataset, type Machine } from '../../../src/main/datasets/catalog/known'
import type { Frame } from '../../../src/main/datasets/frame'
import { openKnownFrame } from '../../../src/main/datasets/frames/known'
import { parseWordIndex, wordsOf } from '../../../src/main/datasets/frames/words'
import { listDatasets, locate } from '../../../src/main/datasets/locate'
import { shuffledIndices } from '../../../src/main/datasets/numpy-random'
import { openDataset } from '../../../src/main/datasets/open'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { Downloader } from '../../../src/main/datasets/download'
import { verify } from '../../../src/main/datasets/download/verify'
import { failure, file, fixture, npyBytes, tempFolder, zipBytes } from './build'
import { serveFiles } from './file-server'
import { consistent, expected, kerasFixture, listsOf, machineWith, numbersOf, published, sha256 } from './keras-cache'

type Options = Omit<NamedSource, 'name'>
/** As a file of the user's own. */
const own = async (name: string, dataFile: string, options: Options = {}): Promise<Frame> =>
  openKnownFrame(await resolveDataset({ name, ...options }, { baseDir: null, dataFile }))
/** As if it were the published one, in a cache. */
const cached = async (known: KnownDataset, machine: Machine): Promise<Frame> =>
  openKnownFrame(await resolveDataset({ name: known.name }, { baseDir: null, machine, catalog: [known] }), [known])

it.each(expected.shuffles)(
  '$count indices are shuffled as NumPy does with seed $seed',
  ({ count, seed, sha256: hash }) => {
    expect(sha256(shuffledIndices(count, seed))).toBe(hash)
  }
)

describe('the catalogue', () => {
  it('has a class for each label, and as many examples as Keras tells', () => {
    expect(CATALOG.map(({ name, classes }) => [name, classes?.length ?? null])).toEqual([
      ...[['mnist', 10], ['fashion-mnist', 10], ['cifar10', 10], ['cifar100', 100], ['cifar100_coarse', 20]], // prettier-ignore
      ...[['imdb', 2], ['reuters', 46]], // prettier-ignore
      ...[['boston_housing', null], ['california_housing', null], ['california_housing_small', null]] // prettier-ignore
    ])
    for (const { classes } of CATALOG) expect(new Set(classes).size).toBe(classes?.length ?? 0)
    for (const { examples, form } of CATALOG) {
      if (form?.kind !== 'whole') continue
      expect(examples.train).toBe(Math.trunc((examples.train + examples.test) * 0.8))
    }
  })
  it.each(CATALOG.map(({ name }) => name))('says how %s is fetched by hand where there is no network', async (name) => {
    const machine = machineWith()
    const { args } = await failure('DATASET_MISSING', resolveDataset({ name }, { baseDir: null, machine, catalog: CATALOG.filter((known) => !known.name.includes('mnist') || known.name === name) })) // prettier-ignore
    expect(String(args.folder).startsWith(join(machine.kerasHome, 'datasets'))).toBe(true)
    expect(args.url).toMatch(/^https:\/\//)
    const known = knownDataset(name)
    for (const { url, sha256, md5 } of known.downloads) {
      expect(String(args.file)).toContain(basename(url))
      expect(String(args.hash)).toContain(sha256 ?? md5 ?? '')
    }
  })
  it('lists them all, ready or not', async () => {
    const list = await listDatasets(machineWith(['boston_housing.npz', 'boston_housing.npz']))
    expect(list.find(({ name }) => name === 'boston_housing')).toMatchObject({ status: 'ready', origin: 'Keras cache' })
    expect(list.find(({ name }) => name === 'reuters')).toMatchObject({ status: 'downloadable', folder: null })
  })
  it.each([
    ['cifar10', 'cifar-10-python.tar.gz', 'cifar-10-batches-py.tar.gz'],
    ['reuters', 'reuters.npz', 'reuters.npz'],
    ['boston_housing', 'boston_housing.npz', 'boston_housing.npz']
  ])('fetches %s to where Keras looks for it', async (name, url, local) => {
    const content = readFileSync(kerasFixture(local))
    const server = await serveFiles({ [url]: Uint8Array.from(content) })
    const machine = machineWith()
    const [download] = knownDataset(name).downloads
    const found = { ...download!, url: server.base + url, bytes: content.length, sha256: sha256(content) }
    const known = { ...published(name), downloads: [found] }
    await new Downloader({ machine }).download(known)
    expect((await listDatasets(machine, [known]))[0]).toMatchObject({ status: 'ready', origin: 'Keras cache' })
    expect((await cached(known, machine)).rows).toBeGreaterThan(10)
    await failure('DOWNLOAD_HASH', new Downloader({ machine: machineWith() }).download({ ...known, downloads: [{ ...found, sha256: '0'.repeat(64) }] })) // prettier-ignore
  })
  it('checks a download by MD5 where Keras publishes nothing else', async () => {
    const [, index] = knownDataset('imdb').downloads
    const { args } = await failure(
      'DOWNLOAD_HASH',
      verify(kerasFixture('reuters_word_index.json'), index!, knownDataset('imdb'))
    )
    expect(args).toMatchObject({ hash: 'MD5', expected: 'bfafd718b763782e994055a2d397834f' })
  })
})

const CIFAR_PLACES = [
  ['cifar-10-batches-py', 'cifar-10-batches-py'],
  ['cifar-10-batches-py', 'cifar-10-batches-py-target/cifar-10-batches-py'],
  ['cifar-10-batches-py', 'cifar-10-batches-py/cifar-10-batches-py'],
  ['cifar-10-batches-py', 'cifar-10-python_extracted/cifar-10-batches-py'],
  ['cifar-10-batches-py.tar.gz', 'cifar-10-batches-py-target_archive'],
  ['cifar-10-batches-py.tar.gz', 'cifar-10-batches-py.tar.gz'],
  ['cifar-10-batches-py.tar.gz', 'cifar-10-python.tar.gz']
] as const

describe('CIFAR', () => {
  const labels = expected.cifar10.flatMap((batch) => batch.labels)
  const checkPictures = async (frame: Frame, batches: { labels: number[]; sha256: string }[]): Promise<void> => {
    const [image, label] = (await consistent(frame, 3)) as [NumberValues, NumberValues]
    expect(numbersOf(label)).toEqual(batches.flatMap((batch) => batch.labels))
    let row = 0
    for (const { labels, sha256: hash } of batches) {
      expect(sha256(image.data.subarray(row * 3072, (row += labels.length) * 3072))).toBe(hash)
    }
  }

  it.each(CIFAR_PLACES)('is found where %s lies as datasets/%s', async (from, to) => {
    const machine = machineWith([from, to])
    const known = published('cifar10')
    const place = await locate(known, machine)
    expect(place?.folder.startsWith(join(machine.kerasHome, 'datasets'))).toBe(true)
    const frame = await cached(known, machine)
    expect(frame).toMatchObject({ rows: labels.length, classes: known.classes, parts: [{ name: 'train', first: 0, count: 10 }, { name: 'test', first: 10, count: 3 }] }) // prettier-ignore
    expect(frame.columns).toEqual([
      { name: 'image', type: 'tensor', dtype: 'uint8', shape: [32, 32, 3] },
      { name: 'label', type: 'integer', dtype: 'uint8', shape: [] }
    ])
    await checkPictures(frame, expected.cifar10)
  })
  it.each(['fine', 'coarse'] as const)('-100 has %s labels', async (mode) => {
    const name = mode === 'fine' ? 'cifar100' : 'cifar100_coarse'
    const batches = expected.cifar100.map((batch) => ({ ...batch, labels: batch[mode] }))
    for (const path of ['cifar-100-python', 'cifar-100-python.tar.gz']) {
      await checkPictures(await own(name, kerasFixture(path)), batches)
      await checkPictures(await cached(published(name), machineWith([path, path])), batches)
    }
  })
  it('reads no batch but those that the rows lie in', async () => {
    const machine = machineWith(['cifar-10-batches-py', 'cifar-10-batches-py'])
    const frame = await cached(published('cifar10'), machine)
    for (const name of ['data_batch_2', 'data_batch_3', 'data_batch_4', 'data_batch_5']) {
      rmSync(join(machine.kerasHome, 'datasets/cifar-10-batches-py', name))
    }
    expect(numbersOf((await frame.read(['label'], { first: 0, count: 2 }))[0]!)).toEqual(labels.slice(0, 2))
    expect(numbersOf((await frame.read(['label'], Uint32Array.of(12, 10)))[0]!)).toEqual([labels[12], labels[10]])
    await failure('FILE_NOT_FOUND', frame.read(['label'], { first: 2, count: 1 }))
  })
  it('must be the published one in the cache, in folder and archive', async () => {
    for (const path of ['cifar-10-batches-py', 'cifar-10-batches-py.tar.gz']) {
      const frame = await cached(knownDataset('cifar10'), machineWith([path, path]))
      expect(frame.rows).toBe(60_000)
      const { args } = await failure('DATASET_HASH', frame.read(['image'], { first: 50_000, count: 1 }))
      expect(args).toMatchObject({ role: 'test_batch', hash: 'MD5', expected: '40351d587109b95175f43aff81a1287e' })
    }
  })
  it('is refused where a batch is missing, is no batch, or has other labels', async () => {
    const folder = tempFolder()
    await failure('DATA_FOLDER', own('cifar10', folder))
    await failure('TAR_INVALID', own('cifar100', kerasFixture('cifar-10-batches-py.tar.gz')))
    await failure('TAR_INVALID', own('cifar10', fixture('uint8.npy')))
    const batch = (text: string) => {
      for (const name of ['train', 'test']) writeFileSync(join(folder, name), Buffer.from(text, 'latin1'))
      return own('cifar100', folder)
    }
    await failure('CIFAR_INVALID', batch('].'))
    await failure('CIFAR_INVALID', batch('}.'))
    await failure('CIFAR_INVALID', batch('}U\x04dataK\x05s.'))
    await failure('PICKLE_REFUSED', batch("cos\nsystem\n(S'ls'\ntR."))
    await failure('PICKLE_INVALID', batch('U'))
    await failure(
      'CIFAR_INVALID',
      own('cifar100_coarse', kerasFixture('cifar-10-batches-py')).catch(() => batch('}.'))
    )
    const many = readFileSync(kerasFixture('cifar-100-python/train'))
    const at = many.indexOf('fine_labels') + 'fine_labels](K'.length
    many[at] = 100
    for (const name of ['train', 'test']) writeFileSync(join(folder, name), many)
    const error = await failure('DATA_LABELS', own('cifar100', folder))
    expect(error.args).toMatchObject({ role: 'fine_labels', where: 0, found: 100 })
  })
  it('trains', async () => {
    const resolved = await resolveDataset(
      { name: 'cifar10' },
      { baseDir: null, dataFile: kerasFixture('cifar-10-batches-py') }
    )
    const dataset = await openDataset(resolved)
    expect(dataset).toMatchObject({ shape: [32, 32, 3], train: { count: 10 }, test: { count: 3 } })
    expect(Array.from(dataset.train.y)).toEqual(labels.slice(0, 10))
    expect(dataset.train.x).toBeInstanceOf(Uint8Array)
    expect(Object.keys(dataset.hashes)).toHaveLength(6)
    await failure('DATA_OPTION', async () => resolveDataset({ name: 'cifar10', maxlen: 5 }, { baseDir: null }))
  })
})

describe('Reuters', () => {
  it.each([
    ['reuters', 1000],
    ['reuters_20', 20]
  ] as const)('is divided as load_data does: %s', async (key, num_words) => {
    const frame = await own('reuters', kerasFixture('reuters.npz'), { num_words })
    expect(frame).toMatchObject({ rows: 23, parts: [{ name: 'train', first: 0, count: 18 }, { name: 'test', first: 18, count: 5 }] }) // prettier-ignore
    expect(frame.classes).toHaveLength(46)
    const [text, label] = (await consistent(frame, 5)) as [SequenceValues, NumberValues]
    const [[xTrain, yTrain], [xTest, yTest]] = expected[key]
    expect(listsOf(text)).toEqual([...xTrain, ...xTest])
    expect(numbersOf(label)).toEqual([...yTrain, ...yTest])
  })
  it('trains on texts of one length', async () => {
    const source = { name: 'reuters', maxlen: 4, num_words: 20 }
    const dataset = await openDataset(
      await resolveDataset(source, { baseDir: null, dataFile: kerasFixture('reuters.npz') })
    )
    expect(dataset).toMatchObject({ shape: [4], train: { count: 18 }, test: { count: 5 } })
    const first = expected.reuters_20[1][0][0]!
    const want = [...new Array<number>(4).fill(0), ...first].slice(-4)
    expect(Array.from(dataset.test!.x.subarray(0, 4))).toEqual(want)
    expect(Array.from(dataset.test!.y)).toEqual(expected.reuters_20[1][1])
  })
  it('must be the published one in the cache', async () => {
    const machine = machineWith(['reuters.npz', 'reuters.npz'])
    const { args } = await failure('DATASET_HASH', cached(knownDataset('reuters'), machine))
    expect(args).toMatchObject({ hash: 'SHA-256', expected: 'd6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916' }) // prettier-ignore
    expect((await cached(published('reuters'), machine)).rows).toBe(23)
  })
})

describe('IMDB', () => {
  it('is a frame of texts of their own lengths', async () => {
    const frame = await own('imdb', fixture('reviews.npz'))
    expect(frame).toMatchObject({ rows: 10, parts: [{ name: 'train', first: 0, count: 6 }, { name: 'test', first: 6, count: 4 }] }) // prettier-ignore
    expect(frame.columns[0]).toEqual({ name: 'text', type: 'sequence', dtype: 'int32', shape: null })
    const [text, label] = (await consistent(frame, 4)) as [SequenceValues, NumberValues]
    for (const words of listsOf(text)) expect(words[0]).toBe(1)
    expect(numbersOf(label)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
  })
  it('is refused where it has no texts', async () => {
    await failure('NPY_DTYPE', own('imdb', fixture('pictures.npz')))
    await failure('DATA_FORM', own('imdb', file('x,y\n1,2\n', 'a.csv')))
    const members = {
      'x.npy': npyBytes('<i8', '(2,)', new Uint8Array(16)),
      'y.npy': npyBytes('<i8', '(2,)', new Uint8Array(16))
    }
    await failure('NPY_DTYPE', own('reuters', file(await zipBytes(members), 'x.npz')))
    await failure('DATA_FORM_OTHER', own('reuters', file('x,y\n1,2\n', 'a.csv')))
    await failure('DATA_FORM_OTHER', own('reuters', tempFolder()))
  })
})

describe('houses', () => {
  it('of Boston are divided as load_data does, in named columns', async () => {
    const frame = await own('boston_housing', kerasFixture('boston_housing.npz'))
    expect(frame.columns.map(({ name }) => name).join()).toBe(
      'CRIM,ZN,INDUS,CHAS,NOX,RM,AGE,DIS,RAD,TAX,PTRATIO,B,LSTAT,MEDV'
    )
    expect(frame).toMatchObject({ rows: 21, classes: null, parts: [{ count: 16 }, { count: 5 }] })
    const columns = (await consistent(frame, 4)).map(numbersOf)
    const [[xTrain, yTrain], [xTest, yTest]] = expected.boston_housing
    ;[...xTrain, ...xTest].forEach((row, i) => expect(columns.slice(0, 13).map((column) => column[i])).toEqual(row))
    expect(columns[13]).toEqual([...yTrain, ...yTest])
  })
  it.each(['california_housing', 'california_housing_small'] as const)('train: %s', async (name) => {
    const resolved = await resolveDataset({ name }, { baseDir: null, dataFile: kerasFixture('california_housing.npz') })
    const { train, test, shape, classes, task } = await openDataset(resolved)
    expect({ shape, classes, task }).toEqual({ shape: [8], classes: null, task: 'regression' })
    const digests = [train, test!].map(({ x, y }) => [sha256(x), sha256(y)])
    expect(digests).toEqual(expected[name])
    const precise = await openDataset(resolved, { floatType: 'float64' })
    expect(precise.train.x).toEqual(Float64Array.from(train.x))
  })
  it('are refused in another form', async () => {
    const npz = async (x: Uint8Array, y: Uint8Array) => own('boston_housing', file(await zipBytes({ 'x.npy': x, 'y.npy': y }), 'b.npz')) // prettier-ignore
    const y = npyBytes('<f8', '(2,)', new Uint8Array(16))
    await failure('DATA_SHAPE', npz(npyBytes('<f8', '(2, 12)', new Uint8Array(192)), y))
    await failure('DATA_SHAPE', npz(npyBytes('<f8', '(3, 13)', new Uint8Array(312)), y))
    await failure('DATA_SHAPE', npz(npyBytes('<f8', '(0, 13)', new Uint8Array()), y))
    await failure('NPY_SIZE', npz(npyBytes('<f8', '(2, 13)', new Uint8Array(200)), y))
    await failure('DATA_MEMBER_MISSING', own('boston_housing', fixture('pictures.npz')))
    await failure('DATASET_HASH', cached(knownDataset('boston_housing'), machineWith(['boston_housing.npz', 'boston_housing.npz']))) // prettier-ignore
  })
})

describe('MNIST', () => {
  it('is a frame of pictures, checked as it is read', async () => {
    const machine = { ...thisMachine(), kerasHome: tempFolder() }
    const frame = await openKnownFrame(await resolveDataset({ name: 'mnist' }, { baseDir: null, machine }))
    expect(frame).toMatchObject({ rows: 70_000, format: 'IDX', parts: [{ count: 60_000 }, { count: 10_000 }] })
    const [image, label] = (await frame.read(['image', 'label'], { first: 59_999, count: 2 })) as [
      NumberValues,
      NumberValues
    ]
    expect(image).toMatchObject({ shape: [28, 28] })
    expect(image.data.length).toBe(2 * 784)
    expect(numbersOf(label)).toEqual([8, 7])
    expect(await frame.hashes()).toEqual(knownDataset('mnist').contentSha256)
    await frame.close()
  })
  it('of another size, type or count is refused', async () => {
    const frame = await own('mnist', fixture('pictures.npz'))
    expect(numbersOf((await frame.read(['label'], { first: 0, count: 9 }))[0]!)).toEqual([0, 9, 4, 7, 1])
    await failure('DATA_SHAPE', own('mnist', file(await zipBytes({ 'x_train.npy': npyBytes('|u1', '(1, 2)', new Uint8Array(2)), 'y_train.npy': npyBytes('|u1', '(1,)', new Uint8Array(1)) }), 'x.npz'))) // prettier-ignore
  })
})

describe('the index of words', () => {
  it('gives the words of numbers, with the marks of load_data', async () => {
    const machine = machineWith(['reuters_word_index.json', 'reuters_word_index.json'])
    const words = (await wordsOf('reuters', { machine }))!
    expect(words.slice(0, 8)).toEqual(['[PAD]', '[START]', '[OOV]', '', 'the', 'of', '', '__proto__'])
    expect(words[62]).toBe('ça')
    expect(await wordsOf('imdb', { machine })).toBeNull()
    expect(await wordsOf('mnist', { machine })).toBeNull()
    await failure('DATASET_UNKNOWN', wordsOf('nope', { machine }))
  })
  it.each(['', '[]', 'null', '{"a"', '{"a": 0}', '{"a": 1.5}', '{"a": "1"}', '{"a": 1e9}', '\xff'])(
    'is refused: %s',
    async (text) => {
      await failure('WORD_INDEX_INVALID', () => parseWordIndex(Buffer.from(text, 'latin1'), 'words.json'))
    }
  )
})
