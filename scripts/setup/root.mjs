import { fileURLToPath } from 'node:url'

/** @returns {string} the folder with package.json */
export function projectRoot() {
  return fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
}
