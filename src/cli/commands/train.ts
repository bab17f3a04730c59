import { basename, dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { resolveDataset } from '../../main/datasets/resolve'
import { forkTrainer } from '../../main/fork-trainer'
import { netloomHome } from '../../main/paths'
import { readProject } from '../../main/projects/examples'
import { RunStore } from '../../main/runs/store'
import { TrainingService } from '../../main/training/service'
import { describeError, NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { words } from '../../shared/locale'
import { validateProject, type Project } from '../../shared/project'
import { jsonText } from '../../shared/json'
import type { RunEvent, RunRecord, Standing } from '../../shared/run'
import { downloadWithProgress } from '../download'
import { onSignal } from '../on-signal'
import { cliLocale, printError, printJson } from '../output'
import { terminalProgress } from '../progress'
import { wholeNumber } from '../whole-number'

interface Flags {
  epochs?: number
  seed?: number
  data?: string
  from?: string
  json?: boolean
}
const INTERRUPTED = 130

export function register(program: Command): void {
  program
    .command('train')
    .description('train a project and keep the run')
    .argument('<project>', 'a *.netloom.json file')
    .option('--epochs <number>', 'train for this many epochs', wholeNumber('--epochs', 1, 'train'))
    .option('--seed <number>', 'seed of initial weights and shuffling', wholeNumber('--seed', 0, 'train'))
    .option('--data <file>', "another file of the same form in the dataset's place")
    .option('--from <run>', 'begin with what another run has learnt; <run>:<checkpoint> takes one of its checkpoints')
    .option('--json', 'print JSON lines: start, epoch..., profile, end')
    .action((path: string, flags: Flags) => reported(flags, () => trainProject(path, flags)))
  program
    .command('resume')
    .description('go on with a run from its checkpoint, as if it had never ended')
    .argument('<run>', 'its id, or the beginning or end of it')
    .option('--epochs <number>', 'epochs in all', wholeNumber('--epochs', 1, 'resume'))
    .option('--from <checkpoint>', 'one of its checkpoints, by file name or epoch; later ones are dropped')
    .option('--data <file>', "the file with the run's data, where it has moved")
    .option('--json', 'print JSON lines: resume, epoch..., end')
    .action((id: string, flags: Flags) => reported(flags, () => resumeRun(id, flags)))
}

async function reported(flags: Flags, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    report(toErrorPayload(error), null, flags)
    process.exitCode = 1
  }
}

async function trainProject(path: string, flags: Flags): Promise<void> {
  const project = validateProject(withFlags(await readProject(path), flags), path)
  const baseDir = dirname(resolve(path))
  const dataset = await resolveDataset(project.dataset.source, {
    baseDir,
    dataFile: flags.data,
    download: downloadWithProgress
  })
  const request = { project, dataset, baseDir }
  if (flags.from === undefined) return showTraining(flags, (training) => training.start(request))
  const at = flags.from.indexOf(':')
  const { record } = await new RunStore(netloomHome()).read(at < 0 ? flags.from : flags.from.slice(0, at))
  const checkpoint = at < 0 ? null : checkpointNamed(record, flags.from.slice(at + 1), 'train')
  await showTraining(flags, (training) => training.branch({ ...request, runId: record.id, checkpoint }))
}

/** `checkpoints/epoch-0003.safetensors` is also epoch-0003 or 3. */
function checkpointNamed({ checkpoints }: RunRecord, text: string, command: string): string {
  const names = ({ file, epoch }: RunRecord['checkpoints'][number]): string[] => [
    file,
    basename(file),
    basename(file, '.safetensors'),
    String(epoch)
  ]
  const found = checkpoints.findLast((kept) => names(kept).includes(text))
  if (found) return found.file
  const known = checkpoints.map(({ file }) => basename(file, '.safetensors')).join(', ')
  throw new NetloomError('BAD_ARGUMENT', {
    option: '--from',
    expected: known === '' ? words('no checkpoint: the run has kept none', '无：该次训练没有保留检查点') : known,
    found: text,
    command
  })
}

async function resumeRun(id: string, flags: Flags): Promise<void> {
  const { record } = await new RunStore(netloomHome()).read(id)
  const dataset = await resolveDataset(record.project.dataset.source, {
    baseDir: record.baseDir,
    dataFile: flags.data,
    download: downloadWithProgress
  })
  const checkpoint = flags.from === undefined ? null : checkpointNamed(record, flags.from, 'resume')
  await showTraining(flags, (training) => training.resume(record.id, dataset, flags.epochs ?? null, checkpoint))
}

/** Shows a run until it has ended; Ctrl+C stops it. */
async function showTraining(
  flags: Flags,
  begin: (training: TrainingService) => ReturnType<TrainingService['start']>
): Promise<void> {
  const progress = terminalProgress(process.stderr)
  const show = flags.json ? jsonLines() : (_runId: string, event: RunEvent) => progress.onEvent(event)
  const training = new TrainingService(new RunStore(netloomHome()), forkTrainer(), (runId, _record, events) => {
    for (const event of events) show(runId, event)
  })
  const { runId, ended } = await begin(training)
  let interrupted = false
  const stop = (): void => {
    interrupted = true
    void training.stop(runId).catch(() => undefined)
  }
  // A second Ctrl+C does not wait for the model to be written.
  const release = onSignal(stop, () => void training.kill(runId).catch(() => undefined))
  const record = await ended
  release()
  finish(record, flags)
  if (record.status !== 'completed') process.exitCode = interrupted ? INTERRUPTED : 1
}

function withFlags(project: Project, { epochs, seed }: Flags): Project {
  const training = { ...project.training, ...(epochs !== undefined && { epochs }), ...(seed !== undefined && { seed }) }
  return { ...project, training }
}

/** Epochs count from 1 here, as in Keras's printed log. */
function jsonLines(): (runId: string, event: RunEvent) => void {
  return (runId, event) => {
    if (event.type === 'resume') {
      printJson({ event: 'resume', runId, epoch: event.epoch + 1, first: event.first })
    } else if (event.type === 'start') {
      const { type, time: _time, ...facts } = event
      printJson({ event: type, runId, ...facts })
    } else if (event.type === 'epoch') {
      const { seconds, samples_per_second, learning_rate } = event
      printJson({ event: 'epoch', epoch: event.epoch + 1, ...event.logs, seconds, samples_per_second, learning_rate })
    } else if (event.type === 'profile') {
      const { type, time: _time, ...profile } = event
      printJson({ event: type, ...profile })
    } else if (event.type === 'notice') {
      console.error(describeError(event, cliLocale()).message)
    }
  }
}

function finish(record: RunRecord, flags: Flags): void {
  if (record.error) return report(record.error, record, flags)
  if (flags.json) return printJson(endLine(record))
  console.error(`Run ${record.id} ${record.status}.`)
  const { initial, weights, loss, epochs } = record
  if (initial) console.error(`Before training: ${standingText(initial)}`)
  if (weights)
    console.error(`After ${epochs.done} epochs: ${standingText({ weights, ...(loss !== undefined && { loss }) })}`)
}

/** In full precision. */
const standingText = ({ weights, loss }: Standing): string =>
  [
    ...Object.entries(weights).map(([name, value]) => `${name} = ${jsonText(value)}`),
    ...(loss === undefined ? [] : [`loss = ${loss}`])
  ].join(', ')

function report(error: ErrorPayload, record: RunRecord | null, flags: Flags): void {
  if (flags.json) printJson({ ...endLine(record), error: { code: error.code, ...describeError(error, cliLocale()) } })
  printError(error)
}

/** `runId` is null where no run came about. */
const endLine = (record: RunRecord | null) => ({
  event: 'end',
  runId: record?.id ?? null,
  status: record?.status ?? 'failed',
  epochs: record?.epochs.done ?? 0,
  ...(record?.last && { last: record.last }),
  ...(record?.test && { test: record.test }),
  ...(record?.initial && { initial: record.initial }),
  ...(record?.weights && { weights: record.weights }),
  ...(record?.loss !== undefined && { loss: record.loss })
})
