// metrics.jsonl: one event a line, only ever appended to.
import { readFile } from 'node:fs/promises'
import { jsonText } from '../../shared/json'
import { runEventSchema, type RunEvent } from '../../shared/run'

export const eventLine = (event: RunEvent): string => `${jsonText(event)}\n`

/** Reads a log; a last line that a kill cut short, and lines of a newer version, are left out. */
export function parseEvents(text: string): RunEvent[] {
  const events: RunEvent[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    try {
      const parsed = runEventSchema.safeParse(JSON.parse(line))
      if (parsed.success) events.push(parsed.data)
    } catch {
      // cut short
    }
  }
  return events
}

export async function readEvents(path: string): Promise<RunEvent[]> {
  try {
    return parseEvents(await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
