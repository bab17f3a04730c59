/** Calls that have no effect a test could see otherwise (openExternal, a pop-up menu, a blocked request), in order. */
export class Recorder {
  /** @type {{ name: string, args: unknown[] }[]} */
  calls = []

  /**
   * @param {string} name
   * @param {unknown[]} args
   */
  add(name, ...args) {
    this.calls.push({ name, args })
  }

  /**
   * A function that does nothing but leave a record.
   * @template T
   * @param {string} name
   * @param {T} result
   * @returns {(...args: unknown[]) => T}
   */
  stub(name, result) {
    return (...args) => {
      this.add(name, ...args)
      return result
    }
  }
}
