// Closing asks nothing about the project: the page keeps what is not saved as a draft, which is offered again, and then the window goes.
import { app, type BrowserWindow } from 'electron'

/** A page that hangs must not keep its window open; its last draft is at most a few edits old. */
const PATIENCE_MS = 2000

export interface Closing {
  /** Whether there is anything to be kept when the window closes. */
  setEdited(edited: boolean): void
  /** The draft is kept: the window may go. */
  ready(): void
}

/** Follows whether the app is about to end. */
export function followQuit(): () => boolean {
  let quitting = false
  app.on('before-quit', ({ defaultPrevented }) => (quitting = !defaultPrevented))
  return () => quitting
}

/**
 * @param askPage tells the page that its window is about to close
 * @param mayClose false where the window is to stay open
 */
export function closeOnceKept(
  window: BrowserWindow,
  askPage: () => void,
  isQuitting: () => boolean,
  mayClose: () => boolean
): Closing {
  let edited = false
  let patience: NodeJS.Timeout | undefined
  const close = (): void => {
    clearTimeout(patience)
    if (!window.isDestroyed()) window.destroy()
    // A window that does not close at once stops the app from ending.
    if (isQuitting()) app.quit()
  }
  window.on('close', (event) => {
    if (!mayClose()) return event.preventDefault()
    if (!edited) return
    event.preventDefault()
    if (patience !== undefined) return
    patience = setTimeout(close, PATIENCE_MS)
    askPage()
  })
  return {
    setEdited: (value) => (edited = value),
    ready: () => {
      if (patience !== undefined) close()
    }
  }
}
