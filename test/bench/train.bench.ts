// npm run bench:train: samples per second of one training epoch, Netloom's compiled engine against tfjs-layers on the same
// tfjs-node and, where NETLOOM_BENCH_PYTHON names a Python with Keras 3 on TensorFlow, against Keras at
// steps_per_execution 1 and 32. Rounds are interleaved, so that a noisy machine slows all alike; medians are printed.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type * as tfjs from '@tensorflow/tfjs'
import { it } from 'vitest'
import { catalogue } from '../../src/layers'
import { checkProject } from '../../src/layers/check'
import { resolveDataset } from '../../src/main/datasets/resolve'
import { openDataset } from '../../src/main/datasets/open'
import type { OpenDataset } from '../../src/shared/dataset'
import type { Project } from '../../src/shared/project'
import { validateProject } from '../../src/shared/project'
import { permutation, randomStream } from '../../src/shared/random'
import type { Engine, Session, TrainingData } from '../../src/trainer/engine'
import { compiledEngine, type TensorFlow } from '../../src/trainer/engines/compiled'
import { layersEngine } from '../../src/trainer/engines/layers-engine'
import { splitDataset } from '../../src/trainer/split'
import { example, stack } from '../support/projects'

const ROUNDS = Number(process.env.NETLOOM_BENCH_ROUNDS ?? 5)
const MNIST_EXAMPLES = 12_000
const SECONDS_PER_ROUND = 2

interface Row {
  name: string
  project: Project
}
type Layers = Parameters<typeof stack>[0]
const pictures = (name: string, layers: Layers, optimizer: object, batch_size: number): Row => ({
  name,
  project: validateProject(
    {
      netloom: 1,
      name,
      dataset: {
        source: { name: 'mnist' },
        split: { validation: 0 },
        preprocessing: [{ class_name: 'Rescaling', config: { scale: 1 / 255 } }]
      },
      model: stack(layers),
      training: { optimizer, loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'], batch_size }
    },
    name
  )
})
const dense = (units: number, activation = 'relu'): Layers[number] => ['Dense', { units, activation }]
const conv = (filters: number): Layers[number] => ['Conv2D', { filters, kernel_size: 3, activation: 'relu' }]
const adam = { class_name: 'Adam', config: {} }

const ROWS: Row[] = [
  {
    name: 'line, full batch, SGD',
    project: { ...example('line'), training: { ...example('line').training, metrics: [] } }
  },
  pictures(
    'MLP 784-128-10, Adam, 128',
    [['Input', { shape: [28, 28] }], ['Flatten'], dense(128), dense(10, 'softmax')],
    adam,
    128
  ),
  pictures(
    'MLP 784-512-256-10, SGD, 200',
    [['Input', { shape: [28, 28] }], ['Flatten'], dense(512), dense(256), dense(10, 'softmax')],
    { class_name: 'SGD', config: {} },
    200
  ),
  pictures(
    'CNN 32-64-128-10, Adam, 128',
    [
      ['Input', { shape: [28, 28] }],
      ['Reshape', { target_shape: [28, 28, 1] }],
      conv(32),
      ['MaxPooling2D'],
      conv(64),
      ['MaxPooling2D'],
      ['Flatten'],
      dense(128),
      dense(10, 'softmax')
    ],
    adam,
    128
  )
]

interface Contender {
  name: string
  /** Samples per second of some seconds of training. */
  round(): Promise<number>
  end(): void
}

async function netloom(name: string, engine: Engine, project: Project, dataset: OpenDataset): Promise<Contender> {
  const checked = checkProject(project, catalogue)
  const { preprocessing } = project.dataset
  const data: TrainingData = {
    shape: dataset.shape,
    targets: dataset.task === 'regression' ? 'numbers' : 'int',
    classes: dataset.classes?.length ?? 0,
    classWeights: null,
    rescaling: preprocessing[0]?.config ?? { scale: 1, offset: 0 },
    splits: splitDataset(dataset, { ...project.dataset.split, validation: 0, test: 'own' })
  }
  const { batch_size: batchSize } = project.training
  const session = await engine.open({ checked, data, batchSize, seed: 1, dtype_policy: 'float32' })
  const count = data.splits.train.indices.length
  let epoch = 0
  const trainEpoch = async (opened: Session, limit: number): Promise<number> => {
    opened.startEpoch(permutation(count, randomStream(1, `shuffle/${epoch++}`)))
    const steps = Math.ceil(count / batchSize)
    const began = performance.now()
    let step = 0
    while (step < steps && performance.now() - began < limit) {
      const together = Math.min(engine.maxStepsPerCall, steps - step, 8)
      await opened.train(step, together)
      step += together
    }
    return Math.min(step * batchSize, count)
  }
  await trainEpoch(session, 500) // warm-up
  return {
    name,
    async round() {
      const began = performance.now()
      let samples = 0
      while (performance.now() - began < SECONDS_PER_ROUND * 1000)
        samples += await trainEpoch(session, SECONDS_PER_ROUND * 1000)
      return samples / ((performance.now() - began) / 1000)
    },
    end: () => session.dispose()
  }
}

/** Keras in a process of its own; a line asks for a round, a line answers with samples per second. */
async function keras(python: string, row: number, stepsPerExecution: number): Promise<Contender> {
  const script = join(import.meta.dirname, 'keras_train.py')
  const args = [script, String(row), String(stepsPerExecution), String(SECONDS_PER_ROUND), String(MNIST_EXAMPLES)]
  const child: ChildProcessWithoutNullStreams = spawn(python, args, {
    env: { ...process.env, KERAS_BACKEND: 'tensorflow', TF_CPP_MIN_LOG_LEVEL: '3' }
  })
  child.stderr.resume()
  const lines: Interface = createInterface(child.stdout)
  const next = (): Promise<string> =>
    new Promise((resolve, reject) => {
      lines.once('line', resolve)
      child.once('exit', (code) => reject(new Error(`${python} ended with ${code}`)))
    })
  await next() // 'ready', after its warm-up
  return {
    name: `Keras fit, steps_per_execution ${stepsPerExecution}`,
    async round() {
      const answer = next()
      child.stdin.write('round\n')
      return Number(await answer)
    },
    end: () => void child.kill()
  }
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

it('training speed', async () => {
  const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node') as typeof tfjs & TensorFlow
  const info = { name: 'tfjs-node', native: true, version: '' }
  const python = process.env.NETLOOM_BENCH_PYTHON
  const resolved = await resolveDataset({ name: 'mnist' }, { baseDir: null })
  const mnist = await openDataset(resolved)
  const some = { ...mnist, train: { ...mnist.train, count: MNIST_EXAMPLES } }
  for (const [i, { name, project }] of ROWS.entries()) {
    const dataset =
      'name' in project.dataset.source
        ? some
        : await openDataset(
            await resolveDataset(project.dataset.source, { baseDir: join(import.meta.dirname, '../../examples') })
          )
    const contenders = [
      await netloom('Netloom, compiled', compiledEngine(tf, info), project, dataset),
      await netloom('tfjs-layers, trainOnBatch', layersEngine(tf, info), project, dataset),
      ...(python ? [await keras(python, i, 1), await keras(python, i, 32)] : [])
    ]
    const speeds = contenders.map((): number[] => [])
    for (let round = 0; round < ROUNDS; round++) {
      for (const [j, contender] of contenders.entries()) speeds[j]!.push(await contender.round())
    }
    const medians = speeds.map(median)
    console.log(`\n${name}: median of ${ROUNDS} rounds, samples/s`)
    contenders.forEach((contender, j) => {
      const ratio = medians[0]! / medians[j]!
      console.log(
        `  ${contender.name.padEnd(36)} ${String(Math.round(medians[j]!)).padStart(9)}   Netloom is ${ratio.toFixed(2)} x`
      )
      contender.end()
    })
  }
})
