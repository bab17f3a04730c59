// Paths of the machine that serves, which may be written as on Windows.
import { pathsOf, withPaths } from '../../shared/dataset'
import { PROJECT_EXTENSION, type Project } from '../../shared/project'

const separatorOf = (path: string): string => (path.includes('\\') && !path.startsWith('/') ? '\\' : '/')
const isAbsolute = (path: string): boolean => /^(?:\/|\\\\|[A-Za-z]:[/\\])/.test(path)

/** The absolute path that a person has typed or pasted, without the quotes that Windows copies with it; else null. */
export function typedPath(text: string): string | null {
  const path = text.trim().replace(/^"(.*)"$/, '$1')
  return isAbsolute(path) ? path : null
}

export function folderOf(path: string): string {
  const folder = path.replace(/[/\\][^/\\]*$/, '')
  return folder === '' || /^[A-Za-z]:$/.test(folder) ? folder + separatorOf(path) : folder
}
export const baseOf = (path: string): string => path.replace(/^.*[/\\]/, '')
export const joined = (folder: string, name: string): string =>
  /[/\\]$/.test(folder) ? folder + name : folder + separatorOf(folder) + name
/** 'lenet' of /home/ada/lenet.netloom.json; other extensions go too. */
export function stemOf(path: string): string {
  const base = baseOf(path)
  return base.endsWith(PROJECT_EXTENSION)
    ? base.slice(0, -PROJECT_EXTENSION.length)
    : base.replace(/\.(json|keras)$/i, '')
}
export const isProjectFile = (path: string): boolean => path.endsWith(PROJECT_EXTENSION)

/** A folder and those above it, the topmost first: what a breadcrumb shows. */
export function crumbsOf(folder: string): { name: string; path: string }[] {
  const crumbs = [{ name: baseOf(folder) || folder, path: folder }]
  for (let path = folder; folderOf(path) !== path && baseOf(path) !== '';) {
    path = folderOf(path)
    crumbs.unshift({ name: baseOf(path) || path, path })
  }
  return crumbs
}

/**
 * A project whose file goes from one folder to another: a relative path to its data leads to the same file from there.
 * @param from null where the project had no folder: its path stays as it is
 */
export function movedTo(project: Project, from: string | null, to: string): Project {
  if (from === null || from === to || pathsOf(project.dataset.source).every(isAbsolute)) return project
  const inside = joined(to, '')
  const source = withPaths(project.dataset.source, (path) => {
    if (isAbsolute(path)) return path
    const data = joined(from, path)
    return data.startsWith(inside) ? data.slice(inside.length) : data
  })
  return { ...project, dataset: { ...project.dataset, source } }
}
