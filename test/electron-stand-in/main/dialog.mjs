import { covered } from '../core/coverage.mjs'

/** No one is there to answer a dialog, so a test answers by replacing the function, as it must with real Electron. */
export class UnansweredDialogError extends Error {
  /** @param {string} name */
  constructor(name) {
    super(`electron stand-in: dialog.${name} opened, and the test gave no answer (replace it with app.evaluate)`)
    this.name = 'UnansweredDialogError'
  }
}

/** @param {import('../core/recorder.mjs').Recorder} recorder */
export function createDialog(recorder) {
  /** @param {string} name */
  const unanswered = (name) => async () => {
    throw new UnansweredDialogError(name)
  }
  /** @type {Electron.Dialog} */
  const dialog = covered('dialog', {
    showOpenDialog: unanswered('showOpenDialog'),
    showSaveDialog: unanswered('showSaveDialog'),
    showMessageBox: unanswered('showMessageBox'),
    showErrorBox(title, content) {
      recorder.add('dialog.showErrorBox', title, content)
      console.error(`${title}\n${content}`)
    }
  })
  return dialog
}
