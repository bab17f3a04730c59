// Netloom's side of the benchmark: the engines and the training loop that a run goes through. The only file here that
// uses the engine interface.
import { createRequire } from 'node:module'
import type * as tfjs from '@tensorflow/tfjs'
import { catalogue } from '../../src/layers'
import { checkProject } from '../../src/layers/check'
import { augmentationOf, dataTerms } from '../../src/layers/data-facts'
import type { Engine, TrainingData } from '../../src/trainer/engine'
import { layersEngine } from '../../src/trainer/engines/layers-engine'
import { loadNativeEngine } from '../../src/trainer/engines/native'
import { evaluateSplit, trainLoop } from '../../src/trainer/loop'
import { onlyRescaling } from '../../src/main/datasets/prepared'
import { splitDataset } from '../../src/main/datasets/split'
import { readProject, readOwnData, readRow } from './data'
import type { WorkerRole } from './contenders'

export interface Training {
  examples: number
  train(epochs: number): Promise<void>
  evaluate(): Promise<void>
  predict(): Promise<void>
  /** Milliseconds that each part of getting ready took. */
  parts: Record<string, number>
}
/** Examples predicted between two looks at messages, as the loop evaluates. */
const PREDICTION_CHUNK = 512

export async function openTraining(folder: string, role: WorkerRole): Promise<Training> {
  const parts: Record<string, number> = {}
  const timed = async <T>(part: string, work: () => T | Promise<T>): Promise<T> => {
    const began = performance.now()
    const result = await work()
    parts[part] = performance.now() - began
    return result
  }
  const project = readProject(folder)
  const dataset = await timed('data', () => (role === 'first-step' ? readOwnData(folder, project) : readRow(folder)))
  const engine = await timed('TensorFlow', () => (role === 'layers' ? tfjsLayers() : loadNativeEngine()))
  const checked = checkProject(project, catalogue)
  const data: TrainingData = {
    ...dataTerms(project, checked, dataset, onlyRescaling(project.dataset)!),
    augmentation: augmentationOf(project, dataset),
    splits: splitDataset(dataset, project.dataset.split)
  }
  const { training } = project
  const session = await timed('compile', () =>
    engine.open({ checked, data, batchSize: training.batch_size, seed: 1, dtype_policy: training.dtype_policy })
  )
  const examples = dataset.train.count
  await timed('first call', async () => {
    session.startEpoch(
      Uint32Array.from({ length: examples }, (_, i) => i),
      0
    )
    await session.train(0, 1)
  })
  const options = {
    session,
    data,
    callbacks: [],
    maxStepsPerCall: engine.maxStepsPerCall,
    emit: () => undefined,
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
    isStopped: () => false
  }
  return {
    examples,
    parts,
    train: async (epochs) => void (await trainLoop({ ...options, training: { ...training, epochs } })),
    evaluate: async () => void (await evaluateSplit(options, 'test')),
    predict: async () => {
      for (let first = 0; first < examples; first += PREDICTION_CHUNK) {
        session.predict('test', first, Math.min(PREDICTION_CHUNK, examples - first))
        await options.breathe()
      }
    }
  }
}

/** tfjs-layers on the same TensorFlow library. */
function tfjsLayers(): Engine {
  const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node') as typeof tfjs
  return layersEngine(tf, { name: 'tfjs-node', native: true, version: '' })
}
