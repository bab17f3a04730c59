import { resolve } from 'node:path'

/**
 * The project named on the command line, absolute; null without one.
 * @param isDefaultApp whether Electron's own program runs the app's folder (`electron . project`)
 */
export function projectArgument(
  argv: readonly string[] = process.argv,
  isDefaultApp: boolean = process.defaultApp,
  cwd: string = process.cwd()
): string | null {
  const files = argv.slice(1).filter((argument) => !argument.startsWith('-'))
  const path = files[isDefaultApp ? 1 : 0] // there, the first is the app itself
  return path === undefined ? null : resolve(cwd, path)
}

/** What a second start hands to the first: Chromium shuffles the arguments themselves. */
export const instanceNote = (project: string | null): Record<string, unknown> => ({ project })

export const projectOfNote = (note: unknown): string | null =>
  note !== null && typeof note === 'object' && 'project' in note && typeof note.project === 'string'
    ? note.project
    : null
