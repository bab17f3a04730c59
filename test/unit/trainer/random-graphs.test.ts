// The compiled engine against tfjs-layers on networks made at random: three training steps from the same weights.
// NETLOOM_RANDOM_GRAPHS says how many, NETLOOM_RANDOM_SEED which.
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { randomStream } from '../../../src/shared/random'
import { validateProject } from '../../../src/shared/project'
import type { Engine, NamedWeight, SessionOptions } from '../../../src/trainer/engine'
import { layersEngine } from '../../../src/trainer/engines/layers-engine'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { registerSeluGradient } from '../../../src/trainer/engines/selu-gradient'
import { sessionOptions } from '../../support/keras-fixtures'
import { whyMissing } from '../../support/missing'
import { randomGraph, type RandomGraph } from '../../support/random-graphs'
import { sizeOf } from '../../../src/layers'

const numRuns = Number(process.env.NETLOOM_RANDOM_GRAPHS ?? 40)

const EXAMPLES = 10
const BATCH = 4
const STEPS = 3 // batches of 4, 4 and 2

/**
 * Both compute in float32 (rounding 6e-8), but add up in different orders, and normalization divides by spreads that may
 * be small: of 250 networks, the furthest apart differ by 4e-6. A gradient that takes another side at a corner, in one
 * example, makes 3e-4 and more.
 */
const TOLERANCE = 3e-5

function options({ design, shape, classes }: RandomGraph): SessionOptions {
  const random = randomStream(1, 'examples')
  const project = validateProject(
    {
      netloom: 1,
      name: 'random',
      dataset: { source: { name: 'any' } },
      model: design,
      training: {
        optimizer: { class_name: 'SGD', config: { learning_rate: 0.05 } },
        loss: classes ? 'sparse_categorical_crossentropy' : 'mean_squared_error',
        metrics: [],
        batch_size: BATCH
      }
    },
    'random'
  )
  const x = Array.from({ length: EXAMPLES * sizeOf(shape) }, () => random() * 2 - 1)
  const y = Array.from({ length: EXAMPLES }, () => (classes ? Math.floor(random() * classes) : random()))
  return sessionOptions({ name: project.name, project, data: { shape, x, y, count: EXAMPLES, classes } })
}

interface Trained {
  start: NamedWeight[]
  losses: number[]
  weights: NamedWeight[]
}

/** @param start weights to begin with; its own where left out */
async function train(engine: Engine, opened: SessionOptions, start?: NamedWeight[]): Promise<Trained> {
  const session = await engine.open(opened)
  try {
    if (start) session.setWeights(start)
    const before = session.weights()
    session.startEpoch(
      Uint32Array.from({ length: EXAMPLES }, (_, i) => i),
      0
    )
    const losses: number[] = []
    while (losses.length < STEPS) {
      const steps = Math.min(engine.maxStepsPerCall, STEPS - losses.length)
      losses.push(...(await session.train(losses.length, steps)).map((row) => session.logs(row).loss!))
    }
    return { start: before, losses, weights: session.weights() }
  } finally {
    session.dispose()
  }
}

/** The largest difference, relative to the largest value (at least 0.1: a bias may be next to nothing). */
function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const largest = Math.max(0.1, ...Array.from(expected, Math.abs))
  return Math.max(...Array.from(expected, (value, i) => Math.abs(found[i]! - value))) / largest
}

describe.skipIf(whyMissing('native-runtime') !== null)('random networks train as in tfjs-layers', () => {
  const layers = layersEngine(tf, { name: 'cpu', native: false, version: '' })
  let compiled: Engine
  beforeAll(async () => {
    compiled = await loadNativeEngine()
    registerSeluGradient()
  })

  it('with branches, merges and layers of every kind', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph, async (graph) => {
        const opened = options(graph)
        // Both share one tfjs, whose backend is either.
        await tf.setBackend('tensorflow')
        const ours = await train(compiled, opened)
        await tf.setBackend('cpu')
        const theirs = await train(layers, opened, ours.start)
        const found: Record<string, number> = { loss: difference(ours.losses, theirs.losses) }
        ours.weights.forEach(({ name, values }, i) => {
          found[name] = difference(values, theirs.weights[i]!.values)
        })
        expect(Object.entries(found).filter(([, value]) => !(value <= TOLERANCE))).toEqual([])
        const moved = theirs.weights.some(({ values }, i) => difference(values, ours.start[i]!.values) > TOLERANCE)
        expect(moved).toBe(true)
      }),
      { numRuns }
    )
  })
})
