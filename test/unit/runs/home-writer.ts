// The program of two-processes.test.ts: node home-writer.mjs <what> <home> <run> ...
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { annotate } from '../../../src/main/runs/annotations'
import { eventLine } from '../../../src/main/runs/log'
import { applyEvent } from '../../../src/main/runs/record'
import { thisProcess } from '../../../src/main/runs/owner'
import { RunStore } from '../../../src/main/runs/store'
import { RunWriter } from '../../../src/main/runs/writer'
import type { RunRecord } from '../../../src/shared/run'
import { jsonText } from '../../../src/shared/json'
import { runEvents } from '../../support/runs'

const [, , what, home = '', id = '', name = ''] = process.argv
const store = new RunStore(home)
/** As a test has laid it ready, of this process. */
const newRun = (): RunRecord => ({
  ...(JSON.parse(readFileSync(join(home, 'record.json'), 'utf8')) as RunRecord),
  id,
  owner: thisProcess()
})
const say = (text: string): void => void process.stdout.write(`${text}\n`)
/** The next line on stdin. */
const told = (): Promise<unknown> => new Promise((resolve) => process.stdin.once('data', resolve))

const programs: Record<string, () => Promise<void>> = {
  /** Trains: an event whenever it is told to, and half a line before the last. */
  async train() {
    let record = newRun()
    const writer = await RunWriter.open(await store.create(record), (error) => say(String(error)))
    for (const event of runEvents) {
      say(event.type)
      await told()
      record = applyEvent(record, event)
      writer.append(event)
      writer.saveRecord(record)
      await writer.written()
    }
    await writer.close()
    say('ended')
    process.stdin.pause()
  },

  /** A line that is written in two halves. */
  async halves() {
    const log = join(store.folderOf(id), 'metrics.jsonl')
    for (const event of runEvents) {
      const line = eventLine(event)
      appendFileSync(log, line.slice(0, 20))
      say('half')
      await told()
      appendFileSync(log, line.slice(20))
      say('whole')
      await told()
    }
    process.stdin.pause()
  },

  async tag() {
    for (let i = 0; i < 30; i++) await annotate(store.folderOf(id), { addTags: [`${name}${i}`] })
  },

  /** Makes the folder of a run that this process owns. */
  async own() {
    await store.create({ ...newRun(), status: 'running' })
    writeFileSync(join(store.folderOf(id), 'metrics.jsonl'), eventLine(runEvents[0]!))
    say(jsonText('owned'))
    await told()
    process.stdin.pause()
  }
}
await programs[what ?? '']!()
