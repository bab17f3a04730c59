// A regression in float64, from the text of a CSV to the `end` event, beside the same arithmetic in plain JavaScript.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { validateProject, type Project } from '../../../src/shared/project'
import { randomStream } from '../../../src/shared/random'
import type { RunEvent, RunEventOf } from '../../../src/shared/run'
import { readCheckpoint } from '../../../src/trainer/checkpoint'
import { train } from '../../../src/trainer/train'
import { whyMissing } from '../../support/missing'
import { stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'

const missing = whyMissing('native-runtime')
const EPOCHS = 1000
const RATE = 1e-4
const RESCALING = { scale: 0.7, offset: -1.3 }

interface Point {
  x: number
  y: number
}
/** Points about a line, whose numbers have 15 digits. */
function points(): Point[] {
  const random = randomStream(3, 'float64')
  return Array.from({ length: 100 }, () => {
    const x = Number((25 + 50 * random()).toPrecision(15))
    return { x, y: Number((1.3 * x + 7 + 20 * (random() - 0.5)).toPrecision(15)) }
  })
}

/** Gradient descent on the mean squared error of y = w x + b from 0; each loss is that before its step. */
function descend(data: readonly Point[]): { w: number; b: number; losses: number[] } {
  let [w, b] = [0, 0]
  const losses: number[] = []
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    let [loss, dw, db] = [0, 0, 0]
    for (const { x: raw, y } of data) {
      const x = raw * RESCALING.scale + RESCALING.offset
      const error = w * x + b - y
      loss += error * error
      dw += 2 * error * x
      db += 2 * error
    }
    losses.push(loss / data.length)
    w -= (RATE * dw) / data.length
    b -= (RATE * db) / data.length
  }
  return { w, b, losses }
}

const project = (dtype_policy: Project['training']['dtype_policy']): Project =>
  validateProject(
    {
      netloom: 1,
      name: 'float64',
      dataset: {
        source: { format: 'csv', path: 'points.csv' },
        split: { validation: 0 },
        preprocessing: [{ class_name: 'Rescaling', config: RESCALING }]
      },
      model: stack([
        ['Input', { shape: [1] }],
        ['Dense', { units: 1, kernel_initializer: 'zeros' }]
      ]),
      training: {
        optimizer: { class_name: 'SGD', config: { learning_rate: RATE } },
        loss: 'mean_squared_error',
        epochs: EPOCHS,
        batch_size: 100,
        dtype_policy
      }
    },
    'float64'
  )

async function trained(dtype_policy: Project['training']['dtype_policy']) {
  const folder = tempFolder()
  writeFileSync(join(folder, 'points.csv'), ['x,y', ...points().map(({ x, y }) => `${x},${y}`)].join('\n'))
  const wanted = project(dtype_policy)
  const events: RunEvent[] = []
  const job = {
    runId: 'float64',
    project: wanted,
    dataset: await resolveDataset(wanted.dataset.source, { baseDir: folder }),
    modelDir: join(folder, 'model'),
    checkpoint: join(folder, 'checkpoint.safetensors'),
    checkpointsDir: join(folder, 'checkpoints'),
    branch: null,
    from: null,
    superseded: [],
    resume: false,
    hashes: null,
    engine: 'native' as const
  }
  await train(job, {
    // As the log on disk has it.
    emit: (event) => events.push(JSON.parse(JSON.stringify(event)) as RunEvent),
    breathe: () => Promise.resolve(),
    isStopped: () => false
  })
  const end = events.at(-1) as RunEventOf<'end'>
  expect(end).toMatchObject({ type: 'end', status: 'completed' })
  const losses = events.flatMap((event) => (event.type === 'epoch' ? [Number(event.logs.loss)] : []))
  const [[[w]], [b]] = [end.weights!['layer_1/kernel'], end.weights!['layer_1/bias']] as [[[number]], [number]]
  return { w, b, losses, job }
}

const difference = (found: number, expected: number): number => Math.abs(found - expected) / Math.abs(expected)

describe.skipIf(missing !== null)('a regression on a CSV', { timeout: 60_000 }, () => {
  it('agrees with the same loop in double precision to 12 digits, where the policy is float64', async () => {
    const expected = descend(points())
    const { w, b, losses, job } = await trained('float64')
    expect(losses).toHaveLength(EPOCHS)
    losses.forEach((loss, i) => expect(difference(loss, expected.losses[i]!)).toBeLessThan(1e-12))
    expect(difference(w, expected.w)).toBeLessThan(1e-12)
    expect(difference(b, expected.b)).toBeLessThan(1e-12)
    const { state } = await readCheckpoint(job.checkpoint)
    expect(state.weights.map(({ values }) => [...values])).toEqual([[w], [b]])
    // tfjs-layers' format has float32 alone.
    const { buffer } = Uint8Array.from(readFileSync(join(job.modelDir, 'weights.bin')))
    expect([...new Float32Array(buffer)]).toEqual([Math.fround(w), Math.fround(b)])
  })

  it('has the seven digits of float32 otherwise', async () => {
    const expected = descend(points())
    const { w, losses } = await trained('float32')
    expect(difference(w, expected.w)).toBeGreaterThan(1e-12)
    losses.forEach((loss, i) => expect(difference(loss, expected.losses[i]!)).toBeLessThan(1e-5))
  })
})
