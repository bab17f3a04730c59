import type { Command } from 'commander'
import { toErrorPayload } from '../../shared/errors'
import type { ModelDescription, Prediction } from '../../shared/model-contract'
import { inputsOf, type NamedInput } from '../model-inputs'
import { askedModel, checkpointFile } from '../models'
import { printError, printJson, shortNumber } from '../output'

interface Flags {
  input: string
  checkpoint?: string
  json?: boolean
}

export function register(program: Command): void {
  program
    .command('predict')
    .description('tell what the model of a run makes of inputs: one line each')
    .argument('<run>', 'its id, or the beginning or end of it; or a folder that a model was saved to')
    .requiredOption(
      '--input <file>',
      'a picture, a folder of them, a table (CSV, TSV, JSON, Parquet), an array (.npy), a text; - reads the JSON of one'
    )
    .option('--checkpoint <file>', 'a checkpoint that the run has kept; else the model as training left it')
    .option('--json', 'print JSON lines')
    .action(predictInputs)
}

/** Questions that are under way at a time: the next input is read while the last is answered. */
const AT_ONCE = 16

async function predictInputs(which: string, flags: Flags): Promise<void> {
  const { model, runId, dispose } = askedModel(which)
  const about = { runId, checkpoint: checkpointFile(flags.checkpoint) }
  try {
    const description = (await model.describe(about)) as ModelDescription
    const show = flags.json ? printJsonLine : printLine
    const asked: (() => Promise<void>)[] = []
    const next = async (): Promise<void> => asked.shift()?.()
    for await (const input of inputsOf(flags.input, description)) {
      // One that fails is told, and the others are answered all the same.
      const answer = Promise.resolve(model.predict({ ...about, input: input.input })).then(
        (prediction) => () => show(input, prediction as Prediction, description),
        (error: unknown) => () => refuse(input, error, flags)
      )
      asked.push(async () => (await answer)())
      if (asked.length >= AT_ONCE) await next()
    }
    while (asked.length > 0) await next()
  } finally {
    await dispose()
  }
}

function refuse({ name }: NamedInput, error: unknown, { json }: Flags): void {
  const payload = toErrorPayload(error)
  if (json) printJson({ input: name, error: { code: payload.code, ...payload.args } })
  else console.error(name)
  printError(payload)
  process.exitCode = 1
}

function printJsonLine({ name }: NamedInput, { outputs, adjusted }: Prediction, { classes }: ModelDescription): void {
  printJson({
    input: name,
    ...(adjusted.length > 0 && { adjusted }),
    outputs: outputs.map(({ layer, shape, values, scores, probabilities, predicted, quantities }) => ({
      layer,
      ...(scores
        ? {
            predicted,
            class: predicted === null ? null : classes![predicted],
            ...(probabilities && { probabilities }),
            ...(scores !== 'probability' && { values: [...values] })
          }
        : quantities
          ? { quantities }
          : { shape, values: [...values] })
    }))
  })
}

const MOST_VALUES = 8

function printLine({ name }: NamedInput, { outputs, adjusted }: Prediction, { classes }: ModelDescription): void {
  const told = outputs.map(({ layer, values, scores, probabilities, predicted, quantities }) => {
    const before = outputs.length > 1 ? `${layer} ` : ''
    if (scores && predicted === null) return `${before}NaN`
    const own = probabilities ?? values
    if (scores)
      return `${before}${classes![predicted!]}  ${shortNumber(Number(own.length === 1 ? own[0] : own[predicted!]))}`
    const list = quantities ?? [...values]
    const more = list.length > MOST_VALUES ? ` … ${list.length} numbers` : ''
    return `${before}${list.slice(0, MOST_VALUES).map(shortNumber).join(' ')}${more}`
  })
  const changes = adjusted.length > 0 ? `  (${adjusted.join(', ')})` : ''
  console.log(`${name}  ${told.join('  ')}${changes}`)
}
