// A session's network in a graph of its own, for examples that are not of its data: opened when it is first applied.
import type { NamedTensorMap } from '@tensorflow/tfjs'
import { compileApplication } from '../../compiler/application'
import type { CompileSpec } from '../../compiler/spec'
import { GraphFunctions, type Fetched, type TensorFlow } from './graph-functions'

export class Application {
  private functions: GraphFunctions | null = null
  private isCurrent = false

  constructor(
    private readonly tf: TensorFlow,
    private readonly spec: CompileSpec
  ) {}

  /** The weights of the session are not those that were copied any more. */
  changed(): void {
    this.isCurrent = false
  }

  /** @param weights as set_weights takes them; asked for where they have changed @param x [count, ...] */
  async apply(weights: () => NamedTensorMap, x: NamedTensorMap[string]): Promise<Record<string, Fetched>> {
    this.functions ??= await GraphFunctions.open(this.tf, compileApplication(this.spec))
    if (!this.isCurrent) this.functions.call('set_weights', weights())
    this.isCurrent = true
    return this.functions.call('apply', { x })
  }

  dispose(): void {
    this.functions?.dispose()
  }
}
