// Composition root of the desktop app.
import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme } from 'electron'
import { contract } from '../shared/contract'
import { describeError, toErrorPayload } from '../shared/errors'
import { pickLocale, type Locale } from '../shared/locale'
import { createDispatcher } from '../shared/rpc'
import { refusePermissions } from './electron/guards'
import { answerCalls, emitToWindows } from './electron/ipc'
import { askBeforeLeaving } from './electron/leaving'
import { setMenu } from './electron/menu'
import { workbenchPage } from './electron/page'
import { instanceNote, projectArgument, projectOfNote } from './electron/project-argument'
import { disposeBeforeQuit } from './electron/quit'
import { registerScheme, serveScheme } from './electron/scheme'
import { openSettings, withListener } from './electron/settings'
import { spawnUtilityTrainer } from './electron/utility-trainer'
import { windowMemory } from './electron/window-state'
import { Windows } from './electron/windows'
import { homeFailure } from './home'
import { netloomHome, rendererRoot } from './paths'
import { createServices } from './services'
import { makeFolder } from './make-folder'

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
  const project = projectArgument()
  // One process for each home: a second start shows the first one's window, or opens one more for its project.
  if (!app.requestSingleInstanceLock(instanceNote(project))) return app.quit()
  let windows: Windows | null = null
  /** Asked for before there can be a window. */
  const waiting = project === null ? [] : [project]
  const openProject = (path: string): void => void (windows ? windows.openProject(path) : waiting.push(path))
  app.on('second-instance', (_event, _argv, _cwd, note) => {
    const wanted = projectOfNote(note)
    if (wanted === null) windows?.show()
    else openProject(wanted)
  })
  // macOS: a file from the Finder.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openProject(path)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  await app.whenReady()

  const stored = openSettings(home)
  const locale = (): Locale => stored.get().locale ?? pickLocale(app.getPreferredSystemLanguages())
  const applySettings = (): void => {
    nativeTheme.themeSource = stored.get().theme
    setMenu(locale(), home, () => opened.open(null))
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
  const leaving = askBeforeLeaving(() => services.unfinished(), locale)
  const opened = new Windows(page, windowMemory(home), locale, leaving)
  answerCalls(page, (window) => createDispatcher(contract, services.handlersFor(opened.asCaller(window))))
  serveScheme(rendererRoot())
  refusePermissions()
  applySettings()

  if (waiting.length === 0) opened.open(null)
  for (const path of waiting) opened.openProject(path)
  windows = opened
  app.on('activate', () => {
    if (!BrowserWindow.getAllWindows().some((window) => window.isVisible())) opened.show()
  })
}

/** Chromium's own data go into NETLOOM_HOME, too, which also makes the single-instance lock one of that home. */
function keepProfileInHome(): void {
  if (app.commandLine.hasSwitch('user-data-dir')) return
  const profile = join(home, 'electron')
  try {
    makeFolder(profile)
  } catch (error) {
    throw homeFailure(error, home)
  }
  app.setPath('userData', profile)
}
