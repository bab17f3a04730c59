// What a source is, of every kind; and what a file or folder is taken for.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DatasetSource } from '../../../src/shared/dataset'
import { folderOf, npzFile, petsCsv, picture, pictureFolder, textFolder } from '../../support/data-sources'
import { failure, fixture, idxBytes, npyBytes } from '../datasets/build'
import { world } from './service'

const { ask } = await world()
const describeSource = (source: object) => ask.describe({ source: source as DatasetSource, baseDir: null })
const csv = (content: string) => join(folderOf({ 'data.csv': content }), 'data.csv')
const tables = join(import.meta.dirname, '../../fixtures/data/tables')

describe('a description', () => {
  it('of a dataset known by name tells its parts, classes and shape', async () => {
    const found = await describeSource({ name: 'tiny' })
    expect(found).toMatchObject({ name: 'Tiny', rows: 10, task: 'classification', shape: [2, 3], faults: [] })
    expect(found.classes).toEqual(['a', 'b', 'c'])
    expect(found.parts).toEqual([
      { name: 'train', first: 0, count: 6 },
      { name: 'test', first: 6, count: 4 }
    ])
    expect(found.columns.map(({ role }) => role)).toEqual(['feature', 'target'])
    expect(found.files).toHaveLength(4)
    expect(found.files.every(({ bytes }) => bytes > 0)).toBe(true)
  })

  it('of a table tells types, roles and classes', async () => {
    const path = petsCsv()
    const found = await describeSource({ format: 'csv', path, task: 'classification' })
    expect(found).toMatchObject({ name: 'pets.csv', format: 'CSV', rows: 60, classes: ['cat', 'dog'], shape: null })
    expect(found.columns.map(({ name, type, role }) => `${name} ${type} ${role}`)).toEqual([
      ...['age integer feature', 'weight number feature', 'colour text feature', 'kind text target']
    ])
    const weighted = { format: 'csv', path, features: ['age'], target: 'weight', sample_weight: 'colour' }
    expect((await describeSource(weighted)).columns.map(({ role }) => role)).toEqual([
      ...['feature', 'target', 'weight', 'none']
    ])
  })

  it('of arrays, a folder of pictures, a folder of texts, and what is made up', async () => {
    const path = await npzFile(12, 3, { x: (row) => row, y: (row) => row % 2 })
    const arrays = { format: 'arrays', x_train: { path }, y_train: { path } }
    expect(await describeSource(arrays)).toMatchObject({ rows: 12, shape: [3], classes: ['0', '1'] })
    const pictures = await describeSource({ format: 'images', path: pictureFolder() })
    expect(pictures).toMatchObject({ format: 'PNG', rows: 8, classes: ['cat', 'dog'], shape: null })
    expect(pictures.faults.map(({ where }) => where)).toEqual([]) // damage is found when a picture is read
    expect(await describeSource({ format: 'images', path: pictureFolder({ size: 6 }) })).toMatchObject({
      shape: [6, 6, 3]
    })
    expect(await describeSource({ format: 'texts', path: textFolder() })).toMatchObject({
      ...{ rows: 6, classes: ['neg', 'pos'], notes: [['encoding', 'UTF-8']] }
    })
    const moons = await describeSource({ format: 'synthetic', generator: 'moons', n_samples: 20 })
    expect(moons).toMatchObject({ rows: 20, classes: ['0', '1'], shape: [2], files: [] })
    const points = { format: 'points', columns: ['x', 'y'], points: [[1, 2]], task: 'regression' }
    expect(await describeSource(points)).toMatchObject({ rows: 1, classes: null, shape: [1] })
  })

  it('of folders for splits with folders of classes in them has parts and classes', async () => {
    const path = folderOf({
      'train/cat/1.png': picture(4, 4, 1),
      'train/dog/1.png': picture(4, 4, 2),
      'test/dog/2.png': picture(4, 4, 3)
    })
    const found = await describeSource({ format: 'images', path })
    expect(found).toMatchObject({ rows: 3, classes: ['cat', 'dog'], faults: [] })
    expect(found.parts.map(({ name, count }) => `${name} ${count}`)).toEqual(['train 2', 'test 1'])
  })

  it('says of a target or columns that do not fit, and of all else what it is', async () => {
    const one = await describeSource({ format: 'csv', path: csv('a,b\n1,x\n2,x\n'), task: 'classification' })
    expect(one).toMatchObject({ rows: 2, classes: null })
    expect(one.faults).toMatchObject([{ where: 'b', error: { code: 'TARGET_CLASSES' } }])
    const single = await describeSource({ format: 'csv', path: csv('a\n1\n2\n') })
    expect(single.faults).toMatchObject([{ where: 'data.csv', error: { code: 'CSV_ONE_COLUMN' } }])
    expect(single.columns.map(({ role }) => role)).toEqual(['none'])
    const gone = await describeSource({ format: 'csv', path: csv('a,b\n1,2\n'), target: 'z' })
    expect(gone.faults).toMatchObject([{ error: { code: 'CSV_COLUMN_UNKNOWN' } }])
  })

  it('is an error where there is nothing to look at', async () => {
    await failure('FILE_NOT_FOUND', describeSource({ format: 'csv', path: '/nowhere/a.csv' }))
    await failure('DATA_RELATIVE_PATH', describeSource({ format: 'csv', path: 'a.csv' }))
    await failure('DATASET_UNKNOWN', describeSource({ name: 'nothing' }))
    await failure('DATA_EMPTY', describeSource({ format: 'csv', path: csv('') }))
  })
})

const suggested = async (path: string) => (await ask.suggest({ path })).map(({ source }) => source)

describe('a suggestion', () => {
  it('of tables tells format and task', async () => {
    expect(await suggested(petsCsv())).toMatchObject([{ format: 'csv', task: 'classification' }])
    const few = csv(`a,b\n${Array.from({ length: 40 }, (_, i) => `${i},${i % 3}`).join('\n')}\n`)
    expect(await suggested(few)).toMatchObject([{ task: 'classification' }])
    const many = csv(`a,b\n${Array.from({ length: 40 }, (_, i) => `${i},${i}`).join('\n')}\n`)
    expect(await suggested(many)).toMatchObject([{ task: 'regression' }])
    expect(await suggested(csv('a,b\n1,0.5\n2,1.5\n'))).toMatchObject([{ task: 'regression' }])
    for (const [file, format] of [
      ['table.tsv', 'tsv'],
      ['table.csv.gz', 'csv'],
      ['table.json', 'json'],
      ['table.jsonl', 'json'],
      ['table.parquet', 'parquet'],
      ['table-utf16.csv', 'csv']
    ] as const) {
      const [source] = await suggested(join(tables, file))
      expect(source, file).toMatchObject({ format, path: join(tables, file) })
      await ask.describe({ source: source!, baseDir: null })
    }
  })

  it('of arrays names the members, and labels beside it', async () => {
    const whole = await npzFile(4, 2, { x: (row) => row, y: (row) => row })
    expect(await suggested(whole)).toMatchObject([
      { format: 'arrays', x_train: { member: 'x_train' }, y_train: { member: 'y_train' }, task: 'regression' }
    ])
    expect(await suggested(fixture('pictures.npz'))).toMatchObject([
      { x_train: { member: 'x_train' }, y_test: { member: 'y_test' }, task: 'classification' }
    ])
    const at = folderOf({
      'X_all.npy': npyBytes('|u1', '(2, 2)', Uint8Array.of(1, 2, 3, 4)),
      'y_all.npy': npyBytes('|u1', '(2,)', Uint8Array.of(0, 1)),
      'other.npy': npyBytes('|u1', '(2, 2)', Uint8Array.of(1, 2, 3, 4))
    })
    expect(await suggested(join(at, 'X_all.npy'))).toMatchObject([{ y_train: { path: join(at, 'y_all.npy') } }])
    expect((await suggested(join(at, 'other.npy')))[0]).not.toHaveProperty('y_train')
  })

  it('of IDX files takes those that belong together, as a file or as a folder', async () => {
    const at = folderOf({
      'train-images-idx3-ubyte': idxBytes([2, 1, 1], [1, 2]),
      'train-labels.idx1-ubyte': idxBytes([2], [0, 1]),
      't10k-labels-idx1-ubyte': idxBytes([2], [0, 1])
    })
    const source = {
      x_train: { path: join(at, 'train-images-idx3-ubyte') },
      y_train: { path: join(at, 'train-labels.idx1-ubyte') }
    }
    expect(await suggested(at)).toMatchObject([source])
    const [found] = await suggested(join(at, 'train-labels.idx1-ubyte'))
    expect(found).toMatchObject(source)
    expect(found).not.toHaveProperty('y_test')
  })

  it('of folders tells pictures from texts, and takes a table of labels beside pictures', async () => {
    expect(await suggested(pictureFolder())).toMatchObject([{ format: 'images', labels: 'inferred' }])
    expect(await suggested(textFolder())).toMatchObject([{ format: 'texts' }])
    const flat = folderOf({
      'a.png': picture(2, 2, 1),
      'b.png': picture(2, 2, 2),
      'labels.csv': 'kind,file\nx,a.png\ny,b.png\n'
    })
    const [source] = await suggested(flat)
    expect(source).toMatchObject({ labels: { path: join(flat, 'labels.csv'), filename: 'file', label: 'kind' } })
    expect((await ask.describe({ source: source!, baseDir: null })).classes).toEqual(['x', 'y'])
  })

  it('of one picture or text of a folder of classes is that folder', async () => {
    const pictures = pictureFolder()
    expect(await suggested(join(pictures, 'dog/a.png'))).toMatchObject([{ format: 'images', path: pictures }])
    const texts = textFolder()
    expect(await suggested(join(texts, 'pos/1.txt'))).toMatchObject([{ format: 'texts', path: texts }])
  })

  it('of one picture is its own folder where a few folders beside it happen to hold pictures', async () => {
    const png = picture(2, 2, 1)
    const home = folderOf({ 'Pictures/cats/a.png': png, 'Pictures/b.png': png, 'Downloads/c.png': png })
    for (const other of ['Desktop', 'Documents', 'Music']) mkdirSync(join(home, other))
    const suggestion = await suggested(join(home, 'Pictures/b.png'))
    expect(suggestion).toMatchObject([{ format: 'images', path: join(home, 'Pictures') }])
  })

  it('is an error where a file or folder is none of these', async () => {
    const at = folderOf({
      'README.md': '# No',
      'a/b/notes.md': 'x',
      'a.bin': Uint8Array.of(0, 1, 2, 255, 254, 0, 0, 9)
    })
    await failure('DATA_FOLDER_UNKNOWN', ask.suggest({ path: at }))
    await failure('FORMAT_UNKNOWN', ask.suggest({ path: join(at, 'a.bin') }))
    await failure('FILE_NOT_FOUND', ask.suggest({ path: join(at, 'none') }))
    writeFileSync(join(at, 'a.pkl'), Uint8Array.of(0x80, 4, 0x95, 10, 0, 0, 0, 0))
    await failure('PICKLE_FILE', ask.suggest({ path: join(at, 'a.pkl') }))
    writeFileSync(join(at, 'a.png'), '')
    await failure('DATA_EMPTY', ask.suggest({ path: join(at, 'a.png') }))
    writeFileSync(join(at, 'empty.csv'), '')
    await failure('DATA_EMPTY', ask.suggest({ path: join(at, 'empty.csv') }))
  })
})
