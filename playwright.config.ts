import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'
const chromium = process.env.NETLOOM_CHROMIUM || (existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined)
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/know-runtime.ts',
  outputDir: 'test-results',
  // A test waits for the window more than it computes: two at a time keep two cores busy.
  workers: 2,
  // A machine that stands still for a moment refuses no change; what needed it is named at the end of `npm test`.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    // A click on what never comes says so by itself, and where, long before its test is out of time.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // Recording costs a seventh of the time.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  }
})
