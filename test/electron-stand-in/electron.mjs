// What `import ... from 'electron'` and `require('electron')` give once register.mjs is loaded. A name that is not
// exported here fails the import.
import { createStandIn } from './create-stand-in.mjs'

const { electron, start } = createStandIn()

export default electron
export { start as startStandIn }
export const {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  net,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  utilityProcess
} = electron
