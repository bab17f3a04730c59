// Loaded before a utility process's own module. Node's channel to the parent becomes `process.parentPort`.
import { EventEmitter } from 'node:events'

const send = /** @type {(message: unknown) => void} */ (process.send).bind(process)
process.send = undefined

class ParentPort extends EventEmitter {
  #isStarted = false

  /** Messages wait in the channel until someone listens. */
  start() {
    if (this.#isStarted) return
    this.#isStarted = true
    process.on('message', (message) => {
      const { copy } = /** @type {{ copy: unknown }} */ (message)
      this.emit('message', { data: copy, ports: [] })
    })
  }

  // `once` comes through here too
  /**
   * @override
   * @param {string | symbol} event
   * @param {(...args: any[]) => void} listener
   * @returns {this}
   */
  on(event, listener) {
    super.on(event, listener)
    if (event === 'message') queueMicrotask(() => this.start())
    return this
  }

  /** @param {unknown} message */
  postMessage(message) {
    send({ copy: structuredClone(message) })
  }
}

process.on('disconnect', () => process.exit(0)) // Electron's utility processes die with it
process.channel?.ref() // and live until process.exit(), however idle
Object.assign(process, { parentPort: new ParentPort(), type: 'utility' })
