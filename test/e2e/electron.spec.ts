// The shell of the desktop app. The same tests run under the stand-in and, where its program is, in Electron itself.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type {} from '../../src/renderer/bridge' // window.netloom
import type { Reply } from '../../src/shared/rpc'
import { DESKTOP_HOSTS, ROOT, temporaryHome, type Desktop } from './desktop'

const PAGE_URL = 'netloom://app/index.html'

/** A call as the page makes it. */
const invoke = (page: Page, channel: string, input?: unknown): Promise<Reply> =>
  page.evaluate(([channel, input]) => window.netloom!.invoke(channel as string, input), [channel, input])

/** Where the window is, in Electron's own words. */
const windowUrl = (app: Desktop): Promise<string> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())

interface ExampleEntry {
  id: string
  path: string
  project: { training: { epochs: number } }
}
async function exampleProject(page: Page, id: string): Promise<ExampleEntry> {
  const reply = (await invoke(page, 'projects.examples')) as unknown as { value: ExampleEntry[] }
  return reply.value.find((example) => example.id === id)!
}

for (const host of DESKTOP_HOSTS) {
  test.describe(host.name, () => {
    test.skip(host.absent !== null, host.absent ?? '')
    let home: string
    let app: Desktop | undefined

    test.beforeEach(() => {
      home = temporaryHome()
    })
    test.afterEach(async () => {
      await app?.close()
      app = undefined
      rmSync(home, { recursive: true, force: true })
    })

    async function open(): Promise<Page> {
      app = await host.launch(home)
      const page = await app.firstWindow()
      await page.waitForLoadState('load')
      return page
    }

    test('the window opens with our page, which finds the bridge and nothing else of Node', async () => {
      const page = await open()
      expect(await windowUrl(app!)).toBe(PAGE_URL)
      await expect(page).toHaveTitle(/Netloom/)
      const globals = await page.evaluate(() => ({
        bridge: Object.keys(window.netloom ?? {}).sort(),
        node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
          (name) => name in window
        )
      }))
      expect(globals).toStrictEqual({ bridge: ['host', 'invoke', 'pathOf', 'subscribe'], node: [] })
      expect(await invoke(page, 'system.info')).toMatchObject({ ok: true, value: { host: 'electron', home } })
    })

    test('a call that is not in the contract, or has the wrong input, is refused', async () => {
      const page = await open()
      for (const [channel, input] of [
        ['system.nothing', undefined],
        ['constructor.name', undefined],
        ['settings.set', { theme: 'pink' }],
        ['runs.get', {}]
      ] as const) {
        expect(await invoke(page, channel, input), channel).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
      }
    })

    test('another page with the same preload script is not answered', async () => {
      const page = await open()
      const before = app!.windows().length
      await app!.evaluate(
        async ({ BrowserWindow }, preload) => {
          const window = new BrowserWindow({
            show: false,
            webPreferences: { preload, sandbox: true, contextIsolation: true }
          })
          await window.loadURL('data:text/html,<title>stranger</title>')
        },
        join(ROOT, 'out', 'preload', 'index.cjs')
      )
      await expect.poll(() => app!.windows().length).toBe(before + 1)
      const stranger = app!.windows().find((window) => window !== page)!
      expect(await invoke(stranger, 'settings.get')).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
      expect(await invoke(page, 'settings.get')).toMatchObject({ ok: true })
    })

    test('the window stays on its page', async () => {
      const page = await open()
      for (const url of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,x']) {
        await page.evaluate((url) => void (location.href = url), url).catch(() => undefined)
        await page.waitForTimeout(200)
        expect(await windowUrl(app!), url).toBe(PAGE_URL)
      }
      expect(await invoke(page, 'settings.get')).toMatchObject({ ok: true })
    })

    test('links open in the browser if they are on the web, and windows never', async () => {
      const page = await open()
      await app!.evaluate(({ shell }) => {
        const opened: string[] = []
        Object.assign(globalThis, { opened })
        shell.openExternal = async (url) => void opened.push(url)
      })
      const before = app!.windows().length
      const results = await page.evaluate(() =>
        ['https://example.com/docs', 'http://example.com/', 'file:///etc/passwd', 'javascript:alert(1)'].map(
          (url) => window.open(url) === null
        )
      )
      expect(results).toStrictEqual([true, true, true, true])
      const opened = (): Promise<unknown> => app!.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
      await expect.poll(opened).toStrictEqual(['https://example.com/docs'])
      expect(app!.windows()).toHaveLength(before)
    })

    test('the page may run no inline script and load nothing from elsewhere', async () => {
      const page = await open()
      const blocked = await page.evaluate(async () => {
        const violations: string[] = []
        document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
        const script = document.createElement('script')
        script.textContent = 'window.inline = true'
        document.head.append(script)
        const image = new Image()
        image.src = 'https://example.com/x.png'
        await fetch('https://example.com/').catch(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, 300))
        return { ran: 'inline' in window, violations: violations.sort() }
      })
      expect(blocked).toStrictEqual({ ran: false, violations: ['connect-src', 'img-src', 'script-src-elem'] })
    })

    test('language, theme and window are as they were left', async () => {
      const page = await open()
      const lessons = { line: { step: 'train', done: ['points'], runs: [] } }
      const settings = { locale: 'zh-CN', theme: 'dark', parallel: 2, lessons }
      expect(await invoke(page, 'settings.set', settings)).toStrictEqual({ ok: true, value: settings })
      const shown = (): Promise<unknown> =>
        app!.evaluate(({ Menu, nativeTheme }) => ({
          theme: nativeTheme.themeSource,
          file: Menu.getApplicationMenu()?.getMenuItemById('file')?.label
        }))
      expect(await shown()).toStrictEqual({ theme: 'dark', file: '文件' })
      await app!.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 50, width: 1100, height: 700 })
      )
      await app!.close()

      const again = await open()
      expect(await invoke(again, 'settings.get')).toStrictEqual({ ok: true, value: settings })
      expect(await shown()).toStrictEqual({ theme: 'dark', file: '文件' })
      const bounds = await app!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
      expect(bounds).toMatchObject({ width: 1100, height: 700 })
      expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toMatchObject(settings)
    })

    test('a corrupt settings file does not stop the start, and is kept', async () => {
      writeFileSync(join(home, 'settings.json'), '{"locale": ')
      const page = await open()
      expect(await invoke(page, 'settings.get')).toStrictEqual({
        ok: true,
        value: { locale: null, theme: 'system', parallel: 1, lessons: {} }
      })
      expect(readFileSync(join(home, 'settings.json.bad'), 'utf8')).toBe('{"locale": ')
    })

    test('Train in the window trains in a utility process, and its death leaves the window alive', async () => {
      const page = await open()
      await page.locator('[data-example=line]').click()
      await page.locator('.top-bar [data-command=train]').click()
      await expect(page.locator('.dashboard[data-status=completed]')).toBeVisible({ timeout: 30_000 })

      const { project, path } = await exampleProject(page, 'line')
      const long = { ...project, training: { ...project.training, epochs: 100_000 } }
      const started = await invoke(page, 'training.start', { project: long, baseDir: dirname(path) })
      const { runId } = (started as { value: { runId: string } }).value
      const status = async (): Promise<string> =>
        ((await invoke(page, 'runs.get', { runId })) as { value: { record: { status: string } } }).value.record.status
      await expect.poll(status, { timeout: 20_000 }).toBe('running')
      process.kill(await host.trainerPid(app!), 'SIGKILL')
      await expect.poll(status).toBe('crashed')
      expect(await invoke(page, 'settings.get')).toMatchObject({ ok: true })
    })

    test('closing the window ends the process', async () => {
      await open()
      const child = app!.process()
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
      await app!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close()).catch(() => undefined)
      if (process.platform === 'darwin') await app!.close()
      expect(await ended).toBe(0)
    })
  })
}
