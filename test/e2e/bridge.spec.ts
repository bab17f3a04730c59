// The page's end of browser mode: signing in, calls, events, and a connection that breaks.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { build } from 'vite'
import { openWorkbenchServer, type WorkbenchServer } from '../../src/main/server/workbench-server'
import { createDispatcher, defineContract, procedure, type Reply } from '../../src/shared/rpc'
import { z } from '../../src/shared/zod'
import type { BridgePage } from './bridge-page/main'

const contract = defineContract({
  echo: {
    value: procedure(z.unknown(), z.unknown()),
    never: procedure(z.void(), z.void()),
    nothing: procedure(z.void(), z.void())
  }
})
const dispatch = createDispatcher(contract, {
  echo: { value: (value) => value, never: () => new Promise<void>(() => undefined), nothing: () => undefined }
})

let folder: string
let rendererRoot: string
let server: WorkbenchServer
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-bridge-'))
  rendererRoot = join(folder, 'page')
  await build({
    configFile: false,
    logLevel: 'silent',
    root: join(import.meta.dirname, 'bridge-page'),
    build: { outDir: rendererRoot, emptyOutDir: true }
  })
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const openServer = (port: number, sessionsFile = join(folder, 'sessions.json')): Promise<WorkbenchServer> =>
  openWorkbenchServer({ port, rendererRoot, dispatchFor: () => dispatch, sessionsFile })
test.beforeEach(async () => {
  server = await openServer(0)
})
test.afterEach(() => server.close())

const read = <T>(page: Page, reader: (state: BridgePage) => T): Promise<T> =>
  page.evaluate(`(${String(reader)})(window.state)`) as Promise<T>

async function open(context: BrowserContext, url = server.url): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await expect.poll(() => read(page, (state) => state.bridge !== null || state.failure !== null)).toBe(true)
  return page
}

const invoke = (page: Page, channel: string, input?: unknown): Promise<Reply> =>
  page.evaluate(
    ([channel, input]) => (window as unknown as { state: BridgePage }).state.bridge!.invoke(channel as string, input),
    [channel, input]
  )
const connectionStates = (page: Page): Promise<unknown[]> =>
  read(page, (state) =>
    state.heard.filter(([channel]) => channel === 'system.connection').map(([, payload]) => payload)
  )

test('signs in with the link, which it takes out of the address', async ({ context }) => {
  const page = await open(context)
  expect(page.url()).toBe(`http://127.0.0.1:${server.port}/`)
  expect(await read(page, (state) => state.bridge?.host)).toBe('browser')
  await page.reload()
  await expect.poll(() => read(page, (state) => state.bridge !== null)).toBe(true)
})

test('a used link opens again where it was used, and tells elsewhere that it is spent', async ({
  context,
  browser
}) => {
  const { url } = server
  await open(context, url)
  expect(await read(await open(context, url), (state) => state.failure)).toBeNull()
  const elsewhere = await browser.newContext()
  expect(await read(await open(elsewhere, url), (state) => state.failure)).toBe('LINK_EXPIRED')
  await elsewhere.close()
})

test('without a link, and never signed in', async ({ context }) => {
  const page = await open(context, `http://localhost:${server.port}/`)
  expect(await read(page, (state) => state.failure)).toBe('LINK_EXPIRED')
})

test('calls and events carry typed arrays, NaN and nothing', async ({ context }) => {
  const page = await open(context)
  const echoed = await page.evaluate(async () => {
    const { bridge } = (window as unknown as { state: BridgePage }).state
    const reply = await bridge!.invoke('echo.value', { x: new Float32Array([1.5, NaN]), loss: NaN })
    const value = (reply as { value: { x: Float32Array; loss: number } }).value
    return [value.x instanceof Float32Array, [...value.x].map(String), String(value.loss)]
  })
  expect(echoed).toStrictEqual([true, ['1.5', 'NaN'], 'NaN'])
  expect(await invoke(page, 'echo.nothing')).toStrictEqual({ ok: true })
  expect(await invoke(page, 'echo.value', null)).toStrictEqual({ ok: true, value: null })
  expect(await invoke(page, 'echo.unknown')).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
  server.broadcast('echo.said', { n: 7 })
  await expect.poll(() => read(page, (state) => state.heard)).toStrictEqual([['echo.said', { n: 7 }]])
})

test('a lost connection answers what is under way, and comes back by itself', async ({ context }) => {
  const page = await open(context)
  const { port } = server
  const waiting = invoke(page, 'echo.never')
  await server.close()
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'DISCONNECTED' } })
  expect(await connectionStates(page)).toStrictEqual([{ state: 'lost' }])
  expect(await invoke(page, 'echo.value', 1)).toMatchObject({ ok: false, error: { code: 'DISCONNECTED' } })
  server = await openServer(port)
  await expect.poll(() => connectionStates(page)).toStrictEqual([{ state: 'lost' }, { state: 'restored' }])
  expect(await invoke(page, 'echo.value', 1)).toStrictEqual({ ok: true, value: 1 })
  server.broadcast('echo.said', 'after')
  await expect.poll(() => read(page, (state) => state.heard.at(-1))).toStrictEqual(['echo.said', 'after'])
})

test('a server that no longer knows the browser ends the attempts', async ({ context }) => {
  const page = await open(context)
  const { port } = server
  await server.close()
  server = await openServer(port, join(folder, 'other-sessions.json'))
  await expect.poll(() => connectionStates(page)).toStrictEqual([{ state: 'lost' }, { state: 'expired' }])
  expect(await invoke(page, 'echo.value', 1)).toMatchObject({ ok: false, error: { code: 'LINK_EXPIRED' } })
})
