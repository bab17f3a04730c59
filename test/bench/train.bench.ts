// npm run bench:train: see docs/benchmarks.md. Prints figures, asserts nothing.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'vitest'
import { tempFolder } from '../support/temp'
import { Contender, type Command } from './contender'
import { buildWorker, contendersFor, INFERENCE, netloom, python, pythonPackages, type Versions } from './contenders'
import { writeRow } from './data'
import { firstStep, isBuilt } from './first-step'
import { median, rowReport, summary, type ContenderResult, type RowResult } from './report'
import { ROWS, whyNot, type Row } from './rows'

const ROUNDS = Number(process.env.NETLOOM_BENCH_ROUNDS || 5)
const SECONDS = Number(process.env.NETLOOM_BENCH_SECONDS || 1)
const WANTED = process.env.NETLOOM_BENCH_ROWS?.split(',').map(Number)
/** What only rounds off the picture is measured less often. */
const FEW_ROUNDS = Math.min(3, ROUNDS)
/** A contender with a longer pass over the data than this is content with few rounds. */
const LONG_PASS_SECONDS = 4
/** Starting is mostly imports and compilation, on one core; warm-ups disturb each other, but are not measured. */
const STARTED_TOGETHER = 2

it('training speed', async () => {
  const versions = pythonPackages()
  console.log(pythonLine(versions))
  if (!isBuilt()) console.log('Time to the first step is left out: the program is not built (npm run setup)')
  const folder = tempFolder()
  const worker = await buildWorker()
  const results: RowResult[] = []
  for (const row of ROWS.filter(({ number }) => !WANTED || WANTED.includes(number))) {
    try {
      const reason = whyNot(row)
      if (reason) throw new Error(reason)
      const result = await measure(row, join(folder, String(row.number)), worker, versions)
      console.log(rowReport(result))
      results.push(result)
    } catch (error) {
      console.log(`\n(${row.number}) ${row.title}\n    left out: ${reasonOf(error)}`)
    }
  }
  console.log(summary(results))
})

function pythonLine(versions: Versions | null): string {
  if (!versions) return `Keras and PyTorch are left out: ${python()} does not run (NETLOOM_BENCH_PYTHON)`
  const entries = Object.entries(versions).map(([name, version]) => `${name} ${version ?? 'not installed, left out'}`)
  return `${python()}: ${entries.join(', ')}`
}

async function measure(row: Row, folder: string, worker: string, versions: Versions | null): Promise<RowResult> {
  mkdirSync(folder)
  await writeRow(folder, row)
  const result: RowResult = {
    ...{ number: row.number, title: row.title, examples: row.data.count },
    ...{ results: [], leftOut: [], parts: null, firstStep: null }
  }
  // Before anything else is alive that could disturb it. Pictures of one's own cannot be had from a CSV.
  if (isBuilt() && row.data.kind !== 'pictures')
    result.firstStep = await fewTimes('time to the first step', result, () => firstStep(folder))
  const cold = netloom('cold start', folder, worker, 'first-step')
  result.parts = await fewTimes(cold.name, result, () => partsOfStart(cold))
  const contenders = await startAll(contendersFor(folder, worker, versions), result)
  try {
    await trainInTurns(contenders, result)
    for (const contender of contenders.filter(({ name }) => INFERENCE.includes(name))) await infer(contender, result)
  } finally {
    for (const contender of contenders) contender.end()
  }
  return result
}

/** Medians of times that are taken a few times, by name; null, and a reason among those left out, where it fails. */
async function fewTimes<T extends string>(
  what: string,
  result: RowResult,
  measureOnce: () => Promise<Record<T, number>>
): Promise<Record<T, number> | null> {
  const times: Record<T, number>[] = []
  try {
    for (let i = 0; i < FEW_ROUNDS; i++) times.push(await measureOnce())
  } catch (error) {
    result.leftOut.push(`${what}: ${reasonOf(error)}`)
    return null
  }
  const names = Object.keys(times[0]!) as T[]
  return Object.fromEntries(names.map((name) => [name, median(times.map((time) => time[name]))])) as Record<T, number>
}

async function partsOfStart(command: Command): Promise<Record<string, number>> {
  const { contender, parts } = await Contender.start(command)
  contender.end()
  return parts ?? {}
}

async function startAll(commands: Command[], result: RowResult): Promise<Contender[]> {
  const started: Contender[] = []
  const start = async (command: Command): Promise<void> => {
    try {
      started.push((await Contender.start(command)).contender)
    } catch (error) {
      result.leftOut.push(`${command.name}: ${reasonOf(error)}`)
    }
  }
  for (let i = 0; i < commands.length; i += STARTED_TOGETHER)
    await Promise.all(commands.slice(i, i + STARTED_TOGETHER).map(start))
  const order = commands.map(({ name }) => name)
  return started.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

/** Rounds are interleaved, so that a noisy machine slows all alike. */
async function trainInTurns(contenders: Contender[], result: RowResult): Promise<void> {
  const speeds = new Map(contenders.map((contender) => [contender, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [contender, values] of speeds) {
      // One pass takes it so long that more rounds would make the whole last too long.
      if (round >= FEW_ROUNDS && result.examples / median(values) > LONG_PASS_SECONDS) continue
      try {
        values.push((await contender.ask({ work: 'train', seconds: SECONDS }))!)
      } catch (error) {
        result.leftOut.push(`${contender.name}: ${reasonOf(error)}`)
        contender.end()
        speeds.delete(contender)
      }
    }
  }
  for (const [contender, values] of speeds) {
    const memory = contender.peakMemory()
    result.results.push({
      name: contender.name,
      train: median(values),
      evaluate: null,
      predict: null,
      peakMemory: memory
    })
  }
}

async function infer(contender: Contender, { results, leftOut }: RowResult): Promise<void> {
  const own: ContenderResult | undefined = results.find(({ name }) => name === contender.name)
  if (!own) return
  for (const work of ['evaluate', 'predict'] as const) {
    try {
      await contender.ask({ work, seconds: 0 }) // warm-up
      const speeds: (number | null)[] = []
      for (let i = 0; i < FEW_ROUNDS; i++) speeds.push(await contender.ask({ work, seconds: SECONDS / 2 }))
      const known = speeds.filter((speed) => speed !== null)
      if (known.length > 0) own[work] = median(known)
    } catch (error) {
      leftOut.push(`${work} of ${contender.name}: ${reasonOf(error)}`)
      return
    }
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
