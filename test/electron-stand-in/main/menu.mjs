import { coveredEmitter } from '../core/coverage.mjs'
import { createMenuItem } from './menu-item.mjs'

/** @import { PartOf } from '../core/coverage.mjs' */

/**
 * `Menu` and `MenuItem`. Nothing is drawn: a test finds an item and clicks it.
 * @param {import('./menu-item.mjs').RoleActions} actions
 * @param {import('../core/recorder.mjs').Recorder} recorder
 */
export function createMenuClasses(actions, recorder) {
  /** @type {Electron.Menu | null} */
  let applicationMenu = null

  /** @implements {PartOf<Electron.Menu>} */
  class StandInMenu extends coveredEmitter('Menu', ['menu-will-show', 'menu-will-close']) {
    /** @type {Electron.MenuItem[]} */
    items = []

    /** @param {(Electron.MenuItemConstructorOptions | Electron.MenuItem)[]} template */
    static buildFromTemplate(template) {
      const menu = new StandInMenu()
      for (const entry of template) menu.append(isMenuItem(entry) ? entry : createItem(entry))
      return /** @type {Electron.Menu} */ (/** @type {unknown} */ (menu))
    }

    /** @param {Electron.Menu | null} menu */
    static setApplicationMenu(menu) {
      applicationMenu = menu
    }

    static getApplicationMenu() {
      return applicationMenu
    }

    /** @param {Electron.MenuItem} item */
    append(item) {
      this.items.push(item)
    }

    /**
     * @param {string} id
     * @returns {Electron.MenuItem | null}
     */
    getMenuItemById(id) {
      for (const item of this.items) {
        const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
        if (found) return found
      }
      return null
    }

    /** @param {Electron.PopupOptions} options */
    popup(options = {}) {
      recorder.add('Menu.popup', this, options)
    }
  }

  const items = new WeakSet()
  /** @param {Electron.MenuItemConstructorOptions} options */
  const createItem = (options) => {
    const item = createMenuItem(options, actions, StandInMenu.buildFromTemplate)
    items.add(item)
    return item
  }
  /**
   * @param {Electron.MenuItemConstructorOptions | Electron.MenuItem} entry
   * @returns {entry is Electron.MenuItem}
   */
  const isMenuItem = (entry) => items.has(entry)

  class StandInMenuItem {
    /** @param {Electron.MenuItemConstructorOptions} options */
    constructor(options) {
      return createItem(options)
    }
  }
  return {
    Menu: /** @type {typeof Electron.Menu} */ (/** @type {unknown} */ (StandInMenu)),
    MenuItem: /** @type {typeof Electron.MenuItem} */ (/** @type {unknown} */ (StandInMenuItem))
  }
}
