// Composition root of the desktop app.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme } from 'electron'
import { contract } from '../shared/contract'
import { describeError, toErrorPayload } from '../shared/errors'
import { pickLocale } from '../shared/locale'
import { createDispatcher } from '../shared/rpc'
import { refusePermissions } from './electron/guards'
import { answerCalls, emitToWindows } from './electron/ipc'
import { setMenu } from './electron/menu'
import { workbenchPage } from './electron/page'
import { disposeBeforeQuit } from './electron/quit'
import { registerScheme, serveScheme } from './electron/scheme'
import { openSettings, withListener } from './electron/settings'
import { spawnUtilityTrainer } from './electron/utility-trainer'
import { openWindow, showWindow } from './electron/window'
import { windowMemory } from './electron/window-state'
import { homeFailure } from './home'
import { netloomHome, rendererRoot } from './paths'
import { createServices } from './services'

const home = netloomHome()
registerScheme()
start().catch((error: unknown) => {
  const payload = toErrorPayload(error)
  const { message, remedy } = describeError(payload, pickLocale(app.getPreferredSystemLanguages()))
  console.error(payload.detail ?? message)
  dialog.showErrorBox('Netloom', `${message}\n\n${remedy}`)
  app.exit(1)
})

async function start(): Promise<void> {
  keepProfileInHome()
  // One window for each home: a second start shows the first one's.
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.on('second-instance', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  await app.whenReady()

  const stored = openSettings(home)
  const applySettings = (): void => {
    const { locale, theme } = stored.get()
    nativeTheme.themeSource = theme
    setMenu(locale ?? pickLocale(app.getPreferredSystemLanguages()), home)
  }
  const services = await createServices({
    host: 'electron',
    languages: () => app.getPreferredSystemLanguages(),
    settings: withListener(stored, applySettings),
    spawnTrainer: spawnUtilityTrainer,
    emit: emitToWindows
  })
  disposeBeforeQuit(() => services.dispose())

  const page = workbenchPage(app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL)
  answerCalls(page, createDispatcher(contract, services.handlers))
  serveScheme(rendererRoot())
  refusePermissions()
  applySettings()

  const memory = windowMemory(home)
  openWindow(page, memory)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(page, memory)
  })
}

/** Chromium's own data go into NETLOOM_HOME, too, which also makes the single-instance lock one of that home. */
function keepProfileInHome(): void {
  if (app.commandLine.hasSwitch('user-data-dir')) return
  const profile = join(home, 'electron')
  try {
    mkdirSync(profile, { recursive: true })
  } catch (error) {
    throw homeFailure(error, home)
  }
  app.setPath('userData', profile)
}
