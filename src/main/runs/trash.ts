// Runs that were deleted wait in NETLOOM_HOME/trash/<id> until they are restored, or gone for good. A folder's time tells since when.
import { existsSync } from 'node:fs'
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { NetloomError } from '../../shared/errors'
import { homeFailure } from '../home'
import { makeFolder } from '../make-folder'

/** A person can still restore for so long. */
export const KEPT_MS = 30_000
const GOING = '.going-'

export class Trash {
  readonly folder: string

  constructor(
    private readonly home: string,
    private readonly runs: string
  ) {
    this.folder = join(home, 'trash')
  }

  /**
   * All of them, or none where one of them trains; what has waited for long enough is gone for good before.
   * @throws NetloomError RUN_ACTIVE, HOME_UNWRITABLE, DISK_FULL
   */
  async putAll(ids: readonly string[], isActive: (id: string) => boolean | Promise<boolean>): Promise<void> {
    await this.purge()
    for (const id of ids) if (await isActive(id)) throw new NetloomError('RUN_ACTIVE', { found: id })
    for (const id of ids) await this.put(id)
  }

  private async put(id: string): Promise<void> {
    const [from, to] = [join(this.runs, id), join(this.folder, id)]
    const now = new Date()
    try {
      makeFolder(this.folder)
      // One of the same name, which was deleted before, waits under another.
      if (existsSync(to)) await rename(to, `${to}.${randomBytes(4).toString('hex')}`)
      await utimes(from, now, now) // First: another workbench may look through the trash at any moment.
      await rename(from, to)
    } catch (error) {
      throw homeFailure(error, this.home)
    }
  }

  /** @throws NetloomError RUN_NOT_IN_TRASH, RUN_IN_PLACE, HOME_UNWRITABLE */
  async restore(id: string): Promise<void> {
    const [from, to] = [join(this.folder, id), join(this.runs, id)]
    if (!(await this.ids()).includes(id)) throw new NetloomError('RUN_NOT_IN_TRASH', { found: id, path: this.folder })
    if (existsSync(to)) throw new NetloomError('RUN_IN_PLACE', { found: id, path: to })
    try {
      await rename(from, to)
    } catch (error) {
      throw homeFailure(error, this.home)
    }
  }

  /** Those that can be restored. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => [])
    return names.filter((name) => !name.startsWith('.'))
  }

  /** Takes away what has been here for long enough. A folder that is being taken away has another name: nobody restores half of it. */
  async purge(now = Date.now()): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name)
      try {
        if (name.startsWith(GOING)) await rm(path, { recursive: true, force: true })
        else if (now - (await stat(path)).mtimeMs >= KEPT_MS) {
          const going = join(this.folder, `${GOING}${randomBytes(4).toString('hex')}`)
          await rename(path, going)
          await rm(going, { recursive: true, force: true })
        }
      } catch {
        // Another workbench takes it away, or somebody holds a file of it open: the next purge tries again.
      }
    }
  }
}
