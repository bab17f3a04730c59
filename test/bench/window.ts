// The window in Chromium: how soon it answers, what it takes.
import { readFileSync } from 'node:fs'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'

const INPUTS = 40
const PAUSE_MS = 40

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info']
  })

export const inputs = INPUTS

/** Milliseconds from an input to the picture that shows what it did. @param plot a selector */
export async function answers(
  page: Page,
  plot: string,
  type: 'wheel' | 'pointermove',
  act: (i: number) => Promise<void>
): Promise<number[]> {
  await page.evaluate(
    ({ plot, type }) => {
      const times: number[] = []
      Object.assign(globalThis, { times })
      document.querySelector(plot)!.addEventListener(
        type,
        (event) =>
          requestAnimationFrame(() => {
            const drawn = new MessageChannel()
            drawn.port1.onmessage = () => times.push(performance.now() - event.timeStamp)
            drawn.port2.postMessage(null) // after this frame's other callbacks, style and paint
          }),
        true
      )
    },
    { plot, type }
  )
  for (let i = 0; i < INPUTS; i++) {
    await act(i)
    await page.waitForTimeout(PAUSE_MS)
  }
  return page.evaluate(() => (globalThis as unknown as { times: number[] }).times.slice())
}

export const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)]!

/** Seconds that the page's main thread has worked, in all. */
export async function worked(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')!.value
}

export async function watched(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page)
  // The time that it has the processor, whatever else the machine does.
  await devtools.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' })
  await devtools.send('Performance.enable')
  return devtools
}

/** Bytes of the largest renderer process. */
export async function rendererMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024)
  return Math.max(...sizes)
}
