import { EventEmitter } from 'node:events'

/** Thrown whenever the app asks for a part of Electron that the stand-in does not have: no test may pass on a gap. */
export class NotCoveredError extends Error {
  /** @param {string} what for example `app.setBadgeCount` */
  constructor(what) {
    super(`electron stand-in: ${what} is not covered`)
    this.name = 'NotCoveredError'
  }
}

/**
 * @param {string} what
 * @returns {never}
 */
export function notCovered(what) {
  throw new NotCoveredError(what)
}

// Read by the language and by tools on any object (await, JSON, module interop, inspection), never by an app.
const READ_BY_TOOLS = new Set(['then', 'toJSON', 'constructor', 'inspect', 'nodeType', '$$typeof', '__esModule'])

/**
 * A prototype that throws for every property `known` does not have. Being a prototype and not a wrapper, it keeps the
 * identity of the objects above it (`event.sender === window.webContents`).
 * @template {object} T
 * @param {string} name
 * @param {T} known
 * @returns {T}
 */
export function refuseUnknown(name, known) {
  /** @param {string | symbol} key */
  const isKnown = (key) => typeof key === 'symbol' || key in known || READ_BY_TOOLS.has(key)
  return new Proxy(known, {
    get: (target, key, receiver) =>
      isKnown(key) ? Reflect.get(target, key, receiver) : notCovered(`${name}.${String(key)}`),
    set: (target, key, value, receiver) =>
      isKnown(key) ? Reflect.set(target, key, value, receiver) : notCovered(`setting ${name}.${String(key)}`)
  })
}

/**
 * An object of the electron module: has the members given, and throws for all others.
 * @template {object} Full
 * @param {string} name
 * @param {Partial<NoInfer<Full>>} members checked against the type the result is used as
 * @returns {Full}
 */
export function covered(name, members) {
  const refusing = refuseUnknown(name, Object.prototype)
  return Object.create(refusing, Object.getOwnPropertyDescriptors(members))
}

/**
 * What a class of the stand-in implements of Electron's `T`; listening is typed by Node's EventEmitter.
 * @template T
 * @typedef {Partial<Omit<T, keyof EventEmitter>>} PartOf
 */

/**
 * A base class for Electron's emitters: unknown members, and events that the stand-in never emits, throw.
 * @param {string} name
 * @param {readonly string[] | 'any'} events
 */
export function coveredEmitter(name, events) {
  /** @param {string | symbol} event */
  const check = (event) => {
    const isKnown = events === 'any' || typeof event === 'symbol' || event === 'error' || events.includes(event)
    if (!isKnown) notCovered(`the event '${String(event)}' of ${name}`)
  }
  class CoveredEmitter extends EventEmitter {
    // `once` comes through here too
    /**
     * @override
     * @param {string | symbol} event
     * @param {(...args: any[]) => void} listener
     * @returns {this}
     */
    on(event, listener) {
      check(event)
      return super.on(event, listener)
    }

    /**
     * @override
     * @param {string | symbol} event
     * @param {(...args: any[]) => void} listener
     * @returns {this}
     */
    addListener(event, listener) {
      return this.on(event, listener)
    }

    // `prependOnceListener` comes through here too
    /**
     * @override
     * @param {string | symbol} event
     * @param {(...args: any[]) => void} listener
     * @returns {this}
     */
    prependListener(event, listener) {
      check(event)
      return super.prependListener(event, listener)
    }
  }
  Object.setPrototypeOf(CoveredEmitter.prototype, refuseUnknown(name, EventEmitter.prototype))
  Object.setPrototypeOf(CoveredEmitter, refuseUnknown(`${name} (static)`, EventEmitter))
  return CoveredEmitter
}

/**
 * Options that the stand-in would ignore silently are refused as well.
 * @param {string} name
 * @param {object} options
 * @param {readonly string[]} known
 */
export function checkOptions(name, options, known) {
  for (const key of Object.keys(options)) if (!known.includes(key)) notCovered(`option ${key} of ${name}`)
}

/**
 * For a gap that shows only in the background, where no caller could see a thrown error: ends the app.
 * @param {unknown} error
 * @returns {never}
 */
export function failLoudly(error) {
  console.error(error)
  process.exit(70) // EX_SOFTWARE
}
