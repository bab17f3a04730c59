import { coveredEmitter } from '../core/coverage.mjs'

/** @import { PartOf } from '../core/coverage.mjs' */

/** @typedef {(event: Electron.IpcMainInvokeEvent, ...args: any[]) => unknown} InvokeHandler */

/**
 * `ipcMain`, and the `ipc` of each webContents.
 * @implements {PartOf<Electron.IpcMain>}
 */
export class StandInIpcMain extends coveredEmitter('ipcMain', 'any') {
  /** @type {Map<string, InvokeHandler>} */
  #handlers = new Map()

  /**
   * @param {string} channel
   * @param {InvokeHandler} handler
   */
  handle(channel, handler) {
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found ${typeof handler}`)
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  /**
   * @param {string} channel
   * @param {InvokeHandler} handler
   */
  handleOnce(channel, handler) {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  /** @param {string} channel */
  removeHandler(channel) {
    this.#handlers.delete(channel)
  }

  /**
   * For the stand-in itself.
   * @param {string} channel
   */
  findHandler(channel) {
    return this.#handlers.get(channel)
  }
}
