// The graph that looks into a step of a session, and what it answers.
import type * as tfjs from '@tensorflow/tfjs'
import { numbersOf } from '../../compiler/border'
import { compileStepLook, type StepLookModel } from '../../compiler/step-look'
import type { CompileSpec } from '../../compiler/spec'
import { sizeOf } from '../../layers/define'
import type { Floats, ShapedValues, StepLook, TrainingData } from '../engine'
import type { Pass } from '../feed'
import { Feeding } from './feeding'
import { GraphFunctions, type TensorFlow } from './graph-functions'
import { fedData, type SessionData } from './session-data'

export interface StepToLookInto {
  /** As set_weights takes them. */
  weights: tfjs.NamedTensorMap
  /** Of the batch's examples, in the training split. */
  positions: Uint32Array
  pass: Pass
  /** From 1. */
  step: number
}

export class StepLookGraph {
  private readonly feeding: Feeding
  private readonly fed: SessionData

  private constructor(
    private readonly tf: TensorFlow,
    private readonly model: StepLookModel,
    private readonly functions: GraphFunctions,
    private readonly data: TrainingData
  ) {
    this.feeding = new Feeding(tf, model.floatType, data)
    this.fed = fedData(data)
  }

  static async open(tf: TensorFlow, spec: CompileSpec, data: TrainingData): Promise<StepLookGraph> {
    const model = compileStepLook(spec)
    return new StepLookGraph(tf, model, await GraphFunctions.open(tf, model), data)
  }

  get trained(): readonly string[] {
    return this.model.trained
  }

  at({ weights, positions, pass, step }: StepToLookInto): StepLook {
    const { model, functions, feeding } = this
    functions.call('set_weights', weights)
    const placed = this.fed.place(this.data.splits.train, positions, pass)
    const answer = functions.call('look', {
      ...feeding.chosen(placed),
      step: this.tf.scalar(step, 'int32')
    })
    const read = (name: string): ShapedValues => {
      const values = numbersOf(answer[name]!, model.floatType) as Floats
      delete answer[name] // there are two of everything else
      const dims = model.shapes.get(name)!
      const rest = sizeOf(dims.slice(1) as number[])
      return { shape: dims.map((size) => size ?? values.length / rest), values }
    }
    const several = (prefix: string): ShapedValues[] =>
      [...model.shapes.keys()].filter((name) => new RegExp(`^${prefix}\\d+$`).test(name)).map(read)
    const targets = [...model.shapes.keys()].filter((name) => /^y\d+$/.test(name)).map((name) => name.slice(1))
    return {
      positions,
      x: read('x'),
      outputs: several('o'),
      targets: targets.map((i) => ({
        y: read(`y${i}`),
        losses: model.shapes.has(`l${i}`) ? read(`l${i}`) : null
      })),
      loss: read('loss').values[0]!,
      gradients: several('g')
    }
  }

  dispose(): void {
    this.functions.dispose()
  }
}
