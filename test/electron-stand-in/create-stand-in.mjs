import { readConfig } from './core/config.mjs'
import { Control } from './core/control.mjs'
import { covered } from './core/coverage.mjs'
import { Recorder } from './core/recorder.mjs'
import { StandInApp } from './main/app.mjs'
import { createBrowserWindowClass } from './main/browser-window.mjs'
import { ChromiumHost } from './main/chromium-host.mjs'
import { createProtocol, CustomSchemes } from './main/custom-schemes.mjs'
import { createDesktopModules } from './main/desktop.mjs'
import { createDialog } from './main/dialog.mjs'
import { StandInIpcMain } from './main/ipc-main.mjs'
import { createMenuClasses } from './main/menu.mjs'
import { StandInNativeTheme } from './main/native-theme.mjs'
import { createNet } from './main/net.mjs'
import { createSession } from './main/session.mjs'
import { UtilityProcesses } from './main/utility-process.mjs'

/** Builds the module that `electron` means in this process, and what register.mjs starts it with. */
export function createStandIn() {
  const config = readConfig(process)
  const control = new Control(config.isControlled)
  const recorder = new Recorder()
  const schemes = new CustomSchemes()
  /** @type {Set<Electron.BrowserWindow>} */
  const windows = new Set()
  const standInApp = new StandInApp(config, recorder, windows)
  const app = /** @type {Electron.App} */ (/** @type {unknown} */ (standInApp))
  const chromium = new ChromiumHost(config, schemes, recorder)
  const utilities = new UtilityProcesses()
  const standInIpcMain = new StandInIpcMain()
  const nativeTheme = /** @type {Electron.NativeTheme} */ (
    /** @type {unknown} */ (new StandInNativeTheme(config.systemTheme))
  )
  const protocol = createProtocol(schemes, () => app.isReady())
  const { session, defaultSession, askPermission } = createSession(protocol)
  const BrowserWindow = createBrowserWindowClass({
    app: standInApp,
    appPath: config.appPath,
    chromium,
    ipcMain: standInIpcMain,
    nativeTheme,
    recorder,
    schemes,
    session: defaultSession,
    windows
  })
  const { Menu, MenuItem } = createMenuClasses(
    {
      quit: () => app.quit(),
      close: (window) => window?.close(),
      minimize: (window) => window?.minimize(),
      getFocusedWindow: () => BrowserWindow.getFocusedWindow()
    },
    recorder
  )
  const modules = {
    app,
    BrowserWindow,
    dialog: createDialog(recorder),
    ipcMain: /** @type {Electron.IpcMain} */ (/** @type {unknown} */ (standInIpcMain)),
    Menu,
    MenuItem,
    nativeTheme,
    net: createNet(schemes),
    protocol,
    session,
    utilityProcess: utilities.createModule(standInApp),
    ...createDesktopModules(recorder),
    /** What real Electron does not have: for tests of the shell that only the stand-in can run. */
    standIn: { recorded: recorder.calls, askPermission },
    /** @type {undefined} only a renderer has it; libraries look */
    ipcRenderer: undefined
  }
  /** @type {typeof modules} */
  const electron = covered('electron', modules)

  const start = async () => {
    control.serve(electron, () => app.exit(0))
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.quit())
    await standInApp.start(
      async (userData, switches) => {
        const { endpoint } = await chromium.start(userData, switches)
        control.announce(endpoint)
      },
      async () => {
        utilities.killAll()
        await chromium.close()
      }
    )
  }
  return { electron, start }
}
