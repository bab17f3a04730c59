// Project files in the desktop app: its windows, its dialogs, and what becomes of unsaved work when a window closes.
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { App } from 'vue'
import type {} from '../../src/renderer/bridge' // window.netloom
import type { Reply } from '../../src/shared/rpc'
import { DESKTOP_HOSTS, ROOT, temporaryHome, type Desktop } from './desktop'

const EXAMPLE = join(ROOT, 'examples', 'line.netloom.json')
const EXAMPLE_TEXT = readFileSync(EXAMPLE, 'utf8')

const invoke = (page: Page, channel: string, input?: unknown): Promise<Reply> =>
  page.evaluate(([channel, input]) => window.netloom!.invoke(channel as string, input), [channel, input])

async function valueOf<T>(page: Page, channel: string, input?: unknown): Promise<T> {
  const reply = await invoke(page, channel, input)
  if (!reply.ok) throw new Error(`${reply.error.code} ${JSON.stringify(reply.error.args)}`)
  return reply.value as T
}

interface DraftList {
  drafts: { windowId: string; path: string | null; own: boolean; project: { name: string } }[]
}

/** A page that does what the real one does about its draft. */
const keepDraftBeforeClosing = (page: Page, windowId: string, project: object): Promise<void> =>
  page.evaluate(
    ([windowId, project]) => {
      const { invoke, subscribe } = window.netloom!
      subscribe((channel) => {
        if (channel !== 'projects.closing') return
        void invoke('projects.keepDraft', { windowId, path: null, version: null, project }).then(() =>
          invoke('projects.readyToClose', undefined)
        )
      })
    },
    [windowId, project] as const
  )

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

    async function open(...args: string[]): Promise<Page> {
      app = await host.launch(home, {}, args)
      const page = await app.firstWindow()
      await page.waitForLoadState('load')
      await begun(page)
      return page
    }
    /** It has entered, and shows what it was opened for: from then on it is the person who does things. */
    async function begun(page: Page): Promise<void> {
      // Not waitForFunction: it evaluates a string in the page, which the page's policy forbids.
      const isReady = (): Promise<boolean> =>
        page.evaluate(() => {
          const root = document.querySelector('#app') as { __vue_app__?: App } | null
          const stores = root?.__vue_app__?.config.globalProperties.$pinia._s as Map<string, { ready?: boolean }>
          return stores?.get('files')?.ready === true
        })
      await expect.poll(isReady).toBe(true)
    }

    /** Closes the window as its close button does, and waits until the app has ended. */
    async function closeWindow(): Promise<void> {
      const child = app!.process()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await app!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close()).catch(() => undefined)
      if (process.platform === 'darwin') await app!.close()
      await ended
    }

    const projectOf = (page: Page): Promise<string | null> =>
      page.evaluate(() => new URLSearchParams(location.search).get('project'))

    const nextPage = async (page: Page): Promise<Page> => {
      await expect.poll(() => app!.windows().length).toBe(2)
      const next = app!.windows().find((other) => other !== page)!
      await next.waitForLoadState('load')
      await begun(next)
      return next
    }

    test('a project named at the start is the one that the window opens', async () => {
      const page = await open(EXAMPLE)
      expect(await projectOf(page)).toBe(EXAMPLE)
      expect(await valueOf(page, 'projects.open', { path: EXAMPLE })).toMatchObject({ project: { name: 'line' } })
      expect(await valueOf(page, 'system.info')).toMatchObject({ dialogs: true })
    })

    test('one more window works like the first; the same file is not opened twice', async () => {
      const page = await open()
      expect(await projectOf(page)).toBeNull()
      await valueOf(page, 'projects.openWindow', { path: EXAMPLE })
      const second = await nextPage(page)
      expect(await projectOf(second)).toBe(EXAMPLE)
      expect(await valueOf(second, 'projects.open', { path: EXAMPLE })).toMatchObject({ path: EXAMPLE })
      await valueOf(page, 'projects.openWindow', { path: EXAMPLE })
      await page.waitForTimeout(300)
      expect(app!.windows()).toHaveLength(2)
      const bounds = await app!.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.getBounds())
      )
      expect(bounds[0]!.x).not.toBe(bounds[1]!.x)
    })

    test('a second start with a project opens a window of the first process', async () => {
      const page = await open()
      const second = await host.launch(home, {}, [EXAMPLE]).catch(() => null)
      await second?.close()
      expect(await projectOf(await nextPage(page))).toBe(EXAMPLE)
    })

    test('a file from the file manager opens in a window of its own', async () => {
      const page = await open()
      await app!.evaluate(({ app }, path) => app.emit('open-file', { preventDefault() {} }, path), EXAMPLE)
      expect(await projectOf(await nextPage(page))).toBe(EXAMPLE)
    })

    if (host.name.startsWith('stand-in')) {
      test('a file that is dropped is opened where it is', async () => {
        const page = await open()
        const path = join(home, 'dropped.netloom.json')
        copyFileSync(EXAMPLE, path)
        const drop = (paths: Record<string, string>): Promise<void> =>
          page.evaluate(
            ({ text, named }) => {
              document.documentElement.dataset.standInPaths = JSON.stringify(named)
              const data = new DataTransfer()
              data.items.add(new File([text], 'dropped.netloom.json', { type: 'application/json' }))
              const send = (target: EventTarget, type: string): boolean =>
                target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
              send(window, 'dragenter')
              requestAnimationFrame(() => send(document.querySelector('[data-drop]')!, 'drop'))
            },
            { text: readFileSync(path, 'utf8'), named: paths }
          )
        await drop({ 'dropped.netloom.json': path })
        await expect.poll(() => projectOf(page)).toBe(path)
        // Of what is on no disk, the content is opened.
        await drop({})
        await expect.poll(() => projectOf(page)).toBeNull()
      })
    }

    test('the dialogs give what was chosen', async () => {
      const page = await open()
      const answer = (result: { canceled: boolean; filePath: string }): Promise<void> =>
        app!.evaluate(({ dialog }, { canceled, filePath }) => {
          const asked: unknown[] = []
          Object.assign(globalThis, { asked })
          dialog.showOpenDialog = ((_window: unknown, options: unknown) => {
            asked.push(options)
            return Promise.resolve({ canceled, filePaths: canceled ? [] : [filePath] })
          }) as unknown as typeof dialog.showOpenDialog
          dialog.showSaveDialog = ((_window: unknown, options: unknown) => {
            asked.push(options)
            return Promise.resolve({ canceled, filePath: canceled ? '' : filePath })
          }) as unknown as typeof dialog.showSaveDialog
        }, result)
      const asked = (): Promise<unknown> => app!.evaluate(() => (globalThis as unknown as { asked: unknown }).asked)
      const save = (path: string | null = null): Promise<unknown> =>
        valueOf(page, 'projects.chooseSave', { suggestedName: 'a/b: c?', path })

      await answer({ canceled: true, filePath: '' })
      expect(await valueOf(page, 'projects.chooseOpen')).toBeNull()
      expect(await save()).toBeNull()
      await save(join(home, 'other', 'x.netloom.json'))
      expect(await asked()).toMatchObject([
        { properties: ['openFile'] },
        { defaultPath: expect.stringContaining('a-b- c-.netloom.json') },
        { defaultPath: join(home, 'other', 'a-b- c-.netloom.json') }
      ])
      await answer({ canceled: false, filePath: join(home, 'flowers') })
      expect(await valueOf(page, 'projects.chooseData', { kind: 'folder' })).toBe(join(home, 'flowers'))
      await valueOf(page, 'projects.chooseData', { kind: 'file' })
      expect(await asked()).toMatchObject([
        { properties: ['openDirectory'] },
        { properties: ['openFile'], filters: [{ extensions: expect.arrayContaining(['csv', 'parquet', 'npy']) }, {}] }
      ])
      await answer({ canceled: false, filePath: join(home, 'new.json') })
      expect(await valueOf(page, 'projects.chooseOpen')).toBe(join(home, 'new.json'))
      expect(await save()).toStrictEqual({ path: join(home, 'new.netloom.json'), overwrite: false })
      // The dialog has asked about new.json, which is there now, and not about new.netloom.json.
      writeFileSync(join(home, 'new.json'), '{}')
      expect(await save()).toStrictEqual({ path: join(home, 'new.json'), overwrite: true })
    })

    test('the title bar tells of the file and of unsaved changes', async () => {
      const page = await open()
      await valueOf(page, 'projects.show', { path: EXAMPLE, edited: true })
      const shown = await app!.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        return [window!.getRepresentedFilename(), window!.isDocumentEdited()]
      })
      if (host.name !== 'Electron' || process.platform === 'darwin') expect(shown).toStrictEqual([EXAMPLE, true])
      await valueOf(page, 'projects.show', { path: EXAMPLE, edited: false })
    })

    test('a window closes with unsaved work without a question, and the work is offered at the next start', async () => {
      const page = await open()
      const { windowId } = await valueOf<{ windowId: string }>(page, 'projects.enter', { windowId: null })
      await valueOf(page, 'projects.show', { path: null, edited: true })
      await keepDraftBeforeClosing(page, windowId, { ...(JSON.parse(EXAMPLE_TEXT) as object), name: 'unsaved' })
      await closeWindow()
      expect(readdirSync(join(home, 'drafts'))).toStrictEqual([`${windowId}.json`])

      const again = await open()
      const { drafts } = await valueOf<DraftList>(again, 'projects.drafts')
      expect(drafts).toMatchObject([{ windowId, own: false, path: null, project: { name: 'unsaved' } }])
    })

    test('what was drawn and not saved is offered at the next start, and restored', async () => {
      const page = await open()
      await page.locator('[data-start] [data-example=line]').click()
      await page.getByPlaceholder('Search layers').fill('Dropout')
      await page.getByPlaceholder('Search layers').press('Enter')
      await expect(page.locator('[data-unsaved]')).toBeVisible()
      await closeWindow() // at once: the page is given the time to hand its draft over

      const again = await open()
      const drafts = again.locator('[data-drafts]')
      await expect(drafts).toContainText('line')
      await drafts.getByRole('button', { name: 'Restore' }).click()
      await expect(again.locator('.design-canvas')).toContainText('Dropout')
      await expect(drafts).toHaveCount(0)
    })

    test('the File menu saves where the system’s dialog says, and opens from there', async () => {
      const path = join(home, 'drawn.netloom.json')
      const page = await open()
      const choose = (id: string): Promise<void> =>
        app!.evaluate(({ Menu, BrowserWindow }, id) => {
          const [window] = BrowserWindow.getAllWindows()
          Menu.getApplicationMenu()!.getMenuItemById(id)!.click({}, window)
        }, id)
      await app!.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
      }, path)
      await page.locator('[data-start] [data-example=lenet-5]').click()
      await choose('save')
      await expect.poll(() => existsSync(path)).toBe(true)
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ name: 'drawn' })
      expect(await projectOf(page)).toBe(path)
      await choose('new-project')
      await expect(page.locator('.top-bar .name')).toHaveText('Untitled')
      expect(await projectOf(page)).toBeNull()
      await choose('open-project')
      await expect(page.locator('.top-bar .name')).toHaveText('drawn')
      await app!.evaluate(
        ({ dialog }, path) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
        },
        join(ROOT, 'examples', 'data', 'line.csv')
      )
      await choose('open-data')
      await expect(page.locator('.data-view')).toContainText('line.csv')
      await choose('new-window')
      expect(await projectOf(await nextPage(page))).toBeNull()
    })

    test('quitting keeps what every window has not saved', async () => {
      const page = await open()
      await valueOf(page, 'projects.openWindow', { path: null })
      const pages = [page, await nextPage(page)]
      for (const [i, each] of pages.entries()) {
        const { windowId } = await valueOf<{ windowId: string }>(each, 'projects.enter', { windowId: null })
        await valueOf(each, 'projects.show', { path: null, edited: true })
        await keepDraftBeforeClosing(each, windowId, { ...(JSON.parse(EXAMPLE_TEXT) as object), name: `unsaved ${i}` })
      }
      const child = app!.process()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await app!.evaluate(({ app }) => app.quit()).catch(() => undefined)
      await ended
      const { drafts } = await valueOf<DraftList>(await open(), 'projects.drafts')
      expect(drafts.map(({ project }) => project.name).sort()).toStrictEqual(['unsaved 0', 'unsaved 1'])
    })

    test('a page that does not answer cannot keep its window open', async () => {
      const page = await open()
      await valueOf(page, 'projects.show', { path: null, edited: true })
      await page.evaluate(
        () =>
          void setTimeout(() => {
            for (;;);
          }, 50)
      )
      await new Promise((resolve) => setTimeout(resolve, 200))
      const startedAt = Date.now()
      await closeWindow()
      expect(Date.now() - startedAt).toBeLessThan(10_000)
      expect(existsSync(join(home, 'drafts'))).toBe(false)
    })

    test('the app killed outright: the last draft is offered at the next start', async () => {
      const page = await open()
      const { windowId } = await valueOf<{ windowId: string }>(page, 'projects.enter', { windowId: null })
      const project = { ...(JSON.parse(EXAMPLE_TEXT) as object), name: 'before the crash' }
      await valueOf(page, 'projects.keepDraft', { windowId, path: EXAMPLE, version: null, project })
      const child = app!.process()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      app = undefined
      const again = await open()
      const { drafts } = await valueOf<DraftList>(again, 'projects.drafts')
      expect(drafts).toMatchObject([{ windowId, path: EXAMPLE, project: { name: 'before the crash' } }])
      await valueOf(again, 'projects.dropDraft', { windowId })
      expect(readdirSync(join(home, 'drafts'))).toStrictEqual([])
    })

    test('a reloaded page finds its own draft', async () => {
      const page = await open()
      const { windowId } = await valueOf<{ windowId: string }>(page, 'projects.enter', { windowId: null })
      const project = JSON.parse(EXAMPLE_TEXT) as object
      await valueOf(page, 'projects.keepDraft', { windowId, path: null, version: null, project })
      await page.evaluate((id) => sessionStorage.setItem('window', id), windowId)
      await page.reload()
      await begun(page)
      const kept = await page.evaluate(() => sessionStorage.getItem('window'))
      expect(await valueOf(page, 'projects.enter', { windowId: kept })).toStrictEqual({ windowId })
      expect(await valueOf(page, 'projects.drafts')).toMatchObject({ drafts: [{ windowId, own: true }] })
    })
  })
}
