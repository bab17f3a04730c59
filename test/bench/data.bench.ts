// npm run bench:data: see docs/benchmarks.md. Prints figures, asserts nothing.
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { it } from 'vitest'
import { build } from 'vite'
import { tempFolder } from '../support/temp'
import { NETLOOM, python } from './contenders'
import { caseReport } from './data-case'
import { DATA_CASES, type DataCase } from './data-cases'
import { PICTURE_CASES } from './data-pictures'
import { median } from './report'

const ROUNDS = Number(process.env.NETLOOM_BENCH_ROUNDS || 5)
const WANTED = process.env.NETLOOM_BENCH_CASES?.split(',')
/** Packages of Python's that read data; what one cannot read, or is not installed, is left out. */
const PEERS = ['pandas', 'pyarrow', 'numpy', 'keras']

/** One opening of one file: when each stage was reached (ms), processor time (ms), and peak memory (bytes). */
interface Opening {
  stages: Record<string, number>
  cpu: number
  peak: number
}
const run = promisify(execFile)

it('opening data', async () => {
  const worker = await buildWorker()
  const folder = tempFolder()
  for (const one of DATA_CASES.filter(({ name }) => !WANTED || WANTED.includes(name))) {
    try {
      const own = join(folder, one.name)
      mkdirSync(own)
      console.log(report(one.title, await measure(one, await one.make(own), worker)))
    } catch (error) {
      console.log(`\n${one.title}\n    left out: ${(error as Error).message}`)
    }
  }
  if (WANTED && !WANTED.includes('pictures')) return
  for (const one of PICTURE_CASES) console.log(await caseReport(one, folder, ROUNDS))
})

/** Rounds are interleaved, so that a noisy machine slows all alike. */
async function measure(one: DataCase, path: string, worker: string): Promise<Map<string, Opening[]>> {
  const commands = new Map([
    [NETLOOM, [process.execPath, worker, one.name, path]],
    ...PEERS.map((peer): [string, string[]] => [
      peer,
      [python(), join(import.meta.dirname, 'peers/data_read.py'), one.name, peer, path]
    ])
  ])
  const found = new Map<string, Opening[]>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, [program, ...args]] of commands) {
      try {
        const { stdout } = await run(program!, args)
        const opening = JSON.parse(stdout) as Opening | { stages: null }
        if (opening.stages === null) commands.delete(name)
        else found.set(name, [...(found.get(name) ?? []), opening])
      } catch (error) {
        commands.delete(name)
        if (name === NETLOOM) throw error
      }
    }
  }
  return found
}

function report(title: string, openings: Map<string, Opening[]>): string {
  const own = openings.get(NETLOOM)!
  const stages = Object.keys(own[0]!.stages)
  const of = (list: readonly Opening[], stage: string): number => median(list.map((one) => one.stages[stage] ?? NaN))
  const heading = [...stages.map((stage) => `${stage}, s`), 'processor, s', 'peak, MB'].map((text) => text.padStart(20))
  const lines = [...openings].map(([name, list]) => {
    const times = stages.map((stage) => {
      const ms = of(list, stage)
      if (Number.isNaN(ms)) return '-'
      const ratio = list === own ? '' : ` (${(ms / of(own, stage)).toFixed(2)} x)`
      return `${(ms / 1000).toFixed(2)}${ratio}`
    })
    const cpu = (median(list.map((one) => one.cpu)) / 1000).toFixed(2)
    const peak = Math.round(median(list.map((one) => one.peak)) / 2 ** 20).toString()
    return `  ${name.padEnd(10)}${[...times, cpu, peak].map((text) => text.padStart(20)).join('')}`
  })
  return `\n${title}: medians of ${own.length} rounds\n  ${' '.repeat(10)}${heading.join('')}\n${lines.join('\n')}`
}

/** The worker as JavaScript: a TypeScript file cannot be started as a process. @returns its path */
async function buildWorker(): Promise<string> {
  const root = join(import.meta.dirname, '../..')
  const outDir = 'out/bench-data'
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'test/bench/data-worker.ts', outDir, target: 'node22', emptyOutDir: true }
  })
  return join(root, outDir, 'data-worker.js')
}
