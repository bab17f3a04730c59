// Closing the last window, or quitting, while runs train: that is asked about first.
import { app, BrowserWindow, dialog } from 'electron'
import type { Locale } from '../../shared/locale'

/** How often a workbench without a window looks whether it is still needed. */
const LOOK_MS = 2000
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const BACKGROUND = 0
const QUIT = 1
const CANCEL = 2

const WORDS = {
  en: {
    message: (count: number) => (count === 1 ? 'A run has not ended yet.' : `${count} runs have not ended yet.`),
    detail:
      'In the background, training goes on without a window: start Netloom again to see it. When paused, each run keeps a checkpoint that it can be resumed from; those that wait for their turn can be started again.',
    buttons: ['Keep training in the background', 'Pause and quit', 'Cancel']
  },
  'zh-CN': {
    message: (count: number) => `还有 ${count} 个训练没有结束。`,
    detail:
      '在后台训练时没有窗口，再次启动 Netloom 即可查看。暂停时每个训练都会保存检查点，之后可以从那里继续；排队中的训练可以重新开始。',
    buttons: ['在后台继续训练', '暂停并退出', '取消']
  }
} satisfies Record<Locale, { message: (count: number) => string; detail: string; buttons: string[] }>

export interface Leaving {
  /** Whether a window may close; where it may not, its person is being asked. */
  mayClose(window: BrowserWindow): boolean
}

/**
 * To be called before anything else listens to `before-quit`.
 * @param unfinished how many runs train, or wait to
 */
export function askBeforeLeaving(unfinished: () => number, locale: () => Locale): Leaving {
  let agreed = false
  let asking = false
  const leave = (): void => {
    agreed = true
    app.quit()
  }
  const ask = async (window: BrowserWindow | undefined): Promise<void> => {
    if (asking) return
    asking = true
    const { message, detail, buttons } = WORDS[locale()]
    const box = {
      type: 'question' as const,
      message: message(unfinished()),
      detail,
      buttons,
      defaultId: BACKGROUND,
      cancelId: CANCEL
    }
    try {
      const { response } = await (window ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box))
      if (response === BACKGROUND) stayWithoutWindow()
      if (response === QUIT) leave()
    } finally {
      asking = false
    }
  }
  const stayWithoutWindow = (): void => {
    for (const window of visible()) window.hide()
    // Nobody would end it once nothing trains any more.
    const look = setInterval(() => {
      if (visible().length > 0 || unfinished() > 0) return
      clearInterval(look)
      leave()
    }, LOOK_MS)
  }
  app.on('before-quit', (event) => {
    if (agreed || unfinished() === 0) return
    event.preventDefault()
    void ask(visible()[0])
  })
  // The system or a terminal ends the app: there is nobody to be asked.
  for (const signal of SIGNALS) process.once(signal, leave)
  return {
    mayClose(window) {
      const isLast = visible().every((other) => other === window)
      // On macOS an app goes on without windows.
      if (agreed || !isLast || process.platform === 'darwin' || unfinished() === 0) return true
      void ask(window)
      return false
    }
  }
}

const visible = (): BrowserWindow[] => BrowserWindow.getAllWindows().filter((window) => window.isVisible())
