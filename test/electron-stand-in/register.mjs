// node --import ./test/electron-stand-in/register.mjs out/main/index.js
// From here on every `electron`, imported or required, by the app or by a library, is the stand-in.
import { createRequire, Module, register } from 'node:module'
import { pathToFileURL } from 'node:url'

const NAMES = ['electron', 'electron/main', 'electron/common']
const standIn = new URL('./electron.mjs', import.meta.url).href

becomeElectron()
register('./resolve-electron.mjs', { parentURL: import.meta.url, data: { names: NAMES, target: standIn } })
const { default: electron, startStandIn } = await import('./electron.mjs')
answerRequire()

// Electron becomes ready only after the main module has been evaluated, top-level awaits included; one that awaits
// whenReady() there never ends, and neither does this import. Node then finds the module in its cache.
const main = process.argv[1]
if (main) {
  await import(pathToFileURL(createRequire(`${process.cwd()}/`).resolve(main)).href)
  startStandIn().catch((error) => {
    console.error(error)
    process.exit(1)
  })
}

function becomeElectron() {
  Object.defineProperty(process.versions, 'electron', { value: '45.0.0-stand-in', enumerable: true })
  Object.assign(process, { type: 'browser', defaultApp: true })
  forgetImport()
}

/** Processes that the app forks are plain Node. */
function forgetImport() {
  const flags = process.execArgv
  const own = flags.findIndex((flag) => /electron-stand-in\/register\.mjs$/.test(flag))
  if (own < 0) return
  const isApart = flags[own] !== undefined && !flags[own].startsWith('--import=')
  if (isApart) flags.splice(own - 1, 2)
  else flags.splice(own, 1)
}

function answerRequire() {
  const loader = /** @type {{ _load: (request: string, ...rest: unknown[]) => unknown }} */ (
    /** @type {unknown} */ (Module)
  )
  const load = loader._load
  loader._load = function (request, ...rest) {
    return NAMES.includes(request) ? electron : load.call(this, request, ...rest)
  }
}
