// What windows have not saved yet, in NETLOOM_HOME/drafts: offered again once their window is gone.
import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { NetloomError, toErrorPayload } from '../../shared/errors'
import { inLocale, words, type Locale, type Words } from '../../shared/locale'
import { draftSchema, windowIdSchema, type Draft, type Drafts } from '../../shared/project-files'
import { describeIssue } from '../../shared/project'
import { runRecordSchema } from '../../shared/run'
import { z } from '../../shared/zod'
import { writeFileAtomic } from '../atomic-file'
import { homeFailure } from '../home'
import type { CallingWindow } from '../ports'
import { isAlive, thisProcess } from '../runs/owner'
import { errorCode } from '../error-code'
import { Turns } from './turns'
import { makeFolder } from '../make-folder'

const fileSchema = draftSchema.extend({ owner: runRecordSchema.shape.owner.unwrap() })
type DraftFile = z.infer<typeof fileSchema>

/** Another computer's process cannot be asked whether it lives. After this long without an edit, its draft is offered. */
const OTHER_HOST_MS = 24 * 60 * 60 * 1000
const DRAFT_NAME = /^[A-Za-z0-9_-]{1,64}\.json$/

export class DraftStore {
  readonly #folder: string
  /** Which window has which name. A window that is gone keeps its own until another takes it. */
  readonly #windows = new Map<string, CallingWindow>()
  readonly #turns = new Turns()

  constructor(private readonly home: string) {
    this.#folder = join(home, 'drafts')
  }

  /** The name that was wanted, unless another open window has it. */
  enter(window: CallingWindow, wanted: string | null): string {
    const windowId = wanted !== null && !this.#isTaken(wanted, window) ? wanted : randomUUID()
    for (const [known, holder] of this.#windows) if (holder === window || !holder.isOpen) this.#windows.delete(known)
    this.#windows.set(windowId, window)
    return windowId
  }

  /** @throws NetloomError DISK_FULL, HOME_UNWRITABLE; BAD_REQUEST for the name of another open window */
  async keep(window: CallingWindow, draft: Omit<Draft, 'savedAt'>): Promise<void> {
    this.#assertOwn(draft.windowId, window)
    if (this.#windows.get(draft.windowId) !== window) this.enter(window, draft.windowId)
    const file: DraftFile = { ...draft, savedAt: new Date().toISOString(), owner: thisProcess() }
    await this.#turns.take(draft.windowId, async () => {
      try {
        makeFolder(this.#folder)
        await writeFileAtomic(this.#pathOf(draft.windowId), `${JSON.stringify(file)}\n`, { mode: 0o600 })
      } catch (error) {
        throw homeFailure(error, this.home)
      }
    })
  }

  /** @throws NetloomError BAD_REQUEST for the draft of another window that is open */
  async drop(window: CallingWindow, windowId: string): Promise<void> {
    this.#assertOwn(windowId, window)
    await this.#turns.take(windowId, () => rm(this.#pathOf(windowId), { force: true }))
  }

  /** The window's own and those of windows that are gone; one that cannot be read is told of, and kept. */
  async list(window: CallingWindow): Promise<Drafts> {
    const listed: Drafts = { drafts: [], unreadable: [] }
    for (const windowId of await this.#names()) {
      try {
        const { owner, ...draft } = await this.#read(windowId)
        const own = this.#windows.get(windowId) === window
        if (own || this.#isLeft(windowId, owner, draft.savedAt)) listed.drafts.push({ ...draft, windowId, own })
      } catch (error) {
        // Dropped by another window meanwhile.
        if (errorCode(error) !== 'ENOENT') listed.unreadable.push({ windowId, error: toErrorPayload(error) })
      }
    }
    listed.drafts.sort((a, b) => b.savedAt.localeCompare(a.savedAt))
    return listed
  }

  /** Resolves once all that was handed over is on disk. */
  idle(): Promise<void> {
    return this.#turns.idle()
  }

  #isTaken(windowId: string, by: CallingWindow): boolean {
    const holder = this.#windows.get(windowId)
    return holder !== undefined && holder !== by && holder.isOpen
  }

  #assertOwn(windowId: string, window: CallingWindow): void {
    if (!this.#isTaken(windowId, window)) return
    throw new NetloomError('BAD_REQUEST', { channel: 'projects', issues: `${windowId} is another open window` })
  }

  /** Whether no open window has it any more. */
  #isLeft(windowId: string, owner: DraftFile['owner'], savedAt: string): boolean {
    const own = thisProcess()
    if (owner.host !== own.host) return Date.now() - Date.parse(savedAt) > OTHER_HOST_MS
    if (owner.pid === own.pid && owner.started === own.started) return !this.#windows.get(windowId)?.isOpen
    return !isAlive(owner)
  }

  async #names(): Promise<string[]> {
    const files = await readdir(this.#folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    })
    return files.filter((file) => DRAFT_NAME.test(file)).map((file) => file.slice(0, -'.json'.length))
  }

  async #read(windowId: string): Promise<DraftFile> {
    const path = this.#pathOf(windowId)
    const text = await readFile(path, 'utf8')
    const unreadable = (reason: Words): NetloomError => new NetloomError('DRAFT_UNREADABLE', { path, reason })
    let raw: unknown
    try {
      raw = JSON.parse(text)
    } catch (error) {
      throw unreadable(error instanceof Error ? error.message : String(error))
    }
    const parsed = fileSchema.safeParse(raw)
    if (parsed.success) return parsed.data
    const { where, expected, found } = describeIssue(parsed.error, raw)
    const told = (locale: Locale) => [inLocale(expected, locale), inLocale(found, locale)]
    const [wanted, given] = told('en')
    const [wantedZh, givenZh] = told('zh-CN')
    throw unreadable(
      words(`${where}: expected ${wanted}, found ${given}`, `${where} 处应为 ${wantedZh}，实际为 ${givenZh}`)
    )
  }

  #pathOf(windowId: string): string {
    return join(this.#folder, `${windowIdSchema.parse(windowId)}.json`)
  }
}
