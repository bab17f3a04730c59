// Sweeps on disk: NETLOOM_HOME/sweeps/<id>/sweep.json. Their runs are in NETLOOM_HOME/runs, as all others.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { jsonText } from '../../shared/json'
import { sweepRecordSchema, type SweepRecord } from '../../shared/sweep'
import { writeFileAtomic } from '../atomic-file'
import { errorCode } from '../error-code'
import { homeFailure } from '../home'
import { matchingId } from '../matching-id'
import { readJson } from '../read-json'
import { isAlive } from '../runs/owner'
import { makeFolder } from '../make-folder'

export class SweepStore {
  readonly folder: string

  constructor(readonly home: string) {
    this.folder = join(home, 'sweeps')
  }

  /** Whole or not at all. @throws NetloomError DISK_FULL, HOME_UNWRITABLE */
  async save(sweep: SweepRecord): Promise<void> {
    const folder = join(this.folder, sweep.id)
    try {
      makeFolder(folder)
      await writeFileAtomic(join(folder, 'sweep.json'), `${jsonText(sweep, 2)}\n`)
    } catch (error) {
      throw homeFailure(error, this.home)
    }
  }

  /** @param id the id, or a part that only one begins or ends with @throws NetloomError SWEEP_NOT_FOUND, SWEEP_UNREADABLE */
  async read(id: string): Promise<SweepRecord> {
    const name = matchingId(await this.names(), id)
    if (name === null) throw new NetloomError('SWEEP_NOT_FOUND', { found: id, home: this.home })
    return this.readIn(join(this.folder, name))
  }

  /** Newest first, and why a folder among them could not be read. */
  async list(): Promise<{ sweeps: SweepRecord[]; unreadable: ErrorPayload[] }> {
    const sweeps: SweepRecord[] = []
    const unreadable: ErrorPayload[] = []
    for (const name of (await this.names()).sort().reverse()) {
      try {
        sweeps.push(await this.readIn(join(this.folder, name)))
      } catch (error) {
        unreadable.push(toErrorPayload(error))
      }
    }
    return { sweeps, unreadable }
  }

  /** @param id whole, of one that may be unreadable @throws NetloomError SWEEP_NOT_FOUND */
  async remove(id: string): Promise<void> {
    // Ids come from the page: only what is in the folder is taken away.
    if (!(await this.names()).includes(id)) throw new NetloomError('SWEEP_NOT_FOUND', { found: id, home: this.home })
    await rm(join(this.folder, id), { recursive: true, force: true })
  }

  private async names(): Promise<string[]> {
    try {
      const entries = await readdir(this.folder, { withFileTypes: true })
      return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      throw homeFailure(error, this.home)
    }
  }

  private async readIn(folder: string): Promise<SweepRecord> {
    const unreadable = (reason: string): NetloomError => new NetloomError('SWEEP_UNREADABLE', { path: folder, reason })
    const { data } = await readJson(join(folder, 'sweep.json'), sweepRecordSchema, unreadable)
    return data.status === 'running' && !(data.owner && isAlive(data.owner)) ? interrupted(data) : data
  }
}

/** A sweep whose host is gone. */
const interrupted = (sweep: SweepRecord): SweepRecord => ({ ...sweep, status: 'interrupted', owner: null })
