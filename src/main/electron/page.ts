import { withProject } from '../page-address'
import { PAGE_URL } from './scheme'

/** The page that a window shows, and how to recognise it. */
export interface Page {
  readonly url: string
  /** Its address with a project to open; without one, `url`. */
  of(project: string | null): string
  /** Whether this is the address of our own page. */
  owns(url: string): boolean
}

/** @param devUrl the page's development server (electron-vite sets ELECTRON_RENDERER_URL) */
export function workbenchPage(devUrl?: string): Page {
  const url = devUrl || PAGE_URL
  const own = originOf(url)
  return { url, of: (project) => withProject(url, project), owns: (other) => own !== null && originOf(other) === own }
}

// URL.origin is 'null' for every scheme that the URL standard does not know.
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
