// NETLOOM_HOME/cache/runs.jsonl: rows of runs that have ended, each under the state of the files that it was made from. It may be
// deleted at any time. A first line says what it is; whatever does not fit is as if there were no cache.
import { createHash, type Hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { writeFileAtomic } from '../atomic-file'
import { appVersion } from '../paths'
import { makeFolder } from '../make-folder'

/** To be counted up whenever rows come out otherwise: runSummarySchema, summarize, settingsOf. */
const ROWS_VERSION = 1

export interface CachedRow {
  /** State of its files. */
  signature: string
  /** The row, as `jsonText` writes it. */
  text: string
}

const headerOf = (body: Hash): string =>
  JSON.stringify({
    cache: 'rows of the run list',
    version: ROWS_VERSION,
    netloom: appVersion(),
    sha256: body.digest('hex')
  })
/** Rows that are put together before others have their turn: 1 ms. */
const ROWS_A_TURN = 500
const LINE = /^\{"id":("(?:[^"\\]|\\.)*"),"signature":"([^"\\]*)","row":(\{.*\})\}$/

export const cacheFile = (home: string): string => join(home, 'cache', 'runs.jsonl')

/** By the folder's name; empty where there is none that can be used. */
export async function readRowCache(home: string): Promise<Map<string, CachedRow>> {
  const rows = new Map<string, CachedRow>()
  try {
    const text = await readFile(cacheFile(home), 'utf8')
    const end = text.indexOf('\n')
    const body = text.slice(end + 1)
    if (text.slice(0, end) !== headerOf(createHash('sha256').update(body))) return rows
    for (const line of body.split('\n')) {
      const found = LINE.exec(line)
      if (found) rows.set(JSON.parse(found[1]!) as string, { signature: found[2]!, text: found[3]! })
    }
  } catch {
    rows.clear()
  }
  return rows
}

/** Where it cannot be written, the next start takes longer: nothing else. */
export async function writeRowCache(home: string, rows: readonly [string, CachedRow][]): Promise<void> {
  const hash = createHash('sha256')
  const parts: Buffer[] = []
  for (let at = 0; at < rows.length; at += ROWS_A_TURN) {
    const lines = rows
      .slice(at, at + ROWS_A_TURN)
      .map(([id, { signature, text }]) => `{"id":${JSON.stringify(id)},"signature":"${signature}","row":${text}}\n`)
    const part = Buffer.from(lines.join(''))
    hash.update(part)
    parts.push(part)
    await nextTurn()
  }
  const path = cacheFile(home)
  try {
    makeFolder(dirname(path))
    await writeFileAtomic(path, Buffer.concat([Buffer.from(`${headerOf(hash)}\n`), ...parts]))
  } catch {
    // A full disk, or a home that is only to be read.
  }
}
