import { session, shell, type WebContents } from 'electron'
import type { Page } from './page'

/** For "copy details": everything else that a page can ask for (camera, location, notifications) is refused. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

export function refusePermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(ALLOWED_PERMISSIONS.has(permission))
  )
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.has(permission))
}

/** A window stays on its page: links on the web open in the system's browser. */
export function keepOnPage(contents: WebContents, page: Page): void {
  contents.on('will-navigate', (event) => {
    if (!page.owns(event.url)) event.preventDefault() // a reload of our own page may pass
  })
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebLink(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

const isWebLink = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:'
