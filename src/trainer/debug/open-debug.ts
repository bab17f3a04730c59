// What `debug` of the contract asks of one training.
import type { z } from 'zod'
import { findTerm } from '../../shared/schema'
import { OPTIMIZERS } from '../../layers/terms'
import type { debugProcedures, DebugSession, DebugStep } from '../../shared/debug-contract'
import { NetloomError } from '../../shared/errors'
import type { Project } from '../../shared/project'
import type { DebugJob } from '../../shared/trainer-protocol'
import type { NamedWeight, Session, ShapedValues } from '../engine'
import { chooseEngine } from '../engines'
import { evaluateSplit } from '../loop'
import { checkMemory } from '../memory'
import { namedOrNumbered } from '../model/class-names'
import { datasetBytes, makeReady, type ReadyProject } from '../prepare'
import { factsOf } from './facts'
import { checkRoom } from './room'
import { SteppedTraining, type SeenStep } from './stepped-training'

type Output<N extends keyof typeof debugProcedures> = z.input<(typeof debugProcedures)[N]['output']>

/** Values that one answer tells. */
const MOST_VALUES = 1_000_000

export class OpenDebug {
  /** Of the newest step, by id. */
  private tensors = new Map<string, ShapedValues>()

  private constructor(
    private readonly project: Project,
    private readonly ready: ReadyProject,
    private readonly session: Session,
    private readonly training: SteppedTraining,
    private readonly trained: readonly string[]
  ) {}

  /** @throws NetloomError DEBUG_ENGINE, DEBUG_MEMORY, DEBUG_WEIGHTS_MEMORY, and as training does */
  static async open({ dataset, engine: wanted }: DebugJob, project: Project): Promise<OpenDebug> {
    const engine = await chooseEngine(wanted)
    if (!engine.info.native) throw new NetloomError('DEBUG_ENGINE')
    const ready = await makeReady(project, dataset)
    const { options, prepared } = ready
    checkMemory(options, datasetBytes(prepared.dataset))
    checkRoom(options)
    const session = await engine.open(options)
    const look = await session.look!()
    const { maxStepsPerCall } = engine
    const training = new SteppedTraining(session, look, {
      data: options.data,
      training: project.training,
      maxStepsPerCall
    })
    return new OpenDebug(project, ready, session, training, look.trained)
  }

  describe(debugId: string): DebugSession {
    const { project, ready, trained } = this
    const { checked, batchSize, data } = ready.options
    const { layers } = checked.model
    const weights = layers.flatMap(({ name: layer, weights: own }) =>
      own.map(({ name, shape }) => ({ name: `${layer}/${name}`, layer, shape: [...shape] }))
    )
    const { dataset } = ready.prepared
    const tellsClasses = dataset.task === 'classification' && project.dataset.label_mode !== 'input'
    return {
      debugId,
      batches: this.training.stepsOfEpoch,
      batch_size: batchSize,
      examples: data.splits.train.indices.length,
      optimizer: findTerm(OPTIMIZERS, checked.optimizer.name)!.className,
      outputs: checked.outputs.map(({ layer, loss, lossWeight }) => ({
        layer: layer.name,
        loss: loss.name,
        weight: lossWeight
      })),
      layers: layers.map(({ name, type: { className }, outputShape, parameters }) => ({
        name,
        className,
        shape: [...outputShape],
        parameters: parameters.total
      })),
      weights: trained.map((wanted) => weights.find(({ name }) => name === wanted)!),
      classes: tellsClasses ? namedOrNumbered(checked, dataset.classes ?? []) : null
    }
  }

  async step(steps: number): Promise<DebugStep> {
    // There is no room for two steps' values.
    this.tensors = new Map()
    const seen = await this.training.advance(steps)
    this.tensors = tensorsOf(seen, this.ready, this.trained)
    const facts = [...this.tensors].map(([id, tensor]) => factsOf(id, tensor))
    const of = (id: string) => facts.find((one) => one.id === id) ?? null
    const all = (group: string) => facts.filter(({ id }) => id.startsWith(`${group}/`))
    const { look, step, logs, seconds, learningRate } = seen
    const { rows } = this.ready.prepared
    const { indices } = this.ready.options.data.splits.train
    const batches = this.training.stepsOfEpoch
    return {
      step,
      epoch: Math.floor(step / batches),
      batch: step % batches,
      rows: Uint32Array.from(look.positions, (position) => rows[indices[position]!]!),
      learning_rate: learningRate,
      x: of('x')!,
      outputs: all('output'),
      targets: this.ready.options.checked.outputs.map(({ layer: { name } }) => ({
        y: of(`y/${name}`)!,
        losses: of(`loss/${name}`)
      })),
      loss: look.loss,
      logs,
      gradients: all('gradient'),
      before: all('before'),
      after: all('after'),
      seconds
    }
  }

  /** @throws NetloomError DEBUG_TENSOR, BAD_REQUEST */
  tensor(id: string, example: number | null): Output<'tensor'> {
    const tensor = this.tensors.get(id)
    if (!tensor) throw new NetloomError('DEBUG_TENSOR', { found: id })
    const [count, ...rest] = tensor.shape
    const ofBatch = !/^(gradient|before|after)\//.test(id)
    if (example === null || !ofBatch) return told(tensor)
    if (example >= count!) throw new NetloomError('DEBUG_EXAMPLE', { found: example, last: count! - 1 })
    const size = tensor.values.length / count!
    return told({ shape: rest, values: tensor.values.subarray(example * size, (example + 1) * size) })
  }

  /** @throws NetloomError DEBUG_NO_SPLIT */
  async evaluate(): Promise<Output<'evaluate'>> {
    const { session, ready } = this
    const { data } = ready.options
    const split = (['test', 'validation'] as const).find((name) => data.splits[name].indices.length > 0)
    if (!split) throw new NetloomError('DEBUG_NO_SPLIT')
    const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
    const logs = await evaluateSplit({ session, data, breathe, isStopped: () => false }, split)
    return { split, examples: data.splits[split].indices.length, logs: logs! }
  }
}

function told({ shape, values }: ShapedValues): Output<'tensor'> {
  return { shape: [...shape], values: Float32Array.from(values.subarray(0, MOST_VALUES)) }
}

/** In the order of the network, by the ids of the contract. */
function tensorsOf(
  { look, before, after }: SeenStep,
  { options }: ReadyProject,
  trained: readonly string[]
): Map<string, ShapedValues> {
  const { layers } = options.checked.model
  const outputs = options.checked.outputs.map(({ layer: { name } }, i) => ({ name, ...look.targets[i]! }))
  const weights = (group: string, list: readonly NamedWeight[]) =>
    list.map(({ name, shape, values }): [string, ShapedValues] => [
      `${group}/${name}`,
      { shape, values: values as ShapedValues['values'] }
    ])
  return new Map([
    ['x', look.x],
    ...outputs.map(({ name, y }): [string, ShapedValues] => [`y/${name}`, y]),
    ...layers.map(({ name }, i): [string, ShapedValues] => [`output/${name}`, look.outputs[i]!]),
    ...outputs.flatMap(({ name, losses }): [string, ShapedValues][] => (losses ? [[`loss/${name}`, losses]] : [])),
    ...look.gradients.map((gradient, i): [string, ShapedValues] => [`gradient/${trained[i]}`, gradient]),
    ...weights('before', before),
    ...weights('after', after)
  ])
}
