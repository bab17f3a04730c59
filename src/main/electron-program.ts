import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Electron's program, if it has been downloaded. Found by its files: merely importing `electron` would download it.
 * @param root folder of Netloom's package.json
 */
export function electronProgram(root: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const { ELECTRON_EXEC_PATH: given } = env
  if (given) return existsSync(given) ? given : null
  try {
    const folder = join(root, 'node_modules', 'electron')
    const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
    const program = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}
