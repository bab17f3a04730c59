// What a part of the hand-made framework is in the learner's own session: names (message keys of lessonLoop) and values.
import type { DebugSession, DebugStep } from '../../../shared/debug-contract'
import type { Logs } from '../../../shared/run'
import { normOf, sizeOf } from '../../debugger/arithmetic'
import { printed, type LogLine } from '../../debugger/log'
import { shapeText, type Format } from '../../format'
import type { PartName } from './parts'

export interface LiveRow {
  key: string
  /** Filled in where the name wants it. */
  args?: Record<string, string | number>
  value: string
}
export interface LiveFacts {
  session: DebugSession
  step: DebugStep | null
  epochs: number
  log: readonly LogLine[]
  evaluated: readonly { epoch: number; logs: Readonly<Record<string, number>> }[]
  /** Of the newest run of the lesson. */
  test: Logs | null
}

type Rows = (facts: LiveFacts, format: Format) => (LiveRow | null)[]
const kernels = ({ weights }: DebugSession) => weights.filter(({ shape }) => shape.length > 1)
const lossesOf = ({ targets: [first] }: DebugStep): LiveRow | null =>
  first?.losses ? { key: 'losses', value: shapeText(first.losses.shape) } : null

const ROWS: Record<PartName, Rows> = {
  data: ({ session }, { integer }) => [
    { key: 'examples', value: integer(session.examples) },
    { key: 'pixels', value: `${shapeText(session.layers[0]!.shape)} = ${integer(sizeOf(session.layers[0]!.shape))}` }
  ],
  dense: ({ session }) =>
    session.weights.map(({ name, shape }) => ({
      key: shape.length > 1 ? 'kernel' : 'bias',
      value: `${name} ${shapeText(shape)}`
    })),
  model: ({ session }, { integer }) => [
    { key: 'layers', value: session.layers.map(({ name }) => name).join(' → ') },
    { key: 'passed', value: session.layers.map(({ shape }) => shapeText(shape)).join(' → ') },
    { key: 'parameters', value: integer(session.layers.reduce((sum, { parameters }) => sum + parameters, 0)) }
  ],
  batches: ({ session, step }, { integer }) => [
    { key: 'batches', value: integer(session.batches) },
    { key: 'each', value: integer(session.batch_size) },
    { key: 'last', value: integer(session.examples - (session.batches - 1) * session.batch_size) },
    step && { key: 'rows', value: `[${Array.from(step.rows.slice(0, 4), (row) => integer(row)).join(', ')}, …]` }
  ],
  step: ({ session, step }, { value }) =>
    step
      ? [
          lossesOf(step),
          { key: 'loss', value: value(step.loss) },
          ...kernels(session).map(({ name }) => ({
            key: 'gradientNorm',
            args: { name },
            value: value(normOf(step.gradients[session.weights.findIndex((weight) => weight.name === name)]!))
          }))
        ]
      : [],
  update: ({ session, step }, { plain, value }) => [
    { key: 'optimizer', value: session.optimizer },
    step && { key: 'rate', value: plain(step.learning_rate) },
    ...kernels(session).map(({ name }) => {
      const i = session.weights.findIndex((weight) => weight.name === name)
      const mean = (list: 'before' | 'after'): string => value(step?.[list][i]?.mean)
      return step && { key: 'moved', args: { name }, value: `${mean('before')} → ${mean('after')}` }
    })
  ],
  fit: ({ session, step, epochs, log }, { integer }) => {
    const line = log.findLast(({ kind }) => kind === 'step')
    return [
      { key: 'epochs', value: integer(epochs) },
      {
        key: 'steps',
        value: `${integer(epochs)} × ${integer(session.batches)} = ${integer(epochs * session.batches)}`
      },
      { key: 'done', value: integer(step ? step.step + 1 : 0) },
      line ? { key: 'printed', value: printed(line) } : null
    ]
  },
  accuracy: ({ step, evaluated }, { value }) => {
    const newest = evaluated.at(-1)
    return [
      step?.logs.accuracy === undefined ? null : { key: 'batchAccuracy', value: value(step.logs.accuracy) },
      newest?.logs.accuracy === undefined
        ? null
        : { key: 'tested', args: { epoch: newest.epoch + 1 }, value: value(newest.logs.accuracy) }
    ]
  },
  run: ({ test }, { value }) => [{ key: 'run', value: test?.accuracy === undefined ? '' : value(test.accuracy) }]
}

export const liveRows = (part: PartName, facts: LiveFacts, format: Format): LiveRow[] =>
  ROWS[part](facts, format).filter((row) => row !== null)
