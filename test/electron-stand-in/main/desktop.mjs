import { covered } from '../core/coverage.mjs'

/**
 * The small modules that reach the desktop: nothing leaves the process, the recorder keeps what was asked.
 * @param {import('../core/recorder.mjs').Recorder} recorder
 */
export function createDesktopModules(recorder) {
  /** @type {Electron.Shell} */
  const shell = covered('shell', {
    openExternal: recorder.stub('shell.openExternal', Promise.resolve()),
    openPath: recorder.stub('shell.openPath', Promise.resolve('')),
    showItemInFolder: recorder.stub('shell.showItemInFolder', undefined),
    beep: recorder.stub('shell.beep', undefined)
  })
  let copied = ''
  /** @type {Electron.Clipboard} */
  const clipboard = covered('clipboard', {
    writeText: async (text) => void (copied = text),
    readText: async () => copied
  })
  /** @type {Set<number>} */
  const blockers = new Set()
  let lastBlocker = 0
  /** @type {Electron.PowerSaveBlocker} */
  const powerSaveBlocker = covered('powerSaveBlocker', {
    start(type) {
      recorder.add('powerSaveBlocker.start', type)
      blockers.add(++lastBlocker)
      return lastBlocker
    },
    stop: (id) => blockers.delete(id),
    isStarted: (id) => blockers.has(id)
  })
  return { shell, clipboard, powerSaveBlocker, screen: createScreen() }
}

function createScreen() {
  const size = { width: 1920, height: 1080 }
  const area = { x: 0, y: 0, ...size }
  /** @type {Electron.Display} */
  const display = covered('display', {
    id: 1,
    scaleFactor: 1,
    rotation: 0,
    bounds: area,
    workArea: area,
    size,
    workAreaSize: size
  })
  /** @type {Electron.Screen} */
  const screen = covered('screen', {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display
  })
  return screen
}
