// The event files of a folder, by the runs that they are of.
import { readdir } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'

const EVENT_FILE = /tfevents/
/** Of compressed ones, and those of the profiler, no scalars are read. */
const OTHER = /\.gz$|profile-empty$/
const DEEPEST = 12
/** Where Keras's TensorBoard callback keeps the two parts of one run. */
const PARTS: ReadonlySet<string> = new Set(['train', 'validation'])

export interface FoundFile {
  path: string
  /** Of the validation. */
  validation: boolean
}
export interface FoundRun {
  name: string
  folder: string
  files: FoundFile[]
}

/** @throws errors of the file system */
export async function findRuns(root: string): Promise<FoundRun[]> {
  const runs = new Map<string, FoundRun>()
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true })
    entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (depth < DEEPEST && !entry.name.startsWith('.')) await walk(path, depth + 1)
      } else if (EVENT_FILE.test(entry.name) && !OTHER.test(entry.name)) add(path)
    }
  }
  const add = (path: string): void => {
    const inside = dirname(path)
    const part = basename(inside)
    const isPart = PARTS.has(part)
    const folder = isPart ? dirname(inside) : inside
    const run = runs.get(folder) ?? { name: nameOf(root, folder), folder, files: [] }
    runs.set(folder, run)
    run.files.push({ path, validation: isPart && part === 'validation' })
  }
  await walk(root, 0)
  return [...runs.values()]
}

/** The way from the folder that was chosen, or its own name. */
function nameOf(root: string, folder: string): string {
  const way = relative(root, folder)
  return way === '' || way.startsWith('..') ? basename(folder) : way.split(/[\\/]/).join('/')
}
