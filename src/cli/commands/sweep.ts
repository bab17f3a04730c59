import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { validateSweep } from '../../comparison/sweep-check'
import { parseDimension } from '../../comparison/sweep-text'
import { netloomHome } from '../../main/paths'
import { readProject } from '../../main/projects/examples'
import { NetloomError, describeError, toErrorPayload } from '../../shared/errors'
import { words, type Words } from '../../shared/locale'
import { SWEEP_METHODS, type SweepSpec } from '../../shared/sweep'
import { sweepHost, type SweepHost } from '../sweep-host'
import { cliLocale, printError, printJson } from '../output'
import { sweepEnd, sweepProgress, trialsTable } from '../sweep-progress'
import { onSignal } from '../on-signal'

interface Flags {
  spec?: string
  param?: string[]
  method?: string
  maxTrials?: string
  maxSeconds?: string
  objective?: string
  direction?: string
  parallel?: string
  executions?: string
  seed?: string
  data?: string
  resume?: string
  json?: boolean
}
const INTERRUPTED = 130

export function register(program: Command): void {
  program
    .command('sweep')
    .description('train a project with other settings, and say which were best')
    .argument('[project]', 'a *.netloom.json file')
    .option('--spec <file>', 'a JSON file: what to try, and how')
    .option('--param <dimension...>', 'e.g. "Dense.units in 64..512 step 64", "learning_rate in 1e-4..1e-1 log"')
    .option('--method <name>', `${SWEEP_METHODS.join(', ')} (RandomSearch where nothing says)`)
    .option('--objective <log>', 'what it goes by (val_loss)')
    .option('--direction <way>', 'min or max, where the name does not tell')
    .option('--max-trials <number>', 'trials at most')
    .option('--max-seconds <number>', 'seconds after which no further trial begins')
    .option('--parallel <number>', 'runs at the same time (1)')
    .option('--executions <number>', 'seeds of each trial (1)')
    .option('--seed <number>', 'of the choice of values (0)')
    .option('--data <file>', "another file of the same form in the dataset's place")
    .option('--resume <sweep>', 'go on with one that was stopped or interrupted; no project then')
    .option('--json', 'print JSON lines: sweep, trial..., end')
    .action(async (path: string | undefined, flags: Flags) => {
      try {
        await sweep(path, flags)
      } catch (error) {
        const payload = toErrorPayload(error)
        const { code } = payload
        if (flags.json)
          printJson({ event: 'end', status: 'failed', error: { code, ...describeError(payload, cliLocale()) } })
        printError(payload)
        process.exitCode = 1
      }
    })
}

async function sweep(path: string | undefined, flags: Flags): Promise<void> {
  const host = sweepHost(netloomHome(), flags.data)
  if (flags.resume !== undefined) return follow(host, () => host.sweeps.resume(flags.resume!), flags)
  if (path === undefined) throw bad('<project>', words('a *.netloom.json file', '*.netloom.json 文件'), '')
  const project = await readProject(path)
  const spec = validateSweep(await rawSpec(flags), flags.spec ?? null)
  await follow(host, () => host.sweeps.start({ project, baseDir: dirname(resolve(path)), spec }), flags)
}

/** What the file says, and then the flags. */
async function rawSpec(flags: Flags): Promise<Record<string, unknown>> {
  const given = flags.spec === undefined ? {} : await readSpec(flags.spec)
  const numbers: [keyof SweepSpec, keyof Flags & string, string | undefined][] = [
    ['max_trials', 'maxTrials', flags.maxTrials],
    ['max_seconds', 'maxSeconds', flags.maxSeconds],
    ['parallel', 'parallel', flags.parallel],
    ['executions_per_trial', 'executions', flags.executions],
    ['seed', 'seed', flags.seed]
  ]
  const { parameters } = given
  const dimensions = (flags.param ?? []).map(parseDimension)
  const before = Array.isArray(parameters) ? parameters : []
  return {
    ...given,
    ...(flags.method !== undefined && { method: methodNamed(flags.method) }),
    ...(flags.objective !== undefined && { objective: flags.objective }),
    ...(flags.direction !== undefined && { direction: flags.direction }),
    ...Object.fromEntries(
      numbers.flatMap(([key, flag, text]) => (text === undefined ? [] : [[key, numberOf(flag, text)]]))
    ),
    ...(dimensions.length > 0 && { parameters: [...before.filter((one) => !isNamed(one, dimensions)), ...dimensions] })
  }
}

/** A --param takes the place of what the file says of that setting. */
const isNamed = (given: unknown, dimensions: readonly { setting: string }[]): boolean =>
  dimensions.some(({ setting }) => setting === (given as { setting?: unknown } | null)?.setting)

async function readSpec(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8')
  const fault = (expected: Words, found: string): NetloomError =>
    new NetloomError('SWEEP_SPEC', { file: ` ${file}`, where: '(top level)', expected, found })
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw fault('JSON', error instanceof Error ? error.message : String(error))
  }
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Record<string, unknown>
  throw fault(words('an object', '对象'), JSON.stringify(raw).slice(0, 80))
}

/** 'grid', 'random', 'halving' and 'repeat' will do. */
function methodNamed(text: string): string {
  const found = SWEEP_METHODS.find((name) => name.toLowerCase().includes(text.toLowerCase()) && text.length >= 4)
  if (found) return found
  throw bad('--method', words(`one of ${SWEEP_METHODS.join(', ')}`, `${SWEEP_METHODS.join('、')} 之一`), text)
}

function numberOf(flag: string, text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw bad(`--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, words('a number', '数值'), text)
}

const bad = (option: string, expected: Words, found: string): NetloomError =>
  new NetloomError('BAD_ARGUMENT', { option, expected, found, command: 'sweep' })

/** Shows a sweep until it has ended; Ctrl+C stops it, and what was trained stays. */
async function follow(
  host: SweepHost,
  begin: () => ReturnType<SweepHost['sweeps']['start']>,
  flags: Flags
): Promise<void> {
  const progress = sweepProgress(process.stderr, flags.json === true)
  host.listen(progress)
  const driver = await begin()
  progress.begins(driver.current)
  let interrupted = false
  const release = onSignal(
    () => {
      interrupted = true
      void driver.end('stopped')
    },
    () => void host.killAll()
  )
  const record = await driver.ended
  release()
  progress.ends()
  const trials = await host.results(record)
  if (flags.json) printJson(sweepEnd(record, trials))
  else {
    if (trials.length > 0) console.log(trialsTable(record, trials))
    progress.conclude(record, trials)
  }
  if (record.error) printError(record.error)
  if (record.status !== 'completed') process.exitCode = interrupted ? INTERRUPTED : 1
}
