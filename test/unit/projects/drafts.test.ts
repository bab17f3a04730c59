import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DraftStore } from '../../../src/main/projects/drafts'
import { thisProcess } from '../../../src/main/runs/owner'
import { tempFolder } from '../../support/temp'
import { codeOf, projectNamed, testWindow } from './support'

const VERSION = 'a'.repeat(64)
const HOUR_MS = 60 * 60 * 1000
const draftOf = (windowId: string, name = windowId) => ({
  windowId,
  path: `/projects/${name}.netloom.json`,
  version: VERSION,
  project: projectNamed(name)
})

/** Writes a draft as another process would have left it. */
function leaveDraft(home: string, windowId: string, owner: object, savedAt = new Date().toISOString()): void {
  mkdirSync(join(home, 'drafts'), { recursive: true })
  const file = { ...draftOf(windowId), savedAt, owner: { ...thisProcess(), ...owner } }
  writeFileSync(join(home, 'drafts', `${windowId}.json`), JSON.stringify(file))
}

const namesOf = async (store: DraftStore, window = testWindow()): Promise<string[]> =>
  (await store.list(window)).drafts.map(({ windowId }) => windowId)

it('a draft comes back whole to its own window after a reload, and to another only once that is gone', async () => {
  const store = new DraftStore(tempFolder())
  const window = testWindow()
  const id = store.enter(window, null)
  const draft = draftOf(id, 'mine')
  await store.keep(window, draftOf(id, 'older'))
  await store.keep(window, draft)
  const mine = await store.list(window)
  expect(mine).toStrictEqual({
    drafts: [{ ...draft, savedAt: expect.any(String) as string, own: true }],
    unreadable: []
  })
  expect(await namesOf(store)).toStrictEqual([])
  window.isOpen = false
  const other = testWindow()
  expect((await store.list(other)).drafts).toMatchObject([{ windowId: id, own: false }])
  await store.drop(other, id)
  expect(await namesOf(store)).toStrictEqual([])
})

it('a tab that connects again keeps its name and its draft; a duplicated tab gets a name of its own', async () => {
  const store = new DraftStore(tempFolder())
  const tab = testWindow()
  const id = store.enter(tab, null)
  await store.keep(tab, draftOf(id))
  const duplicate = testWindow()
  expect(store.enter(duplicate, id)).not.toBe(id)
  expect(await namesOf(store, duplicate)).toStrictEqual([])
  tab.isOpen = false
  const again = testWindow()
  expect(store.enter(again, id)).toBe(id)
  expect((await store.list(again)).drafts).toMatchObject([{ windowId: id, own: true }])
})

it('a window that starts over under another name leaves its draft to whoever wants it', async () => {
  const store = new DraftStore(tempFolder())
  const window = testWindow()
  await store.keep(window, draftOf(store.enter(window, 'first')))
  store.enter(window, null)
  expect((await store.list(window)).drafts).toMatchObject([{ windowId: 'first', own: false }])
})

it('no window can overwrite or drop the draft of another that is open', async () => {
  const store = new DraftStore(tempFolder())
  const window = testWindow()
  await store.keep(window, draftOf('mine'))
  expect(await codeOf(store.keep(testWindow(), draftOf('mine', 'stolen')))).toBe('BAD_REQUEST')
  expect(await codeOf(store.drop(testWindow(), 'mine'))).toBe('BAD_REQUEST')
  expect((await store.list(window)).drafts[0]!.project.name).toBe('mine')
})

it('what is asked for last stands at last, and idle waits for it', async () => {
  const home = tempFolder()
  const store = new DraftStore(home)
  const window = testWindow()
  for (let i = 0; i < 30; i++) void store.keep(window, draftOf('w', `edit ${i}`))
  await store.idle()
  expect((await store.list(window)).drafts[0]!.project.name).toBe('edit 29')
  void store.keep(window, draftOf('w'))
  void store.drop(window, 'w')
  await store.idle()
  expect(readdirSync(join(home, 'drafts'))).toStrictEqual([])
})

it('drafts of another process are offered once it has died, or its number has been given to another', async () => {
  const home = tempFolder()
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  leaveDraft(home, 'alive', { pid: child.pid, started: 0 })
  leaveDraft(home, 'reused', { pid: process.ppid, started: 1 })
  const store = new DraftStore(home)
  expect(await namesOf(store)).toStrictEqual(process.platform === 'linux' ? ['reused'] : [])
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await namesOf(store)).toContain('alive')
})

it('drafts of another computer are offered after a day, newest first', async () => {
  const home = tempFolder()
  const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString()
  leaveDraft(home, 'fresh', { host: `not-${hostname()}` }, ago(1))
  leaveDraft(home, 'old', { host: `not-${hostname()}` }, ago(48))
  leaveDraft(home, 'older', { host: `not-${hostname()}` }, ago(72))
  expect(await namesOf(new DraftStore(home))).toStrictEqual(['old', 'older'])
})

it.each([
  ['cut short', '{"windowId": "bad", "proj', /JSON/],
  ['empty', '', /JSON/],
  ['noise', '\u0000\u0001\u0002', /JSON/],
  ['no draft', '{"windowId": "bad"}', /expected/],
  ['null', 'null', /expected/]
])('a draft file that is %s is told of and kept, and hides no other', async (_what, text, reason) => {
  const home = tempFolder()
  leaveDraft(home, 'good', { pid: 2 ** 22 + 1 })
  const path = join(home, 'drafts', 'bad.json')
  writeFileSync(path, text)
  writeFileSync(join(home, 'drafts', 'good.json.1a2b3c4d.tmp'), '{"half')
  const store = new DraftStore(home)
  const { drafts, unreadable } = await store.list(testWindow())
  expect(drafts.map(({ windowId }) => windowId)).toStrictEqual(['good'])
  expect(unreadable).toMatchObject([
    {
      windowId: 'bad',
      error: { code: 'DRAFT_UNREADABLE', args: { path, reason: expect.stringMatching(reason) as string } }
    }
  ])
  expect(readFileSync(path, 'utf8')).toBe(text)
  await store.drop(testWindow(), 'bad')
  expect((await store.list(testWindow())).unreadable).toStrictEqual([])
})

it('a home that cannot be written is told as such', async () => {
  const home = tempFolder()
  writeFileSync(join(home, 'drafts'), '')
  expect(await codeOf(new DraftStore(home).keep(testWindow(), draftOf('w')))).toBe('HOME_UNWRITABLE')
})
