/**
 * One end of the passage between a page's two JavaScript worlds, its own and the preload's. They share the DOM only, so
 * messages are events, whose `detail` Chromium clones from world to world. Values cross as copies, functions and
 * promises by number. The function's text runs in the page: it uses nothing from outside itself.
 * @param {string} inbox name of the event this end listens to
 * @param {string} outbox name of the event the other end listens to
 * @param {(...args: any[]) => unknown} entrance what the other end's `enter()` calls
 */
export function createWorldBridge(inbox, outbox, entrance) {
  const ENTRANCE = 0
  /** @type {Map<number, (...args: any[]) => unknown>} */
  const lent = new Map([[ENTRANCE, entrance]])
  const numberOf = new WeakMap()
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (reason: Error) => void }>} */
  const awaited = new Map()
  let lastNumber = ENTRANCE
  /** @type {any} set by the other end while post() runs: events are dispatched synchronously */
  let answer

  /** @param {unknown} message */
  const post = (message) => window.dispatchEvent(new CustomEvent(outbox, { detail: message }))
  /** @param {unknown} error */
  const textOf = (error) => (error instanceof Error ? error.message : String(error))

  /** @type {(value: any) => unknown} */
  const lower = (value) => {
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof value === 'function') {
      if (!numberOf.has(value)) {
        numberOf.set(value, ++lastNumber)
        lent.set(lastNumber, value)
      }
      return { is: 'function', number: numberOf.get(value) }
    }
    if (value === null || typeof value !== 'object') return value
    if (value instanceof Promise) {
      const number = ++lastNumber
      value.then(
        (result) => post({ kind: 'settled', number, value: lower(result) }),
        (error) => post({ kind: 'settled', number, error: textOf(error) })
      )
      return { is: 'promise', number }
    }
    if (Array.isArray(value)) return { is: 'list', items: value.map(lower) }
    if (value instanceof Error) return { is: 'error', message: value.message }
    // contextBridge drops prototypes: what is left of an object are its own properties
    if (Object.prototype.toString.call(value) === '[object Object]')
      return { is: 'record', entries: Object.entries(value).map(([key, item]) => [key, lower(item)]) }
    return { is: 'copy', value: structuredClone(value) }
  }
  /** @type {(value: any) => any} */
  const lift = (value) => {
    if (value === null || typeof value !== 'object') return value
    switch (value.is) {
      case 'function':
        return (/** @type {unknown[]} */ ...args) => call(value.number, args)
      case 'promise':
        return new Promise((resolve, reject) => awaited.set(value.number, { resolve, reject }))
      case 'list':
        return value.items.map(lift)
      case 'error':
        return new Error(value.message)
      case 'record':
        return Object.fromEntries(
          value.entries.map((/** @type {[string, unknown]} */ [key, item]) => [key, lift(item)])
        )
      default:
        return value.value
    }
  }
  /**
   * @param {number} number
   * @param {unknown[]} args
   */
  const call = (number, args) => {
    answer = undefined
    post({ kind: 'call', number, args: args.map(lower) })
    const got = answer
    if (!got) throw new Error('electron stand-in: the other world did not answer')
    if ('error' in got) throw new Error(got.error)
    return lift(got.value)
  }
  /** @param {{ number: number, args: unknown[] }} message */
  const answerTo = ({ number, args }) => {
    try {
      return { kind: 'answer', value: lower(lent.get(number)?.(...args.map(lift))) }
    } catch (error) {
      return { kind: 'answer', error: textOf(error) }
    }
  }

  window.addEventListener(inbox, (event) => {
    const message = /** @type {CustomEvent} */ (event).detail
    if (message.kind === 'call') post(answerTo(message))
    else if (message.kind === 'answer') answer = message
    else if (message.kind === 'settled') {
      const promise = awaited.get(message.number)
      awaited.delete(message.number)
      if ('error' in message) promise?.reject(new Error(message.error))
      else promise?.resolve(lift(message.value))
    }
  })
  return { enter: (/** @type {unknown[]} */ ...args) => call(ENTRANCE, args) }
}
