/**
 * The test's end of the process: it learns where Chromium listens, and evaluates functions here. The channel is taken
 * from the app, which in Electron has no `process.send` either.
 */
export class Control {
  #send = process.send?.bind(process)

  /** @param {boolean} isControlled */
  constructor(isControlled) {
    if (!isControlled) this.#send = undefined
    else process.send = undefined
    delete process.env.NETLOOM_STANDIN_CONTROL
  }

  /** @param {string} endpoint the WebSocket address of Chromium's DevTools */
  announce(endpoint) {
    this.#send?.({ standIn: 'endpoint', endpoint })
  }

  /**
   * @param {object} electron what the evaluated functions get as their first argument
   * @param {() => void} onTestGone
   */
  serve(electron, onTestGone) {
    if (!this.#send) return
    process.on('disconnect', onTestGone)
    process.on('message', (message) => {
      const request = /** @type {{ standIn?: string, id: number, source: string, argument: unknown }} */ (message)
      if (request?.standIn === 'evaluate') void this.#evaluate(electron, request)
    })
  }

  /**
   * @param {object} electron
   * @param {{ id: number, source: string, argument: unknown }} request
   */
  async #evaluate(electron, { id, source, argument }) {
    try {
      // indirect eval: the function sees globals only, as with Playwright's electronApplication.evaluate()
      const value = await (0, eval)(`(${source})`)(electron, argument)
      this.#send?.({ standIn: 'result', id, value: structuredClone(value) }) // a result that can't be copied is an error
    } catch (error) {
      this.#send?.({
        standIn: 'result',
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error)
      })
    }
  }
}
