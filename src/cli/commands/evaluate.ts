import type { Command } from 'commander'
import { SPLIT_NAMES, type SplitName } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import type { Evaluation, ModelDescription, OutputEvaluation } from '../../shared/model-contract'
import { askedModel, checkpointFile } from '../models'
import { formatTable, printJson, shortNumber } from '../output'
import { slowly } from '../stages'

interface Flags {
  split: string
  checkpoint?: string
  json?: boolean
}

export function register(program: Command): void {
  program
    .command('evaluate')
    .description('tell how well the model of a run does on one of its splits')
    .argument('<run>', 'its id, or the beginning or end of it')
    .option('--split <name>', 'train, validation or test', 'test')
    .option('--checkpoint <file>', 'a checkpoint that the run has kept; else the model as training left it')
    .option('--json', 'print one JSON object')
    .action(evaluateRun)
}

async function evaluateRun(run: string, flags: Flags): Promise<void> {
  const split = splitOf(flags.split)
  const { model, runId, dispose } = askedModel(run)
  const stages = slowly(process.stderr)
  try {
    stages.begin('reading')
    const about = { runId, checkpoint: checkpointFile(flags.checkpoint) }
    const description = (await model.describe(about)) as ModelDescription
    stages.begin(`evaluating ${split}`)
    const evaluation = (await model.evaluate({ ...about, split })) as Evaluation
    stages.end()
    if (flags.json) printJson(plain({ ...evaluation, classes: description.classes }))
    else print(evaluation, description)
  } finally {
    stages.end()
    await dispose()
  }
}

function splitOf(given: string): SplitName {
  const split = SPLIT_NAMES.find((name) => name === given)
  if (split) return split
  const expected = SPLIT_NAMES.join(', ')
  throw new NetloomError('BAD_ARGUMENT', { option: '--split', expected, found: given, command: 'evaluate' })
}

/** Typed arrays as lists. */
const plain = (value: unknown): unknown => {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}

/** Larger confusion matrices are in the JSON alone. */
const MOST_CLASSES = 20

function print({ split, examples, logs, seconds, outputs }: Evaluation, { classes }: ModelDescription): void {
  console.log(`${split}: ${examples.toLocaleString('en')} examples, ${shortNumber(seconds)} s\n`)
  const told = Object.entries(logs).map(([name, value]) => [name, shortNumber(value)])
  console.log(formatTable(['METRIC', split.toUpperCase()], told))
  for (const output of outputs) {
    if (outputs.length > 1) console.log(`\n${output.layer}`)
    if (output.classification) printClasses(output.classification, classes!)
    if (output.regression) printQuantities(output.regression)
  }
}

function printClasses(found: NonNullable<OutputEvaluation['classification']>, classes: readonly string[]): void {
  const { precision, recall, f1, support, roc, calibration, confusion } = found
  const rows = classes.map((name, i) => [
    name,
    ...[precision, recall, f1].map((list) => shortNumber(list[i]!)),
    shortNumber(roc[i]!.area),
    String(support[i])
  ])
  console.log(`\n${formatTable(['CLASS', 'PRECISION', 'RECALL', 'F1', 'AUC', 'SUPPORT'], rows)}`)
  console.log(`\nexpected calibration error ${shortNumber(calibration.ece)}`)
  if (classes.length > MOST_CLASSES) return
  const counts = classes.map((name, row) => [
    name,
    ...classes.map((_name, column) => String(confusion[row * classes.length + column]))
  ])
  console.log(`\n${formatTable(['TRUE \\ PREDICTED', ...classes], counts)}`)
}

function printQuantities({ r2, mae, rmse, residuals }: NonNullable<OutputEvaluation['regression']>): void {
  const { mean, std, min, max } = residuals
  const rows = Object.entries({ r2, mae, rmse, 'residual mean': mean, 'residual std': std, min, max })
  console.log(
    `\n${formatTable(
      ['MEASURE', 'IN THE UNITS OF THE DATA'],
      rows.map(([name, value]) => [name, shortNumber(value)])
    )}`
  )
}
