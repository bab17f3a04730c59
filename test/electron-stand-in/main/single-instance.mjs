import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * One process for each userData folder: `owner` holds the process id of the first, and a later one leaves it a note.
 */
export class SingleInstanceLock {
  #folder
  #isHeld = false
  /** @type {import('node:fs').FSWatcher | undefined} */
  #watcher

  /** @param {string} userData */
  constructor(userData) {
    this.#folder = join(userData, 'stand-in-instance')
  }

  get isHeld() {
    return this.#isHeld
  }

  /**
   * @param {(note: { argv: string[], cwd: string, data: unknown }) => void} onSecond
   * @param {unknown} data for the first process, when this is not it
   */
  request(onSecond, data) {
    if (this.#isHeld) return true
    mkdirSync(this.#folder, { recursive: true })
    if (!this.#takeOwnership()) {
      this.#leaveNote({ argv: process.argv, cwd: process.cwd(), data })
      return false
    }
    this.#isHeld = true
    this.#watcher = watch(this.#folder, () => this.#readNotes(onSecond)).unref()
    process.on('exit', () => this.release())
    return true
  }

  release() {
    this.#watcher?.close()
    if (this.#isHeld) rmSync(this.#ownerFile, { force: true })
    this.#isHeld = false
  }

  get #ownerFile() {
    return join(this.#folder, 'owner')
  }

  /** @returns {boolean} */
  #takeOwnership() {
    try {
      writeFileSync(this.#ownerFile, String(process.pid), { flag: 'wx' })
      return true
    } catch {
      if (isRunning(Number(readFileSync(this.#ownerFile, 'utf8')))) return false
      rmSync(this.#ownerFile, { force: true }) // its process was killed
      return this.#takeOwnership()
    }
  }

  /** @param {{ argv: string[], cwd: string, data: unknown }} note */
  #leaveNote(note) {
    const draft = join(this.#folder, `draft-${process.pid}`)
    writeFileSync(draft, JSON.stringify(note))
    renameSync(draft, join(this.#folder, `note-${process.pid}`)) // so that no half note is read
  }

  /** @param {(note: { argv: string[], cwd: string, data: unknown }) => void} onSecond */
  #readNotes(onSecond) {
    for (const name of readdirSync(this.#folder).filter((file) => file.startsWith('note-'))) {
      const file = join(this.#folder, name)
      const note = JSON.parse(readFileSync(file, 'utf8'))
      rmSync(file)
      onSecond(note)
    }
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
