// The folder of a run, from a record that is whole already. Loads no layers, so that end-to-end tests can have it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventLine } from '../../src/main/runs/log'
import { jsonText } from '../../src/shared/json'
import type { RunEvent, RunRecord } from '../../src/shared/run'

export function writeRunFolder(home: string, record: RunRecord, events: readonly RunEvent[]): void {
  const folder = join(home, 'runs', record.id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'metrics.jsonl'), events.map(eventLine).join(''))
  writeFileSync(join(folder, 'run.json'), jsonText(record))
}
