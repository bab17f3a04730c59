// The desktop app is closed while a run trains.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { RunStore } from '../../src/main/runs/store'
import type {} from '../../src/renderer/bridge' // window.netloom
import type { Reply } from '../../src/shared/rpc'
import { DESKTOP_HOSTS, ROOT, temporaryHome, type Desktop } from './desktop'

const BACKGROUND = 0
const QUIT = 1
const CANCEL = 2

interface Asked {
  message: string
  buttons: string[]
}

async function valueOf<T>(page: Page, channel: string, input?: unknown): Promise<T> {
  const reply: Reply = await page.evaluate(
    ([channel, input]) => window.netloom!.invoke(channel as string, input),
    [channel, input]
  )
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value as T
}

for (const host of DESKTOP_HOSTS) {
  test.describe(host.name, () => {
    test.skip(
      host.absent !== null || process.platform === 'darwin',
      host.absent ?? 'macOS keeps an app without windows'
    )
    let home: string
    let app: Desktop
    let page: Page
    let runId: string

    /** The dialog is answered with a button, and what it asked is kept. */
    const answer = (button: number): Promise<void> =>
      app.evaluate(({ dialog }, response) => {
        const asked: unknown[] = []
        Object.assign(globalThis, { asked })
        dialog.showMessageBox = (async (...args: unknown[]) => {
          asked.push(args.at(-1))
          return { response, checkboxChecked: false }
        }) as typeof dialog.showMessageBox
      }, button)
    const asked = (): Promise<Asked[]> => app.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked)
    const closeWindow = (): Promise<void> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close()).catch(() => undefined)
    const isVisible = (): Promise<boolean> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)
    const statusOf = async (): Promise<string> => (await new RunStore(home).read(runId)).record.status
    const ended = (): Promise<unknown> => new Promise((resolve) => app.process().once('exit', resolve))

    test.beforeEach(async () => {
      test.setTimeout(180_000)
      home = temporaryHome()
      app = await host.launch(home)
      page = await app.firstWindow()
      await page.waitForLoadState('load')
      const examples = await valueOf<{ id: string; project: { training: object } }[]>(page, 'projects.examples')
      const { project } = examples.find(({ id }) => id === 'line')!
      Object.assign(project.training, { epochs: 100_000, batch_size: 1, callbacks: [] })
      const started = { project, baseDir: join(ROOT, 'examples') }
      runId = (await valueOf<{ runId: string }>(page, 'training.start', started)).runId
      await expect.poll(statusOf, { timeout: 60_000 }).toBe('running')
    })
    test.afterEach(async () => {
      await app.close().catch(() => undefined)
      rmSync(home, { recursive: true, force: true })
    })

    test('Cancel leaves all as it is, whether the window was closed or the app quit', async () => {
      await answer(CANCEL)
      await closeWindow()
      await app.evaluate(({ app }) => app.quit())
      await expect.poll(async () => (await asked()).length).toBe(2)
      expect((await asked())[0]).toMatchObject({ message: 'A run has not ended yet.', buttons: { length: 3 } })
      expect(await isVisible()).toBe(true)
      expect(await statusOf()).toBe('running')
      await valueOf(page, 'training.stop', { runId })
      const end = ended()
      await closeWindow() // Nothing trains any more: nothing is asked.
      await end
    })

    test('in the background it trains on; a second start shows the window; it ends itself once nothing trains', async () => {
      await answer(BACKGROUND)
      await closeWindow()
      await expect.poll(isVisible, { timeout: 20_000 }).toBe(false)
      expect(await statusOf()).toBe('running')
      await app.evaluate(({ app }) => void app.emit('second-instance', {}, [], '', null))
      await expect.poll(isVisible, { timeout: 20_000 }).toBe(true)
      await closeWindow()
      await expect.poll(isVisible, { timeout: 20_000 }).toBe(false)
      const end = ended()
      await valueOf(page, 'training.stop', { runId })
      await end
      expect(await statusOf()).toBe('stopped')
    })

    test('Pause and quit keeps a checkpoint that the run goes on from', async () => {
      await answer(QUIT)
      const end = ended()
      await closeWindow()
      await end
      const { record } = await new RunStore(home).read(runId)
      expect(record).toMatchObject({ status: 'stopped', owner: null, error: null })
    })
  })
}
