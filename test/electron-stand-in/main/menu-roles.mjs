/**
 * The roles of menu items, with the English label of one that has none of its own.
 * @type {Record<string, string>}
 */
export const ROLE_LABELS = {
  about: 'About',
  close: 'Close Window',
  copy: 'Copy',
  cut: 'Cut',
  delete: 'Delete',
  forceReload: 'Force Reload',
  front: 'Bring All to Front',
  help: 'Help',
  hide: 'Hide',
  hideOthers: 'Hide Others',
  minimize: 'Minimize',
  paste: 'Paste',
  pasteAndMatchStyle: 'Paste and Match Style',
  quit: 'Quit',
  redo: 'Redo',
  reload: 'Reload',
  resetZoom: 'Actual Size',
  selectAll: 'Select All',
  services: 'Services',
  toggleDevTools: 'Toggle Developer Tools',
  togglefullscreen: 'Toggle Full Screen',
  undo: 'Undo',
  unhide: 'Show All',
  window: 'Window',
  zoom: 'Zoom',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  appMenu: 'App',
  editMenu: 'Edit',
  fileMenu: 'File',
  viewMenu: 'View',
  windowMenu: 'Window'
}

/**
 * The roles that are whole menus (as on Linux and Windows).
 * @type {Record<string, string[]>}
 */
export const SUBMENU_ROLES = {
  appMenu: ['about', 'separator', 'quit'],
  fileMenu: ['quit'],
  editMenu: ['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'delete', 'separator', 'selectAll'],
  viewMenu: [
    'reload',
    'forceReload',
    'toggleDevTools',
    'separator',
    'resetZoom',
    'zoomIn',
    'zoomOut',
    'separator',
    'togglefullscreen'
  ],
  windowMenu: ['minimize', 'zoom', 'close']
}
