import { app, BrowserWindow, Menu, shell, type MenuItemConstructorOptions } from 'electron'
import type { Locale } from '../../shared/locale'
import type { MenuCommand } from '../../shared/project-files'
import { emitTo } from './ipc'

type Role = NonNullable<MenuItemConstructorOptions['role']>

const LABELS = {
  en: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    help: 'Help',
    newProject: 'New Network',
    openProject: 'Open…',
    importModel: 'Import a Model…',
    openData: 'Open Data File…',
    openDataFolder: 'Open Data Folder…',
    save: 'Save',
    saveAs: 'Save As…',
    showStart: 'Start Page',
    newWindow: 'New Window',
    openHome: 'Open the Folder of Runs and Settings',
    close: 'Close Window',
    quit: 'Quit Netloom',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    reload: 'Reload',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    togglefullscreen: 'Full Screen',
    toggleDevTools: 'Developer Tools',
    about: 'About Netloom',
    hide: 'Hide Netloom',
    hideOthers: 'Hide Others',
    unhide: 'Show All'
  },
  'zh-CN': {
    file: '文件',
    edit: '编辑',
    view: '视图',
    help: '帮助',
    newProject: '新建网络',
    openProject: '打开…',
    importModel: '导入模型…',
    openData: '打开数据文件…',
    openDataFolder: '打开数据文件夹…',
    save: '保存',
    saveAs: '另存为…',
    showStart: '起始页',
    newWindow: '新建窗口',
    openHome: '打开训练记录与设置文件夹',
    close: '关闭窗口',
    quit: '退出 Netloom',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    reload: '重新加载',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    togglefullscreen: '全屏',
    toggleDevTools: '开发者工具',
    about: '关于 Netloom',
    hide: '隐藏 Netloom',
    hideOthers: '隐藏其他',
    unhide: '全部显示'
  }
} satisfies Record<Locale, Record<string, string>>

/**
 * The menu bar in a language; called again when the language changes.
 * @param openWindow opens one more window
 */
export function setMenu(locale: Locale, home: string, openWindow: () => void): void {
  const labels = LABELS[locale]
  // Electron's own labels follow the system's language, not the one chosen here.
  const item = (role: Role & keyof typeof labels): MenuItemConstructorOptions => ({ role, label: labels[role] })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const isMac = process.platform === 'darwin'
  // The page listens to the keys itself: here they are only shown, else a command would run twice.
  const command = (id: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
    click: (_item, window) => {
      if (window instanceof BrowserWindow) emitTo(window)('projects.command', { id })
    }
  })

  const application: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [item('about'), line, item('hide'), item('hideOthers'), item('unhide'), line, item('quit')]
  }
  const file: MenuItemConstructorOptions = {
    id: 'file',
    label: labels.file,
    submenu: [
      command('new-project', labels.newProject, 'CmdOrCtrl+N'),
      { id: 'new-window', label: labels.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
      command('open-project', labels.openProject, 'CmdOrCtrl+O'),
      command('import-model', labels.importModel),
      line,
      command('open-data', labels.openData, 'CmdOrCtrl+Shift+O'),
      command('open-data-folder', labels.openDataFolder),
      line,
      command('save', labels.save, 'CmdOrCtrl+S'),
      command('save-as', labels.saveAs, 'CmdOrCtrl+Shift+S'),
      line,
      command('show-start', labels.showStart),
      { id: 'open-home', label: labels.openHome, click: () => void shell.openPath(home) },
      line,
      isMac ? item('close') : item('quit')
    ]
  }
  const edit: MenuItemConstructorOptions = {
    id: 'edit',
    label: labels.edit,
    submenu: [item('undo'), item('redo'), line, item('cut'), item('copy'), item('paste'), item('selectAll')]
  }
  const view: MenuItemConstructorOptions = {
    id: 'view',
    label: labels.view,
    submenu: [
      item('reload'),
      item('toggleDevTools'),
      line,
      item('resetZoom'),
      item('zoomIn'),
      item('zoomOut'),
      line,
      item('togglefullscreen')
    ]
  }
  const help: MenuItemConstructorOptions = { id: 'help', label: labels.help, submenu: [item('about')] }
  Menu.setApplicationMenu(Menu.buildFromTemplate(isMac ? [application, file, edit, view] : [file, edit, view, help]))
}
