import { join } from 'node:path'
import { chooseHost } from './setup/host.mjs'
import { setup } from './setup.mjs'
import { electronBinary, electronFailure, RETRY_ELECTRON } from './setup/electron.mjs'
import { describeFailure } from './setup/failure.mjs'
import { projectRoot } from './setup/root.mjs'
import { runVisible } from './setup/run-visible.mjs'

/**
 * `npm start [-- --browser] [--no-sandbox] [arguments of serve or of the window]`: sets everything up, then opens the
 * workbench in Electron where that is possible, else in the browser, and says which and why.
 */

/** A window that is gone so soon with an error never opened (no sandbox, a missing system library). */
const NEVER_OPENED_MS = 5_000

async function main() {
  const root = projectRoot()
  const args = process.argv.slice(2)
  const wantsBrowser = args.includes('--browser')
  const host = () =>
    chooseHost({ args, binary: electronBinary(root), failure: electronFailure(root), retry: RETRY_ELECTRON })
  // Where Electron would not be used anyway, its program (120 MB) is not fetched.
  const possible = !wantsBrowser && chooseHost({ args, binary: 'any', retry: RETRY_ELECTRON }).kind === 'electron'
  await setup({ root, electron: possible ? 'try' : 'no' })

  const chosen = host()
  const passed = args.filter((arg) => arg !== '--browser')
  process.stdout.write(`\n${chosen.because}\n`)
  if (chosen.kind === 'electron') {
    const startedAt = Date.now()
    const code = await runVisible(chosen.binary, [root, ...passed], { cwd: root })
    const interrupted = code === 130 || code === 143
    if (code === 0 || interrupted || Date.now() - startedAt > NEVER_OPENED_MS) return code
    process.stdout.write(`Electron ended at once with code ${code} (see above): opening browser mode instead.\n`)
  }
  const serve = ['serve', ...passed.filter((arg) => arg !== '--no-sandbox')]
  return runVisible(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...serve], { cwd: root })
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exitCode = 1
}
