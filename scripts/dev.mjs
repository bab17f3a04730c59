import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { setup } from './setup.mjs'
import { electronBinary, RETRY_ELECTRON } from './setup/electron.mjs'
import { describeFailure, SetupError } from './setup/failure.mjs'
import { projectRoot } from './setup/root.mjs'
import { runVisible } from './setup/run-visible.mjs'

/**
 * `npm run dev [-- --browser] [arguments of serve]`: the workbench with hot reload. In Electron by electron-vite; in
 * browser mode the renderer comes from Vite's server, and the services from `serve`, built anew and restarted when
 * their sources change.
 */

async function main() {
  const root = projectRoot()
  const args = process.argv.slice(2)
  const passed = args.filter((arg) => arg !== '--browser')
  if (args.includes('--browser')) {
    await setup({ root })
    const { developInBrowser } = await import(pathToFileURL(join(root, 'scripts', 'dev', 'browser.mjs')).href)
    return developInBrowser(root, passed)
  }
  await setup({ root, electron: 'try' })
  if (!electronBinary(root)) {
    throw new SetupError({
      what: 'Electron is not available',
      where: join(root, 'node_modules', 'electron'),
      remedy: `npm run dev -- --browser, or fetch it: ${RETRY_ELECTRON}`
    })
  }
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  return runVisible(process.execPath, [cli, 'dev', '--watch', ...passed], { cwd: root })
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exitCode = 1
}
