import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../../../src/shared/contract'
import type { KnownDataset, Machine } from '../../../src/main/datasets/catalog/known'
import { IDX_NAMES, ROLES } from '../../../src/main/datasets/catalog/known'
import { openFrame } from '../../../src/main/datasets/open-frame'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { DatasetService } from '../../../src/main/datasets/service'
import { writePictures } from '../../../src/main/datasets/write-pictures'
import { failure, tempFolder, tinyArrays, tinyDataset, tinyGz } from './build'

const COUNTS = { train: 1, validation: 1, test: 1 }
let machine: Machine
let catalog: KnownDataset[]

/** Six and four pictures of 2 x 3 in three classes, in a Keras cache. */
beforeAll(async () => {
  const known = await tinyDataset('http://nowhere.invalid')
  catalog = [{ ...known, classes: ['top/left', 'b', 'c'] }]
  const kerasHome = tempFolder()
  for (const role of ROLES) {
    const path = join(kerasHome, known.downloads.find(({ roles }) => roles.includes(role))!.path)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, tinyGz[role])
    expect(path).toContain(IDX_NAMES[role])
  }
  machine = { kerasHome, systemDatasets: '/nowhere', packageFolder: () => null }
})

const write = (folder: string, wanted: object = {}): Promise<number> =>
  writePictures({ dataset: 'tiny', classes: [], counts: COUNTS, ...wanted }, folder, { machine, catalog })

describe('pictures written from a dataset', () => {
  it('are read back to the byte, as a folder of classes with its own splits', async () => {
    const folder = join(tempFolder(), 'pictures')
    expect(await write(folder, { counts: { train: 1, validation: 1, test: 0 } })).toBe(6)
    const resolved = await resolveDataset(
      { format: 'images', path: folder, labels: 'inferred', task: 'classification' },
      { baseDir: null }
    )
    const frame = await openFrame(resolved)
    expect(frame.classes).toEqual(['b', 'c', 'top-left'])
    expect(frame.parts).toEqual([
      { name: 'train', first: 0, count: 3 },
      { name: 'validation', first: 3, count: 3 }
    ])
    const [pictures] = await frame.read(['image'], { first: 0, count: 6 })
    await frame.close()
    const size = 6
    // b, c, top-left of the first three pictures, then of the three after them.
    expect(pictures).toMatchObject({
      values: [1, 2, 0, 4, 5, 3].map((row) => ({
        ...{ height: 2, width: 3, channels: 1 },
        data: tinyArrays.x_train.data.slice(row * size, (row + 1) * size)
      }))
    })
  })

  it('test pictures are those of the dataset, and classes can be chosen', async () => {
    const folder = join(tempFolder(), 'new', 'pictures')
    expect(await write(folder, { classes: ['c'] })).toBe(3)
    expect(readdirSync(join(folder, 'test', 'c'))).toEqual(['00000.png'])
    expect(readdirSync(join(folder, 'validation'))).toEqual(['c'])
  })

  it('overwrites nothing, and leaves nothing half-written', async () => {
    const parent = tempFolder()
    const [folder, file] = [join(parent, 'taken'), join(parent, 'file')]
    mkdirSync(folder)
    writeFileSync(join(folder, 'mine.txt'), 'mine')
    writeFileSync(file, 'mine')
    await failure('PICTURES_FOLDER_TAKEN', () => write(folder))
    await failure('PICTURES_FOLDER_TAKEN', () => write(file))
    await failure('PICTURES_NOT_WRITTEN', () => write(join(file, 'below')))
    expect(readdirSync(parent).sort()).toEqual(['file', 'taken'])
    expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine')
    mkdirSync(join(parent, 'empty'))
    expect(await write(join(parent, 'empty'))).toBe(9)
  })

  it('says what cannot be had', async () => {
    const folder = join(tempFolder(), 'pictures')
    await failure('PICTURES_CLASS', () => write(folder, { classes: ['d'] }))
    await failure('PICTURES_TOO_FEW', () => write(folder, { counts: { train: 2, validation: 1, test: 0 } }))
    await failure('DATASET_UNKNOWN', () => write(folder, { dataset: 'nope' }))
    await failure('PICTURES_DATASET', () => writePictures({ dataset: 'imdb', classes: [], counts: COUNTS }, folder))
    expect(existsSync(folder)).toBe(false)
  })

  it('the service finds a place of its own, and answers with what is there already', async () => {
    const picturesFolder = tempFolder()
    const service = new DatasetService({ emit: () => undefined, machine, catalog, picturesFolder })
    const asked = { dataset: 'tiny', classes: [], counts: COUNTS, folder: null }
    const first = contract.datasets.writePictures.output.parse(await service.writePictures(asked))
    expect(first).toEqual({ folder: join(picturesFolder, 'tiny-1-1-1'), written: 9 })
    expect(await service.writePictures(asked)).toEqual({ ...first, written: 0 })
    writeFileSync(join(picturesFolder, 'tiny-2-0-1'), '')
    await failure('PICTURES_FOLDER_TAKEN', () =>
      service.writePictures({ ...asked, counts: { train: 2, validation: 0, test: 1 } })
    )
  })
})
