// What calls are given: the checked project, its fitted steps and data, and the network with the weights asked about.
import { catalogue } from '../../layers'
import { checkProject, type CheckedProject } from '../../layers/check'
import { openPrepared, type PreparedData } from '../../main/datasets/prepared'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { Examples, SplitName } from '../../shared/dataset'
import type { ModelInputs } from '../../shared/saved-model'
import { undoTarget } from '../../pipeline/fitted'
import type { ModelJob } from '../../shared/trainer-protocol'
import { floatTypeOf, type FloatType } from '../../shared/training'
import type { Engine, Floats, ModelSession, NamedWeight, TrainingData } from '../engine'
import { chooseEngine } from '../engines'
import { prepare } from '../prepare'
import { Weights } from './weights'
import { exampleShapeOf } from './example-shape'
import { inputsOf } from './inputs'

export interface ModelData {
  prepared: PreparedData
  training: TrainingData
  /** Row in the source of each example of a split: the training file's first, then those of a test split of its own. */
  rows(split: SplitName): Uint32Array<ArrayBuffer>
  /** Where the example of a row of the source is; null where it was left out of training. */
  position(row: number): { examples: Examples; index: number } | null
  /** What the network is to tell of an example: a class number, or a quantity in the data's units; null: the example itself. */
  truthOf(y: number): number | null
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
  /** Whether `data` has them. */
  dataMissing(): Promise<boolean>
  /** The columns that it takes, as far as they are known. */
  inputs(): Promise<ModelInputs>
  /** A prediction of a quantity in the data's units: what the steps made of the target undone. */
  toUnits(): Promise<(value: number) => number>
  /**
   * What layers give in inference.
   * @param x [count, ...shape], after all steps and rescaling
   */
  run(x: Floats, count: number, layers: readonly string[]): Promise<Map<string, LayerValues>>
  /** What stays in memory for as long as these weights do; of each kind, what was asked for last. */
  remembered<T>(kind: string, key: string, make: () => Promise<T>): Promise<T>
}

/** Of each kind, e.g. the three splits. */
const MOST_REMEMBERED = 3

export class OpenModel {
  private readonly checked: CheckedProject
  private readonly floatType: FloatType
  private readonly weights: Weights
  private reading: Promise<ModelData> | null = null
  private opening: Promise<{ engine: Engine; session: ModelSession; shape: readonly number[] }> | null = null
  private knowing: Promise<ModelInputs> | null = null
  private readonly memory = new WeakMap<readonly NamedWeight[], Map<string, Map<string, Promise<unknown>>>>()

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
      dataMissing: () => this.dataMissing(),
      inputs: () => this.inputs(),
      toUnits: async () => undoTarget(job.fitted, job.fitted.length > 0 ? (await this.inputs()).target : null),
      run: async (x, count, layers) => {
        const shapes = layers.map(shapeOf)
        session.setWeights(weights)
        const outputs = await session.outputs(x, count, layers)
        return new Map(layers.map((name, i) => [name, { shape: shapes[i]!, values: outputs.get(name)! }]))
      },
      remembered: (kind, key, make) => this.remembered(weights, kind, key, make)
    }
  }

  private remembered<T>(
    weights: readonly NamedWeight[],
    kind: string,
    key: string,
    make: () => Promise<T>
  ): Promise<T> {
    const kinds = this.memory.get(weights) ?? new Map<string, Map<string, Promise<unknown>>>()
    this.memory.set(weights, kinds)
    const own = kinds.get(kind) ?? new Map<string, Promise<unknown>>()
    kinds.set(kind, own)
    const known = own.get(key) as Promise<T> | undefined
    if (known) return known
    const made = make()
    own.set(key, made)
    made.catch(() => own.delete(key))
    const [oldest] = own.keys()
    if (own.size > MOST_REMEMBERED) own.delete(oldest!)
    return made
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

  private dataMissing(): Promise<boolean> {
    return this.data().then(
      () => false,
      (error: unknown) => {
        const gone = error instanceof NetloomError && /^MODEL_DATA_/.test(error.code)
        if (gone) return true
        throw error
      }
    )
  }

  private inputs(): Promise<ModelInputs> {
    this.knowing ??= this.learnInputs()
    this.knowing.catch(() => (this.knowing = null))
    return this.knowing
  }

  private async learnInputs(): Promise<ModelInputs> {
    const { job } = this
    if (job.inputs) return job.inputs
    const missing = await this.dataMissing()
    return inputsOf(job, missing, await exampleShapeOf(this.checked, () => this.data()))
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
    const { splits, rows, dataset: opened } = prepared
    const undo = undoTarget(fitted, fitted.length > 0 ? (await inputsOf(this.job, false, opened.shape)).target : null)
    const isInput = project.dataset.label_mode === 'input'
    return {
      prepared,
      training: { ...prepare(project, this.checked, prepared), augmentation: null },
      rows: (split) => {
        const { examples, indices } = splits[split]
        // The short way leaves a test split of its own where it is: its rows come after those of the training file.
        if (examples === opened.test) return Uint32Array.from(indices, (i) => opened.train.count + i)
        return Uint32Array.from(indices, (i) => rows[i]!)
      },
      position: (row) => {
        const { train, test } = opened
        if (test && row >= train.count) {
          const index = row - train.count
          return index < test.count ? { examples: test, index } : null
        }
        const index = rows[row] === row ? row : rows.indexOf(row)
        return index < 0 ? null : { examples: train, index }
      },
      truthOf: (y) => (isInput ? null : opened.task === 'classification' ? y : undo(y))
    }
  }
}
