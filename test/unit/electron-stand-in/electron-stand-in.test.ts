import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchStandIn, type StandInApplication } from '../../electron-stand-in/launch.mjs'

/** What the sample's preload exposes. */
interface Sample {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  refuse(): never
  uncovered(): never
  nested: { list: [number, { two: bigint }]; date: Date; map: Map<string, Set<number>> }
}
declare const sample: Sample

const chromium = process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium'
const main = join(import.meta.dirname, '../../electron-stand-in/sample/main.mjs')
const folder = mkdtempSync(join(tmpdir(), 'netloom-stand-in-test-'))
const launch = (name: string, env: Record<string, string> = {}): Promise<StandInApplication> =>
  launchStandIn({ main, userData: join(folder, name), env })

const textOf = (page: Page, id: string): Promise<string | null> => page.textContent(`#${id}`)
const waitForText = (page: Page, id: string, text: string | RegExp): Promise<void> =>
  vi.waitFor(async () => expect(await textOf(page, id)).toMatch(text), { timeout: 5000 })

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

describe.skipIf(!existsSync(chromium))('the stand-in for electron', { timeout: 20_000 }, () => {
  describe('an app that asks for more than is covered', () => {
    it.each([
      ['an uncovered property', 'uncovered', /app\.setBadgeCount is not covered/],
      ['an event that never comes', 'uncovered-event', /the event 'no-such-event' of app is not covered/],
      ['awaiting ready before its main module has run', 'await-ready', /ended \(exit code 13\)/]
    ])('fails at %s', async (_what, fault, message) => {
      await expect(launch(fault, { SAMPLE_FAULT: fault })).rejects.toThrow(message)
    })
  })

  describe('a running app', () => {
    let app: StandInApplication
    let page: Page

    beforeAll(async () => {
      app = await launch('shared', { NETLOOM_STANDIN_LOCALE: 'zh-CN', NETLOOM_STANDIN_LANGUAGES: 'zh-CN,en-US' })
      page = await app.firstWindow()
      await page.waitForSelector('#greet')
    }, 20_000)
    afterAll(() => app.close())

    const recorded = (): Promise<{ name: string; args: unknown[] }[]> =>
      app.evaluate((electron) => (electron as unknown as { standIn: { recorded: [] } }).standIn.recorded)

    it('refuses what is not covered, in main and in the preload', async () => {
      await expect(app.evaluate(({ app: electronApp }) => electronApp.getGPUInfo('basic'))).rejects.toThrow(
        'app.getGPUInfo is not covered'
      )
      await expect(app.evaluate((electron) => electron.powerMonitor)).rejects.toThrow(
        'electron.powerMonitor is not covered'
      )
      await expect(app.evaluate(({ BrowserWindow }) => void new BrowserWindow({ kiosk: true }))).rejects.toThrow(
        'option kiosk of BrowserWindow is not covered'
      )
      await expect(
        app.evaluate(({ BrowserWindow }) => void new BrowserWindow({ webPreferences: { sandbox: false } }))
      ).rejects.toThrow('webPreferences.sandbox = false is not covered')
      await expect(page.evaluate(() => sample.uncovered())).rejects.toThrow('ipcRenderer.sendSync is not covered')
    })

    it('throws when a dialog opens to which the test gave no answer', async () => {
      await page.click('#pick')
      await waitForText(page, 'answer', /failed: .*dialog\.showOpenDialog opened, and the test gave no answer/)
    })

    it('refuses a bad menu', async () => {
      await expect(
        app.evaluate(({ Menu }) => void Menu.buildFromTemplate([{ label: 'x', accelerator: 'Ctrl+Nope' }]))
      ).rejects.toThrow('Invalid accelerator: Ctrl+Nope')
      await expect(
        app.evaluate(({ Menu }) => void Menu.buildFromTemplate([{ role: 'nope' as 'quit' }]))
      ).rejects.toThrow('Unknown menu role: nope')
    })

    it('carries a click through preload and ipcMain to the DOM', async () => {
      await page.click('#greet')
      await waitForText(page, 'answer', 'Hello Ada from sample://app/index.html')
    })

    it("passes a handler's error on as Electron does", async () => {
      await expect(page.evaluate(() => sample.invoke('nobody'))).rejects.toThrow(
        "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'"
      )
      await expect(page.evaluate(() => sample.invoke('greet', () => 1))).rejects.toThrow('could not be cloned')
    })

    it('carries 2 MB of Float32Array to main and back', async () => {
      const answer = await page.evaluate(async () => {
        const numbers = Float32Array.from({ length: 500_000 }, (_, i) => i / 3)
        const doubled = (await sample.invoke('double', numbers)) as Float32Array
        const isDoubled = numbers.every((number, i) => doubled[i] === Math.fround(number * 2))
        return { type: doubled.constructor.name, bytes: doubled.byteLength, isDoubled }
      })
      expect(answer).toEqual({ type: 'Float32Array', bytes: 2_000_000, isDoubled: true })
    })

    it('pushes events from main to the page, here from a menu click', async () => {
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('push')?.click())
      await waitForText(page, 'pushed', 'numbers: Float32Array 1,2.5,NaN')
    })

    it('isolates the worlds: the page has the exposed API, frozen, and nothing else', async () => {
      const seen = await page.evaluate(() => {
        const { list, date, map } = sample.nested
        return {
          absent: ['require', 'process', 'ipcRenderer', 'module', 'netloomStandInSend'].filter(
            (name) => name in window
          ),
          isFrozen: Object.isFrozen(sample) && Object.isFrozen(list),
          nested: [list[0], list[1].two === 2n, date.getTime(), map.get('k')?.has(1)]
        }
      })
      expect(seen).toEqual({ absent: [], isFrozen: true, nested: [1, true, 0, true] })
      await expect(page.evaluate(() => sample.refuse())).rejects.toThrow('refused')
    })

    it('gives a library that requires electron the same module', async () => {
      expect(await page.evaluate(() => sample.invoke('same-electron'))).toBe(true)
    })

    it('uses the answer that the test gave a dialog', async () => {
      await app.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
      }, '/data/数据.csv')
      await page.click('#pick')
      await waitForText(page, 'answer', '/data/数据.csv')
    })

    it('blocks a navigation that will-navigate prevents, and lets the test reload', async () => {
      const { href } = await page.evaluate(() => location)
      await page.click('#away')
      await page.evaluate(() => location.assign('https://example.org/assigned'))
      await page.waitForTimeout(300)
      expect(page.url()).toBe(href)
      await page.reload()
      await page.click('#greet')
      await waitForText(page, 'answer', 'Hello Ada')
    })

    it('blocks window.open and target=_blank, and tells setWindowOpenHandler', async () => {
      expect(await page.evaluate(() => window.open('https://example.org/opened'))).toBeNull()
      await page.click('#popup')
      await vi.waitFor(async () =>
        expect(await recorded()).toEqual([
          { name: 'shell.openExternal', args: ['https://example.org/opened'] },
          { name: 'shell.openExternal', args: ['https://example.org/popup'] }
        ])
      )
      expect(app.windows()).toHaveLength(1)
    })

    it("sends no request outside, and keeps the protocol handler's headers", async () => {
      const fetched = await page.evaluate(async () => (await fetch('./package.json')).json())
      expect(fetched).toMatchObject({ name: 'stand-in-sample' })
      await expect(page.evaluate(() => eval('1'))).resolves.toBe(1) // the test's own eval is free of the page's policy
      const violation = page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            document.addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI))
            void fetch('https://example.org/').catch(() => undefined)
          })
      )
      expect(await violation).toBe('https://example.org/')
    })

    it('follows nativeTheme, the window size and the title', async () => {
      const isDark = (): Promise<boolean> => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
      expect(await isDark()).toBe(false)
      await app.evaluate(({ nativeTheme }) => void (nativeTheme.themeSource = 'dark'))
      await vi.waitFor(async () => expect(await isDark()).toBe(true))
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(700, 500))
      await vi.waitFor(async () => expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500]))
      const window = await app.evaluate(({ BrowserWindow }) => {
        const [first] = BrowserWindow.getAllWindows()
        return { isVisible: first?.isVisible(), title: first?.getTitle() }
      })
      expect(window).toEqual({ isVisible: true, title: 'Sample' })
    })

    it("tells the app's name, version, languages and paths", async () => {
      const told = await app.evaluate(({ app: electronApp }) => ({
        identity: `${electronApp.getName()} ${electronApp.getVersion()}`,
        languages: [electronApp.getLocale(), ...electronApp.getPreferredSystemLanguages()],
        userData: electronApp.getPath('userData'),
        process: [process.type, typeof process.versions.electron]
      }))
      expect(told).toEqual({
        identity: 'stand-in-sample 1.2.3',
        languages: ['zh-CN', 'zh-CN', 'en-US'],
        userData: join(folder, 'shared'),
        process: ['browser', 'string']
      })
      expect(await page.evaluate(() => navigator.language)).toBe('zh-CN')
      await expect(app.evaluate(({ app: electronApp }) => electronApp.getPath('nowhere' as 'home'))).rejects.toThrow(
        "Failed to get 'nowhere' path"
      )
    })

    it("asks the app's permission handler when a test does", async () => {
      const answers = await app.evaluate(async (electron) => {
        const { standIn } = electron as unknown as { standIn: { askPermission(...args: unknown[]): Promise<boolean> } }
        const contents = electron.BrowserWindow.getAllWindows()[0]?.webContents
        return [await standIn.askPermission(contents, 'fullscreen'), await standIn.askPermission(contents, 'media')]
      })
      expect(answers).toEqual([true, false])
    })

    it('refuses a second instance on the same data, and tells the first', async () => {
      await expect(launch('shared')).rejects.toThrow(/ended \(exit code 0\)\nanother sample is running/)
      await vi.waitFor(() => expect(app.output()).toContain('second instance {"from":"sample"}'))
    })

    it('echoes through a utility process, which has a parentPort and no process.send', async () => {
      const echoed = await app.evaluate(async () => {
        const child = (globalThis as unknown as { forkChild(): Electron.UtilityProcess }).forkChild()
        let printed = ''
        child.stdout?.on('data', (chunk) => (printed += chunk))
        child.postMessage({ numbers: Float32Array.of(1, NaN) }) // before it listens: it waits
        const message = await new Promise((resolve) => child.once('message', resolve))
        const exit = new Promise((resolve) => child.once('exit', resolve))
        return { message, printed, wasKilled: child.kill(), code: await exit, pid: child.pid }
      })
      expect(echoed).toEqual({
        message: { echo: { numbers: Float32Array.of(1, NaN) }, type: 'utility', hasSend: false },
        printed: 'child of sample\n',
        wasKilled: true,
        code: 15,
        pid: undefined
      })
    })

    it.each([
      ['crash', 11, { reason: 'crashed', exitCode: 11, name: 'sample child' }],
      ['exit', 3, { reason: 'abnormal-exit', exitCode: 3, name: 'sample child' }]
    ])('survives the %s of a utility process and says how it ended', async (end, code, details) => {
      const ended = await app.evaluate(async ({ app: electronApp }, how) => {
        const gone = new Promise((resolve) => electronApp.once('child-process-gone', (_event, told) => resolve(told)))
        const child = (globalThis as unknown as { forkChild(): Electron.UtilityProcess }).forkChild()
        child.postMessage({ end: how })
        return { code: await new Promise((resolve) => child.once('exit', resolve)), details: await gone }
      }, end)
      expect(ended).toMatchObject({ code, details })
      await page.click('#greet')
      await waitForText(page, 'answer', 'Hello Ada')
    })

    const preventNextClose = (): Promise<void> =>
      app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.once('close', (event) => event.preventDefault())
      })
    const closesToPrevent = (): Promise<number> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.listenerCount('close'))

    it("asks the window before a quit or the page's window.close() closes it", async () => {
      const before = await closesToPrevent()
      await preventNextClose()
      await page.evaluate(() => window.close())
      await expect.poll(closesToPrevent).toBe(before) // it has been asked
      await preventNextClose()
      await app.evaluate(({ app: electronApp }) => electronApp.quit())
      await page.click('#greet')
      expect(app.output()).toMatch(/before-quit\n$/) // and no will-quit
    })

    it('quits when the last window closes, and no method of a closed window works', async () => {
      const error = await app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        const contents = window?.webContents
        window?.destroy()
        try {
          contents?.send('pushed')
        } catch (thrown) {
          return String(thrown)
        }
      })
      expect(error).toBe('TypeError: Object has been destroyed')
      expect(await app.waitForExit()).toEqual({ code: 0, signal: null })
      expect(app.output()).toMatch(/before-quit\nbefore-quit\nwill-quit\nquit\n$/)
    })
  })
})
