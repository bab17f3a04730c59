// A workbench of its own for each test of a file, served from an empty home; an error in its page fails the test.
import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { temporaryHome } from './desktop'
import { startServing, type Served } from './served'

export interface Each {
  readonly home: string
  readonly served: Served
}

/** @param opened whether the page is opened before each test */
export function servedEach({ opened = true } = {}): Each {
  let home = ''
  let served: Served | undefined
  let problems: string[] = []
  test.beforeEach(async ({ page }) => {
    home = temporaryHome()
    served = await startServing(home, ['--port', '0'])
    problems = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    if (opened) await page.goto(served.url)
  })
  test.afterEach(async () => {
    const told = [...problems] // not what a page still asks of a server that has ended
    await served?.end()
    rmSync(home, { recursive: true, force: true })
    expect(told).toStrictEqual([])
  })
  return {
    get home() {
      return home
    },
    get served() {
      return served!
    }
  }
}
