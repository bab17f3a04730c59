import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import electron, {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  net,
  protocol,
  session,
  shell,
  utilityProcess
} from 'electron'
import required from './required.cjs'

const SCHEME = 'sample'
const folder = import.meta.dirname
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }
])

if (process.env.SAMPLE_FAULT === 'await-ready') await app.whenReady()
if (process.env.SAMPLE_FAULT === 'uncovered') app.setBadgeCount(1)
if (process.env.SAMPLE_FAULT === 'uncovered-event') app.on('no-such-event', () => undefined)

if (app.requestSingleInstanceLock({ from: 'sample' })) void open()
else {
  console.log('another sample is running')
  app.quit()
}

async function open() {
  app.on('second-instance', (_event, _argv, _cwd, data) => console.log('second instance', JSON.stringify(data)))
  for (const name of ['before-quit', 'will-quit', 'quit']) app.on(name, () => console.log(name))
  await app.whenReady()
  protocol.handle(SCHEME, serveFile)
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'fullscreen')
  )
  ipcMain.handle('greet', (event, name) => `Hello ${name} from ${event.senderFrame.url}`)
  ipcMain.handle('double', (_event, numbers) => numbers.map((number) => number * 2))
  ipcMain.handle('pick', async () => (await dialog.showOpenDialog({})).filePaths[0])
  ipcMain.handle('same-electron', () => required === electron && required.app === app)
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'File',
        submenu: [
          { id: 'push', label: 'Push', accelerator: 'CmdOrCtrl+P', click: push },
          { role: 'quit', id: 'quit' }
        ]
      },
      { role: 'editMenu' }
    ])
  )
  globalThis.forkChild = () =>
    utilityProcess.fork(join(folder, 'child.mjs'), ['sample'], { serviceName: 'sample child', stdio: 'pipe' })
  createWindow()
}

function createWindow() {
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    show: false,
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false
    }
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.setWindowOpenHandler(({ url }) => {
    void shell.openExternal(url)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  void window.loadURL(`${SCHEME}://app/index.html`)
}

function push() {
  for (const window of BrowserWindow.getAllWindows())
    window.webContents.send('pushed', 'numbers:', Float32Array.of(1, 2.5, NaN))
}

/** @param {Request} request */
async function serveFile(request) {
  const file = await net.fetch(pathToFileURL(join(folder, new URL(request.url).pathname)).href)
  const headers = new Headers(file.headers)
  headers.set('content-security-policy', "default-src 'self'")
  return new Response(file.body, { status: file.status, headers })
}
