import { coveredEmitter } from '../core/coverage.mjs'

/** @import { PartOf } from '../core/coverage.mjs' */

/**
 * The windows follow it, so `prefers-color-scheme` in a page is what the app asked for.
 * @implements {PartOf<Electron.NativeTheme>}
 */
export class StandInNativeTheme extends coveredEmitter('nativeTheme', ['updated']) {
  shouldUseHighContrastColors = false
  shouldUseInvertedColorScheme = false
  #systemTheme
  /** @type {Electron.NativeTheme['themeSource']} */
  #source = 'system'

  /** @param {'light' | 'dark'} systemTheme */
  constructor(systemTheme) {
    super()
    this.#systemTheme = systemTheme
  }

  get themeSource() {
    return this.#source
  }

  set themeSource(source) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource: ${source}`)
    if (source === this.#source) return
    this.#source = source
    this.emit('updated', {})
  }

  get shouldUseDarkColors() {
    return (this.#source === 'system' ? this.#systemTheme : this.#source) === 'dark'
  }
}
