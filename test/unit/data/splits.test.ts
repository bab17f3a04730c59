// Splits, copies across them, and what steps make of rows.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataOf, folderOf, petsCsv, picture, pictureFolder, textFolder } from '../../support/data-sources'
import { failure } from '../datasets/build'
import { world } from './service'

const { ask } = await world()
const ref = (source: object, rest: object = {}) => ({ data: dataOf(source, rest), baseDir: null })
const csvOf = (content: string) => ({
  ...{ format: 'csv', path: join(folderOf({ 'data.csv': content }), 'data.csv'), task: 'classification' }
})
const pets = { format: 'csv', path: petsCsv(), task: 'classification' }

describe('splits', () => {
  it('are the dataset’s own, and counted by class', async () => {
    const found = await ask.splits(ref({ name: 'tiny' }, { split: { validation: 2, stratified: true } }))
    expect(found.counts).toEqual({ train: 4, validation: 2, test: 4 })
    expect(found.classes!.test).toEqual([1, 1, 2])
    expect([...found.of.subarray(6)]).toEqual([2, 2, 2, 2])
    const none = await ask.splits(ref({ name: 'tiny' }, { split: { test: 2, validation: 0 } }))
    expect([...none.of.subarray(6)]).toEqual([255, 255, 255, 255])
  })

  it('by share, by count and by a column', async () => {
    const counts = async (split: object) => (await ask.splits(ref(pets, { split }))).counts
    expect(await counts({ validation: 0.1, test: 0.2 })).toEqual({ train: 43, validation: 5, test: 12 })
    expect(await counts({ validation: 7, test: 11 })).toEqual({ train: 42, validation: 7, test: 11 })
    const parted = csvOf(
      `a,kind,part\n${['train', 'train', 'val', 'Test'].map((part, i) => `${i},k${i % 2},${part}`).join('\n')}\n`
    )
    const by = await ask.splits(ref(parted, { split: { column: 'part' } }))
    expect([...by.of]).toEqual([0, 0, 1, 2])
    // The column of the split is no target, though it is the last.
    expect(by.classes).toEqual({ train: [1, 1], validation: [1, 0], test: [0, 1] })
  })

  it('that cannot be are one clear error', async () => {
    await failure('SPLIT_EMPTY', ask.splits(ref(csvOf('a,b\n1,x\n2,y\n'), { split: { validation: 0.1 } })))
    await failure('SPLIT_COLUMN', ask.splits(ref(pets, { split: { column: 'none' } })))
    await failure('SPLIT_COLUMN_VALUE', ask.splits(ref(pets, { split: { column: 'colour' } })))
  })
})

describe('duplicates', () => {
  it('are found by content, within splits and across them, with labels that contradict', async () => {
    const rows = ['1,a,x,train', '2,a,x,train', '1,a,x,test', '2,a,y,val', '3,b,y,train', '3,b,y,train']
    const source = csvOf(`n,t,label,part\n${rows.join('\n')}\n`)
    const data = { ...source, target: 'label' }
    const found = await ask.duplicates({ ...ref(data, { split: { column: 'part' } }), most: 10 })
    expect(found).toMatchObject({ groups: 3, copies: 3, leaked: { validation: 1, test: 1 }, contradictions: 1 })
    expect(found.shown).toEqual([
      { rows: [1, 3], splits: ['train', 'validation'], contradicts: true },
      { rows: [0, 2], splits: ['train', 'test'], contradicts: false },
      { rows: [4, 5], splits: ['train', 'train'], contradicts: false }
    ])
    expect((await ask.duplicates({ ...ref(data, { split: { column: 'part' } }), most: 1 })).shown).toHaveLength(1)
  })

  it('of pictures are those of the same pixels, whatever their files; damaged ones are none', async () => {
    const path = pictureFolder()
    folderOf({ 'dog/copy.png': picture(4, 5, 0), 'dog/broken.png': picture(5, 5, 1).subarray(0, 60) }, path)
    const found = await ask.duplicates({ ...ref({ format: 'images', path }), most: 10 })
    expect(found).toMatchObject({ groups: 1, copies: 1, contradictions: 1 })
    expect(found.shown[0]!.rows).toEqual([0, 8])
  })

  it('of texts, tensors and numbers with missing values', async () => {
    const path = textFolder()
    folderOf({ 'pos/9.txt': 'bad and dull' }, path)
    expect((await ask.duplicates({ ...ref({ format: 'texts', path }), most: 10 })).shown).toMatchObject([
      { rows: [2, 6], contradicts: true }
    ])
    expect(await ask.duplicates({ ...ref({ name: 'tiny' }, { split: { validation: 0 } }), most: 10 })).toMatchObject({
      groups: 0
    })
    const holes = csvOf('a,b,c\n,1,x\n0,1,y\n,1,x\n')
    expect((await ask.duplicates({ ...ref(holes, { split: { validation: 0 } }), most: 9 })).shown).toMatchObject([
      { rows: [0, 2] }
    ])
  })
})

const STEPS = [
  { class_name: 'SimpleImputer', columns: ['age', 'weight'], config: { strategy: 'mean' } },
  { class_name: 'OneHotEncoder', columns: ['colour'] },
  { class_name: 'Normalization', columns: ['age', 'weight'] }
]

describe('steps', () => {
  it('show rows before the first and after each, and what was learnt of the training split', async () => {
    const split = { validation: 0.1, test: 0.2 }
    const found = await ask.steps({ ...ref(pets, { split, preprocessing: STEPS }), rows: [3, 5, 0] })
    expect(found.fault).toBeNull()
    expect(found.states.map((columns) => columns.map(({ column }) => column.name))).toEqual([
      ['age', 'weight', 'colour'],
      ['age', 'weight', 'colour'],
      ['age', 'weight', 'colour_blue', 'colour_green', 'colour_red'],
      ['age', 'weight', 'colour_blue', 'colour_green', 'colour_red']
    ])
    const [{ values: before }, { values: after }] = [found.states[0]![0]!, found.states[1]![0]!]
    expect(before).toMatchObject({ missing: Uint8Array.of(1, 0, 0) })
    const learnt = found.fitted[0]!.fitted.age as { statistics?: number }
    const { splits } = { splits: await ask.splits(ref(pets, { split })) }
    const { values } = await ask.rows({
      source: ref(pets).data.source,
      baseDir: null,
      columns: ['age'],
      first: 0,
      count: 60
    })
    const ages = values[0] as { data: Float64Array; missing: Uint8Array }
    const trained = [...ages.data].filter((_, row) => splits.of[row] === 0 && !ages.missing[row])
    const mean = trained.reduce((a, b) => a + b) / trained.length
    expect((after as { data: Float64Array }).data[0]).toBeCloseTo(mean, 9)
    expect(JSON.stringify(learnt)).toContain(String(mean).slice(0, 8))
  })

  it('stop at the first that cannot be done, and show those before it', async () => {
    const broken = [STEPS[0]!, { class_name: 'Normalization', columns: ['colour'] }, STEPS[1]!]
    const found = await ask.steps({ ...ref(pets, { preprocessing: broken }), rows: [0] })
    expect(found.states).toHaveLength(2)
    expect(found.fitted).toHaveLength(1)
    expect(found.fault).toMatchObject({ step: 1, error: { code: 'PIPELINE_COLUMN_TYPE' } })
    expect(found.fault!.error.args.where).toBe('dataset.preprocessing[1]')
    const unknown = await ask.steps({ ...ref(pets, { preprocessing: [{ class_name: 'Nope' }] }), rows: [0] })
    expect(unknown).toMatchObject({ states: [expect.anything()], fault: { step: 0, error: { code: 'PIPELINE_STEP' } } })
  })

  it('that can be done but leave what no network takes say so behind the last', async () => {
    const found = await ask.steps({ ...ref(pets, { preprocessing: [STEPS[0]!] }), rows: [0] })
    expect(found.states).toHaveLength(2)
    expect(found.fault).toMatchObject({ step: 1, error: { code: 'PIPELINE_TYPE' } })
  })

  it('of pictures bring them to one size; those that cannot be read are missing', async () => {
    const preprocessing = [
      { class_name: 'Resizing', config: { height: 3, width: 2 } },
      { class_name: 'Normalization', config: { axis: -1 } }
    ]
    const found = await ask.steps({
      ...ref({ format: 'images', path: pictureFolder() }, { preprocessing }),
      rows: [0, 1, 7]
    })
    expect(found.fault).toBeNull()
    expect(found.states[1]![0]!.column).toMatchObject({ type: 'tensor', shape: [3, 2, 3], dtype: 'uint8' })
    expect(found.states[2]![0]!.values).toMatchObject({ missing: Uint8Array.of(0, 1, 0) })
  })

  it('of texts learn a vocabulary; of a quantity they may change the target', async () => {
    const preprocessing = [{ class_name: 'TextVectorization', config: { output_sequence_length: 4 } }]
    const split = { validation: 0 }
    const texts = await ask.steps({
      ...ref({ format: 'texts', path: textFolder() }, { split, preprocessing }),
      rows: [2]
    })
    const vocabulary = texts.fitted[0]!.fitted.text as { vocabulary: string[] }
    expect(vocabulary.vocabulary.slice(0, 4)).toEqual(['', '[UNK]', 'film', 'good'])
    const line = { format: 'synthetic', generator: 'linear', n_samples: 10, noise: 0 }
    const scaled = [{ class_name: 'Rescaling', columns: ['y'], config: { scale: 2 } }]
    const found = await ask.steps({ ...ref(line, { preprocessing: scaled }), rows: [0] })
    const [y0, y1] = found.states.map((columns) => (columns[1]!.values as { data: Float64Array }).data[0]!)
    expect(y1).toBeCloseTo(2 * y0!, 9)
  })

  it('of rows that are not there are one clear error', async () => {
    await failure('DATA_ROW', ask.steps({ ...ref(pets), rows: [60] }))
  })
})
