import { readFile, rm, writeFile } from 'node:fs/promises'
import { NetloomError } from '../../../shared/errors'

/**
 * Holds `target` against other processes while `work` downloads it. A lock whose process is gone is taken over.
 * @throws NetloomError DOWNLOAD_BUSY
 */
export async function withLock<T>(target: string, work: () => Promise<T>): Promise<T> {
  const lock = `${target}.part.lock`
  await acquire(target, lock)
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function acquire(target: string, lock: string): Promise<void> {
  const create = (): Promise<void> => writeFile(lock, String(process.pid), { flag: 'wx' })
  try {
    await create()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const pid = Number(await readFile(lock, 'utf8').catch(() => '0'))
    if (isAlive(pid)) throw new NetloomError('DOWNLOAD_BUSY', { file: target, pid, lock })
    await rm(lock, { force: true })
    await create()
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0) // sends nothing: asks whether it could be sent
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
