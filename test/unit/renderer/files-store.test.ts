// The file store over the real project service, as one window and as two.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp } from 'vue'
import { createTranslations } from '../../../src/renderer/i18n'
import { API, type Api } from '../../../src/renderer/api'
import { useDrafts } from '../../../src/renderer/stores/drafts'
import { useFiles } from '../../../src/renderer/stores/files'
import { useNotices } from '../../../src/renderer/stores/notices'
import { useProject } from '../../../src/renderer/stores/project'
import { openSettings } from '../../../src/main/server/conf-settings'
import { ProjectService } from '../../../src/main/projects/service'
import { NetloomError } from '../../../src/shared/errors'
import type { Project } from '../../../src/shared/project'
import { example } from '../../support/projects'
import { tempFolder } from '../../support/temp'

let home: string
let service: ProjectService
beforeEach(() => {
  home = tempFolder()
  service = new ProjectService(home, openSettings(home))
  sessionStorage.clear()
  history.replaceState(null, '', '/')
})
afterEach(() => service.dispose())

const file = (name: string): string => join(home, `${name}.netloom.json`)
const draftFiles = (): string[] => readdirSync(join(home, 'drafts')).filter((name) => name.endsWith('.json'))

function openWindow(change: Partial<Record<string, unknown>> = {}) {
  const window = { isOpen: true, desktop: null }
  const projects = { ...service.handlersFor(window), ...change }
  const api = { projects, $on: () => () => undefined } as unknown as Api
  const pinia = createPinia()
  let files!: ReturnType<typeof useFiles>
  // The session's language needs a component.
  const app = createApp({
    setup() {
      files = useFiles(pinia)
      return () => null
    }
  })
  app.use(pinia).use(createTranslations()).provide(API, api)
  app.mount(document.createElement('div'))
  const [project, drafts, notices] = [useProject(pinia), useDrafts(pinia), useNotices(pinia)]
  const rename = (name: string): void => project.rename(name)
  const load = async (): Promise<boolean> => {
    await project.loadExamples()
    return files.load(null)
  }
  return { window, files, project, drafts, notices, rename, load }
}
async function openOn(path: string) {
  const opened = openWindow()
  await opened.load()
  await opened.files.openPath(path)
  return opened
}
const write = (name: string, project: Project): string => {
  writeFileSync(file(name), JSON.stringify(project))
  return file(name)
}

it('tells by value whether something is unsaved', async () => {
  const { files, project, rename } = await openOn(write('a', example('line')))
  expect(files.edited).toBe(false)
  rename('other')
  expect(files.edited).toBe(true)
  rename('line')
  expect(files.edited).toBe(false)
  project.undoEdit()
  expect(files.edited).toBe(true)
})

it('keeps a draft of what is unsaved, and none of what is saved', async () => {
  const { files, rename } = await openOn(write('a', example('line')))
  await files.keep()
  rename('other')
  await files.keep()
  expect(draftFiles()).toHaveLength(1)
  await files.save()
  expect([files.edited, draftFiles()]).toStrictEqual([false, []])
})

it('saves one after another: no save is taken for that of someone else', async () => {
  const { files, rename } = await openOn(write('a', example('line')))
  rename('one')
  const first = files.save()
  rename('two')
  await Promise.all([first, files.save()])
  expect([files.conflict, files.edited]).toStrictEqual([null, false])
  expect(JSON.parse(readFileSync(file('a'), 'utf8'))).toMatchObject({ name: 'two' })
})

it('an edit that is made while a save is under way stays unsaved', async () => {
  const { files, rename } = await openOn(write('a', example('line')))
  rename('one')
  const saving = files.save()
  await Promise.resolve()
  rename('two')
  await saving
  expect(files.edited).toBe(true)
  expect(draftFiles()).toHaveLength(1)
})

it('a conflict overwrites nothing; theirs can be opened, and one’s own is restored after it', async () => {
  const path = write('a', example('line'))
  const [one, other] = [await openOn(path), await openOn(path)]
  one.rename('one')
  await one.files.save()
  other.rename('other')
  await other.files.save()
  expect(other.files.conflict?.error.code).toBe('PROJECT_CHANGED_ON_DISK')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ name: 'one' })

  await other.files.resolve('theirs')
  expect([other.project.draft!.name, other.files.edited]).toStrictEqual(['one', false])
  await other.notices.current!.action!.run()
  expect([other.project.draft!.name, other.files.edited]).toStrictEqual(['other', true])
  await other.files.save()
  expect(other.files.conflict).not.toBeNull() // it is still older than what is there
  await other.files.resolve('overwrite')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ name: 'other' })
  expect(draftFiles()).toStrictEqual([])
})

it('another project takes its place only once the draft is kept', async () => {
  const keepDraft = (): never => {
    throw new NetloomError('DISK_FULL', { path: home })
  }
  const { files, project, rename, load, notices } = openWindow({ keepDraft })
  await load()
  rename('mine')
  await files.startNew('Untitled')
  expect(project.draft!.name).toBe('mine')
  expect(notices.current).toMatchObject({ text: 'openFailed', error: { code: 'DISK_FULL' } })
})

it('begins with its own draft after a reload, and offers that of a window that is gone', async () => {
  const path = write('a', example('line'))
  const first = await openOn(path)
  first.rename('unsaved')
  await first.files.keep()
  first.window.isOpen = false

  const reloaded = openWindow()
  expect(await reloaded.load()).toBe(true)
  expect([reloaded.project.draft!.name, reloaded.files.path, reloaded.files.edited]).toStrictEqual([
    'unsaved',
    path,
    true
  ])
  reloaded.window.isOpen = false

  sessionStorage.clear()
  const stranger = openWindow()
  expect(await stranger.load()).toBe(false)
  expect(stranger.drafts.left).toMatchObject([{ project: { name: 'unsaved' }, path }])
  await stranger.files.restore(stranger.drafts.left[0]!)
  expect([stranger.project.draft!.name, stranger.files.path]).toStrictEqual(['unsaved', path])
  expect(stranger.drafts.left).toStrictEqual([])
  expect(draftFiles()).toHaveLength(1)
})

it('a file of the address comes before an own draft of another one, which stays offered', async () => {
  const first = await openOn(write('a', example('line')))
  first.rename('unsaved')
  await first.files.keep()
  first.window.isOpen = false
  history.replaceState(null, '', `/?project=${encodeURIComponent(write('b', example('one-neuron')))}`)
  const next = openWindow()
  expect(await next.load()).toBe(true)
  expect(next.project.draft!.name).toBe('one-neuron')
  next.rename('edited')
  await next.files.keep()
  expect(next.drafts.left).toMatchObject([{ project: { name: 'unsaved' } }])
  expect(draftFiles()).toHaveLength(2)
})

it('opens models and projects whatever their names are, and tells what is neither', async () => {
  const { files, project, notices } = await openOn(write('a', example('line')))
  const renamed = join(home, 'renamed.json')
  writeFileSync(renamed, JSON.stringify(example('lenet-5')))
  await files.openPath(renamed)
  expect(project.draft!.name).toBe('lenet-5')
  await files.openContent('dropped.json', new Uint8Array(readFileSync(write('b', example('line')))))
  expect([project.draft!.name, files.path, files.edited]).toStrictEqual(['line', null, true])
  const other = join(home, 'other.json')
  writeFileSync(other, '{"a": 1}')
  await files.openPath(other)
  expect(notices.current?.error?.code).toBe('MODEL_FILE_UNKNOWN')
  expect(project.draft!.name).toBe('line')
})

it('lays out a model that is imported, and keeps dataset and settings', async () => {
  const { files, project } = await openOn(write('a', example('fashion-mnist-mlp')))
  const model = join(import.meta.dirname, '../../fixtures/models/compiled.json')
  await files.openPath(model)
  const { model: design, dataset } = project.draft!
  expect(design.nodes.every(({ position }) => position !== undefined)).toBe(true)
  expect(dataset).toStrictEqual(example('fashion-mnist-mlp').dataset)
  expect([files.path, files.edited]).toStrictEqual([null, true])
})

it('data of a template are found from where it is saved, also after undo', async () => {
  const { files, project, rename, load } = openWindow()
  await load()
  await files.openTemplate('line')
  const examples = project.baseDir!
  rename('mine')
  project.moveTo(join(home, 'deep'))
  const pathOf = (): unknown => ('path' in project.draft!.dataset.source ? project.draft!.dataset.source.path : null)
  expect(pathOf()).toBe(join(examples, 'data/line.csv'))
  project.undoEdit()
  expect(pathOf()).toBe(join(examples, 'data/line.csv'))
})
