// What calls are given: the checked project, its fitted steps and data, and the network with the weights asked about.
import { catalogue } from '../../layers'
import { checkProject, type CheckedProject } from '../../layers/check'
import { openPrepared, type PreparedData } from '../../main/datasets/prepared'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { SplitName } from '../../shared/dataset'
import type { ModelJob } from '../../shared/trainer-protocol'
import { floatTypeOf, type FloatType } from '../../shared/training'
import type { Engine, Floats, ModelSession, NamedWeight, TrainingData } from '../engine'
import { chooseEngine } from '../engines'
import { prepare } from '../prepare'
import { Weights } from './weights'
import { exampleShapeOf } from './example-shape'

export interface ModelData {
  prepared: PreparedData
  training: TrainingData
  /** Row in the source of each example of a split: the training file's first, then those of a test split of its own. */
  rows(split: SplitName): Uint32Array<ArrayBuffer>
}

/** Values of a layer for a batch: [count, ...shape], row-major. */
export interface LayerValues {
  shape: readonly number[]
  values: Floats
}

/** A trained model at one checkpoint. */
export interface AskedModel {
  job: ModelJob
  checked: CheckedProject
  floatType: FloatType
  /** The same list as long as they are the same: a key for what follows from them. */
  weights: readonly NamedWeight[]
  engine: Engine
  session: ModelSession
  /** Of an example as the network takes it. */
  shape: readonly number[]
  /**
   * Read when it is first asked for; what the steps had learnt in training is used.
   * @throws NetloomError MODEL_DATA_MISSING where they are gone or not those of the run
   */
  data(): Promise<ModelData>
  /**
   * What layers give in inference.
   * @param x [count, ...shape], after all steps and rescaling
   */
  run(x: Floats, count: number, layers: readonly string[]): Promise<Map<string, LayerValues>>
  /** What stays in memory for as long as these weights do. @param key one for each kind of it */
  remembered<T>(key: string, make: () => Promise<T>): Promise<T>
}

export class OpenModel {
  private readonly checked: CheckedProject
  private readonly floatType: FloatType
  private readonly weights: Weights
  private reading: Promise<ModelData> | null = null
  private opening: Promise<{ engine: Engine; session: ModelSession; shape: readonly number[] }> | null = null
  private memory = new WeakMap<readonly NamedWeight[], Map<string, Promise<unknown>>>()

  /** @throws NetloomError as checkProject */
  constructor(readonly job: ModelJob) {
    this.checked = checkProject(job.project, catalogue)
    this.floatType = floatTypeOf(job.project.training)
    this.weights = new Weights(job.folder, this.checked.model)
  }

  /** @throws NetloomError MODEL_NOT_YET, MODEL_FILES, CHECKPOINT_* */
  async at(checkpoint: string | null): Promise<AskedModel> {
    const weights = await this.weights.of(checkpoint)
    const { engine, session, shape } = await this.opened()
    const { job, checked, floatType } = this
    const shapeOf = (name: string): readonly number[] => {
      const layer = checked.model.layers.find((candidate) => candidate.name === name)
      if (layer) return layer.outputShape
      const known = checked.model.layers.map((candidate) => candidate.name).join(', ')
      throw new NetloomError('MODEL_LAYER', { found: name, known })
    }
    return {
      job,
      checked,
      floatType,
      weights,
      engine,
      session,
      shape,
      data: () => this.data(),
      run: async (x, count, layers) => {
        const shapes = layers.map(shapeOf)
        session.setWeights(weights)
        const outputs = await session.outputs(x, count, layers)
        return new Map(layers.map((name, i) => [name, { shape: shapes[i]!, values: outputs.get(name)! }]))
      },
      remembered: <T>(key: string, make: () => Promise<T>) => {
        const memory = this.memory.get(weights) ?? new Map<string, Promise<unknown>>()
        this.memory.set(weights, memory)
        const known = memory.get(key) as Promise<T> | undefined
        if (known) return known
        const made = make()
        memory.set(key, made)
        made.catch(() => memory.delete(key))
        return made
      }
    }
  }

  private opened() {
    this.opening ??= this.open()
    this.opening.catch(() => (this.opening = null))
    return this.opening
  }

  private async open() {
    const { training } = this.job.project
    const shape = await exampleShapeOf(this.checked, () => this.data())
    const engine = await chooseEngine(process.env.NETLOOM_NATIVE === 'off' ? 'portable' : 'auto')
    const { seed, dtype_policy } = training
    const session = await engine.openModel({ checked: this.checked, shape, seed, dtype_policy })
    return { engine, session, shape }
  }

  private data(): Promise<ModelData> {
    this.reading ??= this.read()
    this.reading.catch(() => (this.reading = null))
    return this.reading
  }

  private async read(): Promise<ModelData> {
    const { project, dataset, fitted, hashes, missing } = this.job
    const gone = (error: ErrorPayload): NetloomError => {
      const { message: reason } = NetloomError.fromPayload(error)
      return new NetloomError('MODEL_DATA_MISSING', { dataset: dataset.title, reason })
    }
    if (missing) throw gone(missing)
    const prepared = await openPrepared(
      dataset,
      project.dataset,
      this.floatType,
      fitted.length > 0 ? fitted : null
    ).catch((error: unknown) => {
      throw gone(toErrorPayload(error))
    })
    const changed = Object.keys(hashes).find((role) => prepared.dataset.hashes[role] !== hashes[role])
    if (changed !== undefined) throw new NetloomError('MODEL_DATA_CHANGED', { dataset: dataset.title, part: changed })
    const { splits, rows } = prepared
    return {
      prepared,
      training: { ...prepare(project, this.checked, prepared), augmentation: null },
      rows: (split) => {
        const { examples, indices } = splits[split]
        // The short way leaves a test split of its own where it is: its rows come after those of the training file.
        if (examples === prepared.dataset.test)
          return Uint32Array.from(indices, (i) => prepared.dataset.train.count + i)
        return Uint32Array.from(indices, (i) => rows[i]!)
      }
    }
  }
}
