import { BrowserWindow, nativeTheme } from 'electron'
import { preloadEntry } from '../paths'
import { keepOnPage } from './guards'
import type { Page } from './page'
import type { WindowMemory } from './window-state'

/** @param url of our page, with the project to open */
export function openWindow(url: string, page: Page, memory: WindowMemory): BrowserWindow {
  const window = new BrowserWindow({
    ...memory.options(),
    minWidth: 960,
    minHeight: 640,
    title: 'Netloom',
    show: false,
    // What is seen until the page has drawn itself.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#f6f7f9',
    webPreferences: {
      preload: preloadEntry(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false
    }
  })
  keepOnPage(window.webContents, page)
  memory.follow(window)
  window.once('ready-to-show', () => window.show())
  window.loadURL(url).catch((error: unknown) => console.error(`The page could not be loaded: ${String(error)}`))
  return window
}
