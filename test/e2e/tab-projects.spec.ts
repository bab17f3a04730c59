// Project files and drafts in browser mode: tabs of a real browser over the project service.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { build } from 'vite'
import { contract as whole } from '../../src/shared/contract'
import type { Draft, Drafts } from '../../src/shared/project-files'
import { createDispatcher, defineContract } from '../../src/shared/rpc'
import { ProjectService } from '../../src/main/projects/service'
import { openSettings } from '../../src/main/server/conf-settings'
import { openWorkbenchServer, type WorkbenchServer } from '../../src/main/server/workbench-server'
import { example } from '../support/projects'
import type { BridgePage } from './bridge-page/main'
import { runCli, startServing } from './served'

const contract = defineContract({ projects: whole.projects })
const project = example('line')

let folder: string
let home: string
let rendererRoot: string
let server: WorkbenchServer
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-tabs-'))
  rendererRoot = join(folder, 'page')
  await build({
    configFile: false,
    logLevel: 'silent',
    root: join(import.meta.dirname, 'bridge-page'),
    build: { outDir: rendererRoot, emptyOutDir: true }
  })
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))
test.beforeEach(async () => {
  home = mkdtempSync(join(folder, 'home-'))
  const service = new ProjectService(home, openSettings(home))
  server = await openWorkbenchServer({
    port: 0,
    rendererRoot,
    dispatchFor: (window) => createDispatcher(contract, { projects: service.handlersFor(window) })
  })
})
test.afterEach(() => server.close())

const isReady = (page: Page): Promise<boolean> =>
  page.evaluate(() => (window as unknown as { state?: BridgePage }).state?.bridge != null)

async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(server.url)
  await expect.poll(() => isReady(page)).toBe(true)
  return page
}

/** @returns the value, or the code of the error */
async function call<T>(page: Page, name: keyof typeof whole.projects, input?: unknown): Promise<T> {
  const reply = await page.evaluate(
    ([channel, input]) => (window as unknown as { state: BridgePage }).state.bridge!.invoke(channel as string, input),
    [`projects.${name}`, input]
  )
  return (reply.ok ? reply.value : reply.error.code) as T
}

async function enter(page: Page, windowId: string | null = null): Promise<string> {
  return (await call<{ windowId: string }>(page, 'enter', { windowId })).windowId
}

const draftsOf = async (page: Page): Promise<Drafts['drafts']> => (await call<Drafts>(page, 'drafts')).drafts
const draft = (windowId: string, name: string): Omit<Draft, 'savedAt'> => ({
  windowId,
  path: null,
  version: null,
  project: { ...project, name }
})

test('two tabs on one file: the second to save is told, and nothing is overwritten', async ({ context }) => {
  const [one, other] = [await openTab(context), await openTab(context)]
  const path = join(home, 'a.netloom.json')
  const { version } = await call<{ version: string }>(one, 'save', { path, project, version: null })
  expect(await call(other, 'open', { path })).toMatchObject({ version, project: { name: 'line' } })
  await call(one, 'save', { path, project: { ...project, name: 'one' }, version })
  const late = { path, project: { ...project, name: 'other' }, version }
  expect(await call(other, 'save', late)).toBe('PROJECT_CHANGED_ON_DISK')
  expect(await call(other, 'open', { path })).toMatchObject({ project: { name: 'one' } })
  expect(await call(other, 'save', { ...late, overwrite: true })).toMatchObject({ path })
  expect(await call(one, 'recent')).toMatchObject([{ path, name: 'other', exists: true }])
})

test('the draft of a tab is offered to another only once it is closed', async ({ context }) => {
  const [one, other] = [await openTab(context), await openTab(context)]
  const windowId = await enter(one)
  await enter(other)
  await call(one, 'keepDraft', draft(windowId, 'unsaved'))
  expect(await draftsOf(other)).toStrictEqual([])
  expect(await call(other, 'dropDraft', { windowId })).toBe('BAD_REQUEST')
  await one.close()
  await expect.poll(() => draftsOf(other)).toMatchObject([{ windowId, own: false, project: { name: 'unsaved' } }])
})

test('what the desktop has is refused, and the chooser of the page has what it needs', async ({ context }) => {
  const page = await openTab(context)
  await call(page, 'save', { path: join(home, 'a.netloom.json'), project, version: null })
  for (const name of ['chooseOpen', 'readyToClose'] as const) expect(await call(page, name)).toBe('ONLY_IN_WINDOW')
  expect(await call(page, 'openWindow', { path: null })).toBe('ONLY_IN_WINDOW')
  expect(await call(page, 'show', { path: null, edited: true })).toBeUndefined()
  const { entries } = await call<{ entries: unknown[] }>(page, 'list', { folder: home })
  expect(entries).toContainEqual({ name: 'a.netloom.json', path: join(home, 'a.netloom.json'), kind: 'project' })
})

/** A design of 500 layers, some 100 KB. */
const large = {
  ...project,
  model: {
    nodes: Array.from({ length: 500 }, (_item, i) => ({
      name: `dense_${i}`,
      class_name: 'Dense',
      config: { units: 10, activation: 'relu', kernel_initializer: 'glorot_uniform', kernel_regularizer: null },
      position: { x: i * 10, y: i * 20 }
    })),
    edges: []
  }
}

for (const [how, leave] of [
  ['is reloaded', (page: Page) => page.reload()],
  ['goes elsewhere', (page: Page) => page.goto('about:blank')],
  ['is closed', (page: Page) => page.close({ runBeforeUnload: true })]
] as const) {
  test(`a tab that ${how} can still hand over what it has not saved`, async ({ context }) => {
    const [leaving, watching] = [await openTab(context), await openTab(context)]
    const windowId = await enter(leaving)
    const last: object = { ...draft(windowId, 'last words'), project: { ...large, name: 'last words' } }
    await leaving.evaluate((last) => {
      const { bridge } = (window as unknown as { state: BridgePage }).state
      window.addEventListener('pagehide', () => void bridge!.invoke('projects.keepDraft', last))
    }, last)
    await leave(leaving)
    const nodes = async (): Promise<unknown> =>
      (await draftsOf(watching)).map(({ project }) => [project.name, project.model.nodes.length])
    await expect.poll(nodes).toStrictEqual([['last words', 500]])
    if (how !== 'is reloaded') return
    await expect.poll(() => isReady(leaving)).toBe(true)
    expect(await enter(leaving, windowId)).toBe(windowId)
    expect(await draftsOf(leaving)).toMatchObject([{ windowId, own: true }])
  })
}

test('serve takes a project to open, and refuses one that is none before it starts', async () => {
  const path = join(home, 'my project & more.netloom.json')
  const page = new ProjectService(home, openSettings(home)).handlersFor({ isOpen: true, desktop: null })
  await page.save({ path, project, version: null, overwrite: false })
  const served = await startServing(home, ['--port', '0', path])
  expect(new URL(served.url).searchParams.get('project')).toBe(path)
  await served.end()
  const { code, stderr } = await runCli(home, ['serve', '--no-open', `${path}.gone`]).ended
  expect([code, stderr]).toStrictEqual([1, expect.stringContaining('There is no file')])
})
