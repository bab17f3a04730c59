// Words of texts, and class numbers of all rows.
import { describe, expect, it } from 'vitest'
import type { DatasetSource } from '../../../src/shared/dataset'
import { folderOf, npzFile, picture, pictureFolder, textFolder } from '../../support/data-sources'
import { world } from './service'

const { ask } = await world()
const of = (source: object) => ({ source: source as DatasetSource, baseDir: null })
const tiny = of({ name: 'tiny' })
const pictures = of({ format: 'images', path: pictureFolder() })

describe('a vocabulary', () => {
  it('numbers words as TextVectorization does, the most frequent first', async () => {
    const texts = of({ format: 'texts', path: textFolder() })
    const found = await ask.vocabulary({ ...texts, column: 'text', most: 5 })
    // Of equally frequent ones the last in the alphabet comes first.
    expect(found.words).toEqual([
      { word: 'film', count: 4, id: 2 },
      { word: 'good', count: 3, id: 3 },
      { word: 'dull', count: 3, id: 4 },
      { word: 'bad', count: 3, id: 5 },
      { word: 'the', count: 2, id: 6 }
    ])
    expect(found).toMatchObject({ distinct: 10, total: 22, lengths: { min: 3, max: 5 } })
    expect(found.lengths.histogram.reduce((a, b) => a + b)).toBe(6)
  })
})

describe('labels', () => {
  it('are class numbers of all rows', async () => {
    expect(await ask.labels(tiny)).toEqual({
      ...{ classes: ['a', 'b', 'c'], labels: Uint8Array.of(0, 1, 2, 0, 1, 2, 2, 2, 0, 1) }
    })
    expect((await ask.labels(pictures)).labels).toEqual(Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1))
    const path = await npzFile(4, 2, { x: (row) => row, y: (row) => row * 10 })
    const arrays = of({ format: 'arrays', x_train: { path }, y_train: { path } })
    expect(await ask.labels(arrays)).toEqual({ classes: ['0', '10', '20', '30'], labels: Uint8Array.of(0, 1, 2, 3) })
  })

  it('are those of the names where folders hold splits', async () => {
    const path = folderOf({
      'train/dog/1.png': picture(4, 4, 1),
      'train/cat/1.png': picture(4, 4, 2),
      'test/dog/2.png': picture(4, 4, 3)
    })
    expect(await ask.labels(of({ format: 'images', path }))).toEqual({
      ...{ classes: ['cat', 'dog'], labels: Uint8Array.of(0, 1, 1) }
    })
  })

  it('are none where there is no target', async () => {
    const path = await npzFile(4, 2, { x: (row) => row, y: (row) => row })
    const unlabelled = of({ format: 'arrays', x_train: { path, member: 'x_train' } })
    expect(await ask.labels(unlabelled)).toEqual({ classes: [], labels: new Uint8Array(4) })
  })
})
