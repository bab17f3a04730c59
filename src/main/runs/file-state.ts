import { statSync } from 'node:fs'

/** Another one whenever the file is, as far as the system tells: modification time, size, inode. '-' where there is none. */
export function fileState(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found ? `${found.mtimeMs}:${found.size}:${found.ino}` : '-'
}
