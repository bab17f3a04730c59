import { covered, checkOptions, notCovered } from '../core/coverage.mjs'
import { ROLE_LABELS, SUBMENU_ROLES } from './menu-roles.mjs'

const OPTIONS = [
  'id',
  'label',
  'sublabel',
  'toolTip',
  'role',
  'type',
  'accelerator',
  'click',
  'submenu',
  'enabled',
  'visible',
  'checked',
  'icon',
  'registerAccelerator',
  'acceleratorWorksWhenHidden'
]
const MODIFIER = '(?:CommandOrControl|CmdOrCtrl|Command|Cmd|Control|Ctrl|Alt|Option|AltGr|Shift|Super|Meta)'
const KEY =
  '(?:[A-Z0-9]|[!-/:-@[-`{-~]|F(?:[1-9]|1\\d|2[0-4])|Plus|Space|Tab|Capslock|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc)'
const ACCELERATOR = new RegExp(`^(?:${MODIFIER}\\+)*${KEY}$`, 'i')

/**
 * @typedef {object} RoleActions what the roles covered do
 * @property {() => void} quit
 * @property {(window: Electron.BaseWindow | null) => void} close
 * @property {(window: Electron.BaseWindow | null) => void} minimize
 * @property {() => Electron.BrowserWindow | null} getFocusedWindow
 */

/**
 * @param {Electron.MenuItemConstructorOptions} options
 * @param {RoleActions} actions
 * @param {(template: Electron.MenuItemConstructorOptions[]) => Electron.Menu} buildSubmenu
 */
export function createMenuItem(options, actions, buildSubmenu) {
  checkOptions('MenuItem', options, OPTIONS)
  const { role, accelerator, submenu, type = submenu ? 'submenu' : 'normal' } = options
  if (role && !(role in ROLE_LABELS)) throw new TypeError(`Unknown menu role: ${role}`)
  if (accelerator && !ACCELERATOR.test(accelerator)) throw new TypeError(`Invalid accelerator: ${accelerator}`)
  const roleItems = role ? SUBMENU_ROLES[role] : undefined
  const label = options.label ?? (role ? ROLE_LABELS[role] : '') ?? ''
  if (!label && !role && type !== 'separator')
    throw new TypeError('A menu item needs a label, a role or the type separator')
  const template = Array.isArray(submenu) ? submenu : roleItems?.map((name) => readRole(name))

  /** @type {Electron.MenuItem} */
  const item = covered('MenuItem', {
    id: options.id ?? '',
    label,
    role: /** @type {Electron.MenuItem['role']} */ (role),
    accelerator,
    sublabel: options.sublabel ?? '',
    toolTip: options.toolTip ?? '',
    type: template ? 'submenu' : type,
    enabled: options.enabled ?? true,
    visible: options.visible ?? true,
    checked: options.checked ?? false,
    submenu: template ? buildSubmenu(template) : /** @type {Electron.Menu | undefined} */ (submenu),
    click: (/** @type {Partial<Electron.KeyboardEvent>} */ event = {}, window = actions.getFocusedWindow()) => {
      if (!item.enabled) return
      if (item.type === 'checkbox') item.checked = !item.checked
      if (item.type === 'radio') notCovered('clicking a radio item')
      if (options.click) options.click(item, window ?? undefined, /** @type {Electron.KeyboardEvent} */ (event))
      else if (role === 'quit') actions.quit()
      else if (role === 'close') actions.close(window)
      else if (role === 'minimize') actions.minimize(window)
      else if (role) notCovered(`clicking the menu role ${role}`)
    }
  })
  return item
}

/**
 * @param {string} name of a role, or `separator`
 * @returns {Electron.MenuItemConstructorOptions}
 */
const readRole = (name) =>
  name === 'separator'
    ? { type: 'separator' }
    : { role: /** @type {Electron.MenuItemConstructorOptions['role']} */ (name) }
