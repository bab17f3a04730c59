import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { AppContract } from '../../shared/contract'
import { NetloomError } from '../../shared/errors'
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../shared/ipc-channels'
import type { Dispatch, Emit, Reply } from '../../shared/rpc'
import type { Page } from './page'

/**
 * Answers calls of our own page; of any other page or frame, none.
 * @param dispatchFor asked once for each window that calls
 */
export function answerCalls(page: Page, dispatchFor: (window: BrowserWindow) => Dispatch): void {
  const dispatchers = new WeakMap<BrowserWindow, Dispatch>()
  ipcMain.handle(INVOKE_CHANNEL, (event, channel: unknown, input: unknown): Reply | Promise<Reply> => {
    const window = isOwnPage(event, page) ? BrowserWindow.fromWebContents(event.sender) : null
    if (window === null) return { ok: false, error: new NetloomError('FORBIDDEN').toPayload() }
    const dispatch = dispatchers.get(window) ?? dispatchFor(window)
    dispatchers.set(window, dispatch)
    return dispatch(channel, input)
  })
}

function isOwnPage({ senderFrame }: IpcMainInvokeEvent, page: Page): boolean {
  // A frame that has navigated away or was closed meanwhile is null.
  return senderFrame !== null && senderFrame.parent === null && page.owns(senderFrame.url)
}

/** To every window. */
export const emitToWindows: Emit<AppContract> = (channel, payload) => {
  for (const window of BrowserWindow.getAllWindows()) emitTo(window)(channel, payload)
}

/** To one window. */
export const emitTo =
  (window: BrowserWindow): Emit<AppContract> =>
  (channel, payload) => {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, channel, payload)
  }
