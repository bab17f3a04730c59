import { BrowserWindow } from 'electron'
import type { Locale } from '../../shared/locale'
import type { CallingWindow, DesktopWindow } from '../ports'
import { closeOnceKept, followQuit, type Closing } from './closing'
import { chooseData, chooseOpen, chooseSave } from './file-dialogs'
import { emitTo } from './ipc'
import type { Page } from './page'
import type { Leaving } from './leaving'
import { openWindow } from './window'
import type { WindowMemory } from './window-state'

interface OpenWindow {
  closing: Closing
  /** The project file that it shows. */
  path: string | null
}

/** The windows of the workbench: each shows one project. */
export class Windows {
  readonly #open = new Map<BrowserWindow, OpenWindow>()
  readonly #isQuitting = followQuit()

  constructor(
    private readonly page: Page,
    private readonly memory: WindowMemory,
    private readonly locale: () => Locale,
    private readonly leaving: Leaving
  ) {}

  open(project: string | null): void {
    const window = openWindow(this.page.of(project), this.page, this.memory)
    const askPage = (): void => emitTo(window)('projects.closing', {})
    const mayClose = (): boolean => this.leaving.mayClose(window)
    this.#open.set(window, { closing: closeOnceKept(window, askPage, this.#isQuitting, mayClose), path: project })
    window.on('closed', () => this.#open.delete(window))
  }

  /** The window that has the file already, else a new one. */
  openProject(path: string): void {
    const [showing] = [...this.#open].find(([, shown]) => shown.path === path) ?? []
    if (showing) bringToFront(showing)
    else this.open(path)
  }

  /** Brings a window to the front, a new one if there is none. */
  show(): void {
    const [window] = BrowserWindow.getAllWindows()
    if (window) bringToFront(window)
    else this.open(null)
  }

  /** A window as the services see it. */
  asCaller(window: BrowserWindow): CallingWindow {
    const desktop: DesktopWindow = {
      chooseOpen: () => chooseOpen(window, this.locale()),
      chooseData: (kind) => chooseData(window, this.locale(), kind),
      chooseSave: (name, path) => chooseSave(window, this.locale(), name, path),
      openWindow: (path) => (path === null ? this.open(null) : this.openProject(path)),
      show: ({ path, edited }) => {
        const shown = this.#open.get(window)
        if (!shown) return // Closed meanwhile.
        shown.path = path
        shown.closing.setEdited(edited)
        window.setRepresentedFilename(path ?? '')
        window.setDocumentEdited(edited)
      },
      readyToClose: () => this.#open.get(window)?.closing.ready()
    }
    return {
      get isOpen() {
        return !window.isDestroyed()
      },
      desktop
    }
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  if (!window.isVisible()) window.show() // It was hidden while its runs went on.
  window.focus()
}
