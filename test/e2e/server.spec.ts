// Browser mode: the built command and the built page in a real browser.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { temporaryHome } from './desktop'
import { runCli, startServing, type Served } from './served'

let home: string
let served: Served | undefined
test.beforeEach(() => {
  home = temporaryHome()
})
test.afterEach(async () => {
  await served?.end()
  served = undefined
  rmSync(home, { recursive: true, force: true })
})

const ANY_PORT = ['--port', '0']
const originOf = (url: string): string => new URL(url).origin

/** Whether a page may open the WebSocket, with whatever cookies it has. */
const socketOpens = (page: Page, url = `ws://${new URL(page.url()).host}/rpc`): Promise<boolean> =>
  page.evaluate(
    (url) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(url)
        socket.onopen = () => resolve(true)
        socket.onerror = () => resolve(false)
      }),
    url
  )

/** Opens a page and notes all that goes wrong in it. */
async function openPage(context: BrowserContext, url: string): Promise<{ page: Page; problems: string[] }> {
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
    )
  )
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(url)
  await expect(page).toHaveTitle(/Netloom/)
  return { page, problems }
}

test('the link opens the workbench once; the browser stays signed in, another does not get in', async ({
  context,
  browser
}) => {
  served = await startServing(home, ANY_PORT)
  const { page, problems } = await openPage(context, served.url)
  await expect.poll(() => page.url()).toBe(`${originOf(served.url)}/`)
  await expect.poll(() => socketOpens(page)).toBe(true)
  expect(await page.evaluate(() => document.cookie)).toBe('')
  expect(problems).toStrictEqual([])

  const second = await openPage(context, originOf(served.url))
  expect(await socketOpens(second.page)).toBe(true)

  const stranger = await browser.newContext()
  const { page: late } = await openPage(stranger, served.url)
  expect(await socketOpens(late)).toBe(false)
  await stranger.close()
})

test('another site in the same browser cannot reach it', async ({ context }) => {
  served = await startServing(home, ANY_PORT)
  const { page } = await openPage(context, served.url)
  await expect.poll(() => socketOpens(page)).toBe(true)
  // Same machine, other port: the browser does send the cookie there, as cookies do not know ports.
  const other = await startServing(temporaryHome(), ANY_PORT)
  const stranger = await context.newPage()
  await stranger.goto(`${originOf(other.url)}/instance`)
  const { host, origin } = new URL(served.url)
  expect(await socketOpens(stranger, `ws://${host}/rpc`)).toBe(false)
  const readable = await stranger.evaluate(
    (url) =>
      fetch(url)
        .then(() => true)
        .catch(() => false),
    `${origin}/instance`
  )
  expect(readable).toBe(false)
  await other.end()
})

test('an open tab finds its way back after a restart', async ({ context }) => {
  served = await startServing(home, ANY_PORT)
  const { port } = new URL(served.url)
  const { page } = await openPage(context, served.url)
  await expect.poll(() => socketOpens(page)).toBe(true)
  await served.end('SIGKILL')
  served = await startServing(home, ['--port', port])
  await expect.poll(() => socketOpens(page)).toBe(true)
})

test('a second serve on the same home names the first one’s address, which still opens', async ({ context }) => {
  served = await startServing(home, ANY_PORT)
  const { page } = await openPage(context, served.url)
  await expect.poll(() => socketOpens(page)).toBe(true)
  const second = await runCli(home, ['serve', '--no-open']).ended
  expect(second.code).not.toBe(0)
  expect(second.stdout).toBe('')
  expect(second.stderr).toContain(String(served.child.pid))
  const fresh = /http:\/\/\S+#token=[\w-]+/.exec(second.stderr)?.[0] ?? ''
  expect(originOf(fresh)).toBe(originOf(served.url))
  expect(fresh).not.toBe(served.url)
  const browser = await context.browser()!.newContext()
  const { page: elsewhere } = await openPage(browser, fresh)
  await expect.poll(() => socketOpens(elsewhere)).toBe(true)
  await browser.close()
})

test('a port in use is one clear error', async () => {
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  const { port } = busy.address() as { port: number }
  const { code, stdout, stderr } = await runCli(home, ['serve', '--no-open', '--port', String(port)]).ended
  busy.close()
  expect({ code, stdout }).toStrictEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(String(port))
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(existsSync(join(home, 'serve.json'))).toBe(false)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends it in good order`, async () => {
    served = await startServing(home, ANY_PORT)
    expect(JSON.parse(readFileSync(join(home, 'serve.json'), 'utf8'))).toMatchObject({
      pid: served.child.pid,
      url: served.url
    })
    const { code, stdout } = await served.end(signal)
    expect(code).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(existsSync(join(home, 'serve.json'))).toBe(false)
  })
}

test('killed, it leaves nothing that bars the next start', async () => {
  served = await startServing(home, ANY_PORT)
  await served.end('SIGKILL')
  expect(existsSync(join(home, 'serve.json'))).toBe(true)
  served = await startServing(home, ANY_PORT)
  expect(JSON.parse(readFileSync(join(home, 'serve.json'), 'utf8'))).toMatchObject({ pid: served.child.pid })
})
