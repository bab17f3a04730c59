// Engines against Keras: five training steps from the same weights, on the same batches, must give the same numbers.
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LayerType } from '../../../src/layers'
import { catalogue } from '../../../src/layers'
import { ACTIVATIONS } from '../../../src/layers/common'
import { LOSSES, METRICS, OPTIMIZERS } from '../../../src/layers/terms'
import { CONSTRAINTS } from '../../../src/layers/terms/constraints'
import { INITIALIZERS } from '../../../src/layers/terms/initializers'
import { REGULARIZERS } from '../../../src/layers/terms/regularizers'
import type { TermSpec } from '../../../src/shared/schema'
import { lossesOf } from '../../../src/shared/training'
import type { Engine, NamedWeight, Session, SessionOptions, Statistics } from '../../../src/trainer/engine'
import { layersEngine } from '../../../src/trainer/engines/layers-engine'
import { checkSupported } from '../../../src/trainer/engines/layers-gaps'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { loadPortableEngine } from '../../../src/trainer/engines/portable'
import { whyMissing } from '../../support/missing'
import { kerasCases, kerasSignatures, sessionOptions, type KerasCase } from '../../support/keras-fixtures'

/** Numbers differ from Keras's by up to `tolerance`; `of` limits this to some, by a part of their names in `differences`. */
interface Exception {
  tolerance: number
  of?: string[]
  why: string
}

interface EngineUnderTest {
  name: string
  /** Why it cannot run here; null where it can. */
  missing: string | null
  open(): Promise<Engine>
  /** Throws ENGINE_UNSUPPORTED for what the engine says it lacks. */
  check?(options: SessionOptions): void
  /** By the name of the case. An exception that is no longer needed fails its test. */
  known: Record<string, Exception>
}

const HARD_SIGMOID = 'hard_sigmoid is x / 5 + 1 / 2 in tfjs-layers, x / 6 + 1 / 2 in Keras 3'
const CLIPPED = 'tfjs-layers clips probabilities at 1e-7, Keras computes the loss from the logits behind them'
const BEHIND_SIGMOID = 'Keras takes the logits of a sigmoid as those of a softmax, tfjs-layers divides by the sum'
const ADADELTA = 'tfjs divides by the mean of squared gradients as it was before the step, Keras by the new one'
const ADAM =
  'tfjs adds epsilon after the bias correction, Keras before: there it weighs 1 / sqrt(1 - beta_2^t) times as much'
const AVERAGE = "tfjs's gradient divides by the whole window, also where it reaches into the padding"

const TFJS_LAYERS: EngineUnderTest['known'] = {
  'layers/average-pooling-2d-same': { tolerance: 0.1, why: AVERAGE },
  'layers/average-pooling-2d-same-strides': { tolerance: 0.3, why: AVERAGE },
  'activations/hard_sigmoid': { tolerance: 0.1, why: HARD_SIGMOID },
  'activations/layer-hard_sigmoid': { tolerance: 0.05, why: HARD_SIGMOID },
  'optimizers/adam-others': { tolerance: 0.2, why: ADAM },
  'optimizers/adam-beside-batch-normalization': { tolerance: 0.2, why: ADAM },
  'optimizers/adadelta': { tolerance: 0.02, why: ADADELTA },
  'optimizers/adadelta-others': { tolerance: 3, why: ADADELTA },
  'more-optimizers/adadelta-slow': { tolerance: 1, why: ADADELTA },
  'more-optimizers/adadelta-extreme': { tolerance: 60, why: ADADELTA },
  'losses/binary-without-sigmoid': { tolerance: 0.08, why: HARD_SIGMOID },
  'losses/categorical-behind-sigmoid': { tolerance: 0.6, why: BEHIND_SIGMOID },
  'losses/sparse-behind-sigmoid': { tolerance: 0.4, why: BEHIND_SIGMOID },
  'losses/binary-saturated': { tolerance: 0.2, why: CLIPPED },
  'losses/categorical-saturated': { tolerance: 0.9, why: CLIPPED },
  'losses/sparse-saturated': { tolerance: 0.8, why: CLIPPED },
  'losses/sparse-behind-activation-saturated': { tolerance: 0.9, why: CLIPPED }
}

const REPEATED_TOKENS =
  'Keras on TensorFlow squares and clips the gradient of each place of a token by itself; Keras on JAX and PyTorch, as we do, take their sum'

const BATCH_MEANS: Exception = {
  tolerance: 0.3,
  of: ['accumulated scores_loss', 'accumulated number_loss'],
  why: "an output's loss over batches of different sizes: Keras's graphs count each batch once, Keras run eagerly, as we do, each example"
}

const COMPILED: EngineUnderTest['known'] = {
  'sample-weights/two-outputs': BATCH_MEANS,
  'sample-weights/two-outputs-with-loss-weights': BATCH_MEANS,
  'more-optimizers/embedding-repeated-adagrad': { tolerance: 0.2, why: REPEATED_TOKENS },
  'more-optimizers/embedding-repeated-adam': { tolerance: 0.2, why: REPEATED_TOKENS },
  'more-optimizers/embedding-repeated-rmsprop': { tolerance: 0.2, why: REPEATED_TOKENS },
  'more-optimizers/embedding-repeated-sgd-clipnorm': { tolerance: 0.5, why: REPEATED_TOKENS },
  'more-optimizers/embedding-repeated-sgd-clipvalue': { tolerance: 0.5, why: REPEATED_TOKENS }
}

const engines: EngineUnderTest[] = [
  {
    name: 'tfjs-layers',
    missing: null,
    open: async () => {
      await tf.setBackend('cpu')
      return layersEngine(tf, { name: 'cpu', native: false, version: '' })
    },
    check: checkSupported,
    known: TFJS_LAYERS
  },
  {
    name: 'tfjs-layers on WebAssembly',
    missing: null,
    open: loadPortableEngine,
    check: checkSupported,
    // Its gradients of pooling are our own.
    known: Object.fromEntries(Object.entries(TFJS_LAYERS).filter(([name]) => !name.includes('average-pooling')))
  },
  { name: 'compiled', missing: whyMissing('native-runtime'), open: loadNativeEngine, known: COMPILED }
]

/** Largest relative difference; values under FLOOR are compared with it, so that 1e-5 allows them 1e-6. */
const TOLERANCE = 1e-5
const FLOOR = 0.1
/** How far a weight moved, relative to the longest way in its variable: tells where steps are small beside the weights. */
const MOVE_TOLERANCE = 1e-4
const MOVED = ' moved'
/** Outputs after the last step add up the rounding of all weights. */
const PREDICTIONS = 'predictions'
/** Of a project in float64, whose numbers agree to as many digits as the fixture has. */
const FLOAT64_TOLERANCE = 1e-12
const ROUNDING = { float32: 2 ** -24, float64: 2 ** -53 }
const typeOf = ({ project }: KerasCase): keyof typeof ROUNDING =>
  project.training.dtype_policy === 'float64' ? 'float64' : 'float32'

const cases = kerasCases()
const largest = (values: readonly number[]): number => Math.max(0, ...values)

const difference = (found: ArrayLike<number>, expected: ArrayLike<number>): number =>
  found.length === expected.length
    ? largest(
        Array.from(expected, (value, i) => {
          const apart = Math.abs(found[i]! - value) / Math.max(Math.abs(value), FLOOR)
          return Number.isNaN(apart) ? Infinity : apart
        })
      )
    : Infinity

/** The part of a move that is wrong, beyond the rounding of the sums that made it. */
function moveDifference(start: NamedWeight, found: NamedWeight, expected: NamedWeight, rounded: number): number {
  const moved = ({ values }: NamedWeight): number[] => Array.from(values, (value, i) => value - start.values[i]!)
  const [way, keras] = [moved(found), moved(expected)]
  const rounding = 2 * rounded * largest(Array.from(expected.values, Math.abs))
  const longest = largest(keras.map(Math.abs))
  const wrong = largest(way.map((value, i) => Math.abs(value - keras[i]!)))
  return Math.max(0, wrong - rounding) / Math.max(longest, rounding)
}

/** Five steps in as many epochs as they take, in calls as long as the engine allows. */
async function trainSteps(session: Session, engine: Engine, { data, project, order, steps }: KerasCase) {
  const perEpoch = Math.ceil(data.count / project.training.batch_size)
  const total = steps.loss!.length
  const columns: Record<string, number[]> = {}
  for (let done = 0; done < total;) {
    const first = done % perEpoch
    if (first === 0) session.startEpoch(Uint32Array.from(order), 0)
    const count = Math.min(engine.maxStepsPerCall, perEpoch - first, total - done)
    for (const row of await session.train(first, count)) {
      for (const [label, value] of Object.entries(session.logs(row))) (columns[label] ??= []).push(value)
    }
    done += count
  }
  return columns
}

/** All differences from Keras by what they are of: 'loss', 'evaluation loss', 'dense/kernel', 'dense/kernel moved'. */
async function differences(engine: Engine, session: Session, given: KerasCase): Promise<Record<string, number>> {
  session.setWeights(given.initialWeights)
  const columns = await trainSteps(session, engine, given)
  const weights = new Map(session.weights().map((weight) => [weight.name, weight]))
  const evaluation = session.logs(session.evaluate('test', 0, given.data.count))
  expect(Object.keys(columns).sort()).toEqual(Object.keys(given.steps).sort())
  expect([...weights.keys()].sort()).toEqual(given.weights.map((weight) => weight.name).sort())
  const found: Record<string, number> = {}
  const accumulated = given.accumulated && session.logs(accumulate(session, given))
  for (const [label, expected] of Object.entries(given.accumulated ?? {}))
    found[`accumulated ${label}`] = difference([accumulated![label]!], [expected])
  for (const [label, expected] of Object.entries(given.steps)) {
    found[label] = difference(columns[label]!, expected)
    found[`evaluation ${label}`] = difference([evaluation[label]!], [given.evaluation[label]!])
  }
  const { shape, values } = given.predictions
  found[PREDICTIONS] = difference(session.predict('test', 0, shape[0]!)[0]!, values)
  given.weights.forEach((expected, i) => {
    const weight = weights.get(expected.name)!
    const rounded = given.steps.loss!.length * ROUNDING[typeOf(given)]
    found[expected.name] = difference(weight.values, expected.values)
    found[`${expected.name}${MOVED}`] = moveDifference(given.initialWeights[i]!, weight, expected, rounded)
  })
  return found
}

/** The sums of what every batch gives. */
function accumulate(session: Session, { data, project }: KerasCase): Statistics {
  const sums = Array<number>(session.statistics).fill(0)
  const { batch_size } = project.training
  for (let first = 0; first < data.count; first += batch_size) {
    const row = session.evaluate('test', first, Math.min(batch_size, data.count - first))
    sums.forEach((_sum, i) => (sums[i]! += row[i]!))
  }
  return sums
}

function refuses(check: EngineUnderTest['check'], given: KerasCase): boolean {
  try {
    check?.(sessionOptions(given))
    return false
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENGINE_UNSUPPORTED' })
    return true
  }
}

/** What an exception leaves to be held: all other differences, and that it is still needed. */
function checkDifferences(given: KerasCase, found: Record<string, number>, exception: Exception | undefined): void {
  const least = typeOf(given) === 'float64' ? FLOAT64_TOLERANCE : TOLERANCE
  const tolerance = exception?.tolerance ?? least
  const parts = exception ? (exception.of ?? ['']) : []
  const excepted = (label: string): boolean => parts.some((part) => label.includes(part))
  const usual = (label: string): number =>
    label.endsWith(MOVED) ? MOVE_TOLERANCE : label === PREDICTIONS ? 2 * least : least
  const held = Object.entries(found).filter(([label]) => !excepted(label))
  expect(Object.fromEntries(held.filter(([label, value]) => value > usual(label)))).toEqual({})
  if (parts.length === 0) return
  const others = Object.entries(found).filter(([label]) => excepted(label))
  expect(others.some(([label, value]) => value > usual(label))).toBe(true)
  expect(Object.fromEntries(others.filter(([label, value]) => !label.endsWith(MOVED) && value > tolerance))).toEqual({})
}

describe.each(engines)('$name trains as Keras does', ({ missing, open, check, known }) => {
  let engine: Engine
  beforeAll(async () => {
    if (!missing) engine = await open()
  })

  it.for(cases)('$name', async (given, { skip }) => {
    if (missing) skip(missing)
    const exception = known[given.name]
    if (refuses(check, given)) {
      expect(exception).toBeUndefined()
      await expect(engine.open(sessionOptions(given))).rejects.toMatchObject({ code: 'ENGINE_UNSUPPORTED' })
      return
    }
    const session = await engine.open(sessionOptions(given))
    try {
      checkDifferences(given, await differences(engine, session, given), exception)
    } finally {
      session.dispose()
    }
  })

  it('has no exception for a case that does not exist', () => {
    const names = cases.map((given) => given.name)
    expect(Object.keys(known).filter((name) => !names.includes(name))).toEqual([])
  })
})

describe('a design is the model that Keras builds', () => {
  it.for(cases)('$name', (given) => {
    const { model, outputs } = sessionOptions(given).checked
    for (const { name: layer, weights } of model.layers) {
      const keras = given.initialWeights.filter(({ name }) => name.startsWith(`${layer}/`))
      expect(weights.map(({ name, shape }) => [`${layer}/${name}`, shape])).toEqual(
        keras.map(({ name, shape }) => [name, shape])
      )
    }
    const trainable = model.layers.flatMap(({ name: layer, weights }) =>
      weights.filter((weight) => weight.trainable).map(({ name }) => `${layer}/${name}`)
    )
    expect(trainable.sort()).toEqual([...given.trainable].sort())
    expect(outputs[0]!.layer.outputShape).toEqual(given.predictions.shape.slice(1))
  })
})

describe('parameters and defaults are those of Keras', () => {
  const signatures = kerasSignatures()
  const kinds = {
    layers: [...catalogue.values()],
    optimizers: OPTIMIZERS,
    losses: LOSSES,
    metrics: METRICS,
    regularizers: REGULARIZERS,
    constraints: CONSTRAINTS,
    initializers: INITIALIZERS
  }
  const all = Object.entries(kinds).flatMap(([kind, classes]) =>
    (classes as readonly (LayerType | TermSpec)[])
      .filter(({ className }) => className !== 'Input') // a function in Keras
      .map(({ className, params }) => ({ kind: kind as keyof typeof kinds, className, params }))
  )
  /** 1 and [1, 1] mean the same window; no activation is the linear one. */
  const plain = (key: string, value: unknown): unknown => {
    if (key === 'activation' && value === null) return 'linear'
    return Array.isArray(value) && value.every((item) => item === value[0]) ? value[0] : value
  }

  it.for(all)('$kind: $className', ({ kind, className, params }) => {
    const keras = signatures[kind][className]
    expect(keras, `${className} in Keras`).toBeDefined()
    for (const [key, spec] of Object.entries(params)) {
      const name = `${className}.${key}`
      const parameter = keras![key]
      expect(parameter, `${name} in Keras`).toBeDefined()
      if ('required' in parameter!) expect(spec.default, name).toBeUndefined()
      else expect(plain(key, spec.default), name).toEqual(plain(key, parameter!.default))
    }
  })
})

describe('the catalogue is covered: each of these has a case', () => {
  const identifier = (given: KerasCase['project']['training']['optimizer']): string =>
    typeof given === 'string' ? given : given.class_name
  const nodes = cases.flatMap(({ project }) => project.model.nodes)
  const used = {
    layers: nodes.map((node) => node.class_name),
    activations: nodes.map((node) => node.config.activation),
    optimizers: cases.map(({ project }) => identifier(project.training.optimizer)),
    losses: cases.flatMap(({ project }) => lossesOf(project.training).map(identifier)),
    metrics: cases.flatMap(({ project }) => project.training.metrics.map(identifier))
  }
  const uncovered = (terms: readonly TermSpec[], names: readonly string[]): string[] =>
    terms
      .filter((term) => ![term.className, ...term.names].some((name) => names.includes(name)))
      .map((term) => term.className)

  it('layers', () => expect([...catalogue.keys()].filter((name) => !used.layers.includes(name))).toEqual([]))
  it('activations', () => expect(ACTIVATIONS.filter((name) => !used.activations.includes(name))).toEqual([]))
  it('optimizers', () => expect(uncovered(OPTIMIZERS, used.optimizers)).toEqual([]))
  it('losses', () => expect(uncovered(LOSSES, used.losses)).toEqual([]))
  it('metrics', () => expect(uncovered(METRICS, used.metrics)).toEqual([]))
})
