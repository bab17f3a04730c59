// Opening data, taking them for the project, and why they keep it from training.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { DataService } from '../../../src/main/data/service'
import { API, type Api } from '../../../src/renderer/api'
import { countedFor, firstSettings } from '../../../src/renderer/data/opening/adopt'
import { openFiles } from '../../../src/renderer/files/open-files'
import { createTranslations } from '../../../src/renderer/i18n'
import { useDatasets } from '../../../src/renderer/stores/datasets'
import { useLooked } from '../../../src/renderer/stores/looked'
import { useOpenData } from '../../../src/renderer/stores/open-data'
import { useProject } from '../../../src/renderer/stores/project'
import { useReadiness } from '../../../src/renderer/stores/readiness'
import { isDataFile } from '../../../src/shared/data-files'
import type { DataDescription } from '../../../src/shared/data-contract'
import type { DatasetSource } from '../../../src/shared/dataset'
import { dataSchema } from '../../../src/shared/project'
import { example } from '../../support/projects'
import { tempFolder } from '../../support/temp'

describe('what is dropped', () => {
  const opened = (names: string[], { wantsData = false, isFolder = false } = {}) => {
    const files = { openFile: vi.fn(() => Promise.resolve()), refuse: vi.fn() }
    const data = { openDropped: vi.fn(() => Promise.resolve()) }
    void openFiles(
      { files, data, wantsData } as unknown as Parameters<typeof openFiles>[0],
      names.map((name) => new File(['x'], name)),
      isFolder
    )
    const [of] = [files.openFile, data.openDropped].flatMap((mock) => mock.mock.calls as unknown as [File, string?][])
    return of ? [of[0].name, of[1] ?? 'project'] : files.refuse.mock.calls.length
  }
  it('is a project, a model, data or a folder of them', () => {
    expect(opened(['a.csv'])).toEqual(['a.csv', 'file'])
    expect(opened(['weights.bin', 'model.json'])).toEqual(['model.json', 'project'])
    expect(opened(['rows.json'], { wantsData: true })).toEqual(['rows.json', 'file'])
    expect(opened(['a.netloom.json'], { wantsData: true })).toEqual(['a.netloom.json', 'project'])
    expect(opened(['flowers'], { isFolder: true })).toEqual(['flowers', 'folder'])
    expect(opened(['a.docx'])).toBe(1)
    expect(['train-images-idx3-ubyte', 'x.npy', 'A.PARQUET', 'a.jsonl.gz', 'a.keras'].map(isDataFile)).toEqual([
      ...[true, true, true, true],
      false
    ])
  })
})

describe('data of the project', () => {
  let folder: string
  let service: DataService
  beforeEach(() => {
    folder = tempFolder()
    service = new DataService()
    sessionStorage.clear()
  })
  afterEach(() => service.dispose())

  function openWindow() {
    const api = {
      data: service.handlers,
      datasets: { list: () => Promise.resolve([]) },
      projects: { examples: () => Promise.resolve([]) },
      $on: () => () => undefined,
      $pathOf: () => null
    } as unknown as Api
    const pinia = createPinia()
    let readiness!: ReturnType<typeof useReadiness>
    let data!: ReturnType<typeof useOpenData>
    const app = createApp({
      setup() {
        data = useOpenData()
        readiness = useReadiness()
        return () => null
      }
    })
    app.use(pinia).use(createTranslations()).provide(API, api)
    app.mount(document.createElement('div'))
    const [project, looked] = [useProject(pinia), useLooked(pinia)]
    return { readiness, project, looked, data, datasets: useDatasets(pinia) }
  }
  const until = (holds: () => boolean): Promise<void> => vi.waitFor(() => expect(holds()).toBe(true), 10_000)
  const write = (name: string, lines: string[]): string => {
    const path = join(folder, name)
    writeFileSync(path, lines.join('\n') + '\n')
    return path
  }
  const rows = (line: (i: number) => string): string[] => Array.from({ length: 40 }, (_, i) => line(i))

  it('begin with settings that fit, and tell what the network lacks', async () => {
    const { readiness, project, looked, data, datasets } = openWindow()
    await datasets.refresh()
    project.begin(example('mnist-mlp'))
    const path = write('a.csv', [
      'size,colour,kind',
      ...rows((i) => `${i % 7 === 0 ? '' : i},${'rgb'[i % 3]},${i % 2 ? 'cat' : 'dog'}`)
    ])
    await data.open(path)
    await until(() => looked.now.description !== null)
    const { source } = looked.current!
    const description = looked.now.description!
    expect(countedFor(source, description)).toEqual(['size', 'colour', 'kind'])
    const statistics = await looked.ask('statistics', { columns: ['size', 'colour', 'kind'] })
    looked.adopt(firstSettings(source, description, statistics))
    expect(project.draft!.dataset).toMatchObject({ split: { test: 0.2 }, source: { path, task: 'classification' } })
    expect(project.draft!.dataset.preprocessing.map(({ class_name }) => class_name)).toEqual([
      ...['SimpleImputer', 'OneHotEncoder', 'Normalization']
    ])
    // How many colours there are, only the steps tell.
    await until(() => readiness.faults.some(({ code }) => code === 'INPUT_MISMATCH'))
    expect(readiness.faults.find(({ code }) => code === 'INPUT_MISMATCH')!.args.expected).toBe('[4]')
    expect(readiness.blocked?.reason).toBe('design')
    project.undoEdit()
    expect(project.draft!.dataset.source).toEqual({ name: 'mnist' })
  })

  it('of pictures by class keep the share of each class', () => {
    const source = { format: 'images', path: '/photos' } as const
    const split = (classes: string[]): unknown => {
      const description = { rows: 40, columns: [], parts: [], classes } as unknown as DataDescription
      return firstSettings(source as unknown as DatasetSource, description, []).split
    }
    expect(split(['cat', 'dog'])).toMatchObject({ test: 0.2, stratified: true })
    expect(split(['cat'])).toMatchObject({ stratified: false })
  })

  it('roles change in one step of undo, with the columns in view', async () => {
    const { project, looked, data, datasets } = openWindow()
    await datasets.refresh()
    project.begin(example('line'))
    await data.open(write('b.csv', ['a,b,c', ...rows((i) => `${i},${i * 2},${i * 3}.5`)]))
    await until(() => looked.now.description !== null)
    looked.adopt()
    const { source } = looked.current!
    const changing = looked.change({ ...source, target: 'b' } as typeof source, (name) =>
      name === 'b' ? 'target' : 'feature'
    )
    expect(looked.now.description!.columns.map(({ role }) => role)).toEqual(['feature', 'target', 'feature'])
    await changing
    expect(looked.now.description!.columns.map(({ role }) => role)).toEqual(['feature', 'target', 'feature'])
    expect(project.draft!.dataset.source).toMatchObject({ target: 'b' })
    project.undoEdit()
    expect(project.draft!.dataset.source).not.toHaveProperty('target')
  })

  it('keep it from training while they cannot be used, and say why', async () => {
    const { readiness, project, data, datasets } = openWindow()
    await datasets.refresh()
    const line = example('line')
    const path = write('c.csv', ['x,y', ...rows((i) => `${i},${i}.5`)])
    const source = { format: 'csv', path, task: 'regression' } as const
    project.begin({ ...line, dataset: dataSchema.parse({ source: { ...source, target: 'z' } }) })
    await until(() => readiness.blocked?.reason === 'data')
    expect(readiness.blocked!.error!.code).toBe('CSV_COLUMN_UNKNOWN')
    expect(readiness.allProblems[0]).toMatchObject({ source: 'data' })
    project.begin({ ...line, dataset: dataSchema.parse({ source: { ...source, path: join(folder, 'gone.csv') } }) })
    await until(() => readiness.blocked?.error?.code === 'FILE_NOT_FOUND')
    const step = { class_name: 'TextVectorization', config: {} }
    project.begin({ ...line, dataset: dataSchema.parse({ source, preprocessing: [step] }) })
    await until(() => readiness.blocked?.error?.code === 'PIPELINE_NO_COLUMN')
    project.begin({ ...line, dataset: dataSchema.parse({ source }) })
    await until(() => readiness.blocked === null)

    await data.open(join(folder, 'nothing.csv'))
    expect(data.failed?.error.code).toBe('FILE_NOT_FOUND')
    await nextTick()
  })
})
