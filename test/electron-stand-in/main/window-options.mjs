/** What a window may be created with: what the stand-in follows, and what changes only the frame around the page. */
export const WINDOW_OPTIONS = [
  'width',
  'height',
  'x',
  'y',
  'show',
  'title',
  'webPreferences',
  'minWidth',
  'minHeight',
  'maxWidth',
  'maxHeight',
  'center',
  'resizable',
  'useContentSize',
  'icon',
  'backgroundColor',
  'autoHideMenuBar',
  'darkTheme',
  'acceptFirstMouse',
  'fullscreenable',
  'paintWhenInitiallyHidden'
]

/** The preferences covered, with the only value covered where there is but one. */
export const CHECKED_PREFERENCES = {
  preload: undefined,
  additionalArguments: undefined,
  devTools: undefined,
  spellcheck: undefined,
  backgroundThrottling: undefined,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false
}

export const WINDOW_EVENTS = [
  'close',
  'closed',
  'show',
  'hide',
  'focus',
  'ready-to-show',
  'resize',
  'resized',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'page-title-updated',
  // never of themselves: a test emits them
  'blur',
  'move',
  'moved',
  'will-resize',
  'will-move',
  'unresponsive',
  'responsive',
  'session-end',
  'query-session-end'
]
