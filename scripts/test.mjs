import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectNative } from './native/inspect.mjs'
import { setup } from './setup.mjs'
import { RETRY_ELECTRON } from './setup/electron.mjs'
import { describeFailure } from './setup/failure.mjs'
import { projectRoot } from './setup/root.mjs'
import { run } from './setup/run.mjs'
import { runVisible } from './setup/run-visible.mjs'
import { provideChromium } from './test/chromium.mjs'
import { provideFashionMnist } from './test/fashion-mnist.mjs'
import { closingBlock, readPlaywrightReport, readVitestReport } from './test/results.mjs'

/**
 * `npm test [-- unit | e2e] [arguments of the runner]`: sets everything up, runs Vitest and Playwright and closes with
 * what was skipped and why. The last line is `N passed, N failed, N skipped`.
 *
 * @typedef {import('./test/results.mjs').Results} Results
 * @typedef {import('./test/results.mjs').MissingPrerequisite} MissingPrerequisite
 */

const root = projectRoot()
const ci = process.env.CI === 'true'
const [which, ...rest] = process.argv.slice(2)
const only = which === 'unit' || which === 'e2e' ? which : undefined
const filters = only ? rest : process.argv.slice(2)
const say = (/** @type {string} */ text) => process.stdout.write(`      ${text}\n`)

/**
 * @param {boolean} withBrowser
 * @returns {Promise<{ missing: MissingPrerequisite[], chromium?: string }>}
 */
async function prerequisites(withBrowser) {
  /** @type {MissingPrerequisite[]} */
  const missing = []
  let chromium
  const fashionMnist = await provideFashionMnist({ say })
  if ('id' in fashionMnist) missing.push(fashionMnist)
  if (withBrowser) {
    const browser = await provideChromium({ root, say })
    if ('id' in browser) missing.push(browser)
    else chromium = browser.path
  }
  const native = inspectNative({ root })
  if (!native.found) {
    missing.push({
      id: 'native-runtime',
      reason: native.reason ?? native.missing.join('; '),
      remedy: native.remedy ?? 'npm run setup'
    })
  }
  if (chromium) say(`Chromium: ${chromium}`)
  for (const item of missing) say(`missing: ${item.id}: ${item.reason}`)
  return { missing, chromium }
}

/**
 * @param {string} path
 * @param {(report: any) => Results} read
 * @param {number} code of the runner
 * @returns {Results}
 */
function resultsFrom(path, read, code) {
  /** @type {Results} */
  let results = { passed: 0, failed: 0, skipped: [] }
  if (existsSync(path)) results = read(JSON.parse(readFileSync(path, 'utf8')))
  // A runner that failed without a failed test (crash, no tests found, bad configuration) counts as one failure.
  return code !== 0 && results.failed === 0 ? { ...results, failed: 1 } : results
}

/**
 * @param {string} folder for the report
 * @param {NodeJS.ProcessEnv} env
 */
async function runVitest(folder, env) {
  const report = join(folder, 'vitest.json')
  const cli = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'test', 'vitest-report.mjs')}`]
  const code = await runVisible(process.execPath, [cli, 'run', ...reporters, ...filters], {
    cwd: root,
    env: { ...env, NETLOOM_VITEST_REPORT: report }
  })
  return resultsFrom(report, readVitestReport, code)
}

/**
 * @param {string} folder for the report
 * @param {NodeJS.ProcessEnv} env
 * @param {MissingPrerequisite} [noBrowser]
 */
async function runPlaywright(folder, env, noBrowser) {
  const report = join(folder, 'playwright.json')
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const reported = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  if (noBrowser) {
    // Every end-to-end test needs the browser: they are listed, not run.
    const listed = await run(process.execPath, [cli, 'test', '--list', '--reporter=json', ...filters], {
      cwd: root,
      env: reported
    })
    const results = resultsFrom(report, readPlaywrightReport, listed.code)
    return {
      ...results,
      skipped: results.skipped.map(({ name }) => ({ name, reason: `${noBrowser.id}: ${noBrowser.reason}` }))
    }
  }
  const code = await runVisible(process.execPath, [cli, 'test', '--reporter=list,json', ...filters], {
    cwd: root,
    env: reported
  })
  return resultsFrom(report, readPlaywrightReport, code)
}

async function main() {
  await setup({ electron: 'no', retryNative: ci })
  const { missing, chromium } = await prerequisites(only !== 'unit')
  const env = {
    ...process.env,
    NETLOOM_MISSING: JSON.stringify(missing),
    ...(chromium && { NETLOOM_CHROMIUM: chromium })
  }
  const folder = mkdtempSync(join(tmpdir(), 'netloom-test-'))
  /** @type {Results[]} */
  const all = []
  try {
    if (only !== 'e2e') all.push(await runVitest(folder, env))
    if (only !== 'unit')
      all.push(
        await runPlaywright(
          folder,
          env,
          missing.find((item) => item.id === 'chromium')
        )
      )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const { lines, ok } = closingBlock(all, missing, { ci, remedies: { 'electron-binary': RETRY_ELECTRON } })
  process.stdout.write(`${lines.join('\n')}\n`)
  process.exitCode = ok ? 0 : 1
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.stdout.write('0 passed, 1 failed, 0 skipped\n')
  process.exitCode = 1
}
