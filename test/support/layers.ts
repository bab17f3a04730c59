// A stack of layers by itself, on native TensorFlow.
import { forward } from '../../src/compiler/forward'
import type { CompileSpec } from '../../src/compiler/spec'
import { catalogue, inferModel } from '../../src/layers'
import type { CheckedProject } from '../../src/layers/check'
import { compileSpecOf } from '../../src/layers/compile-spec'
import { graphFunction } from './graphs'
import { stack } from './projects'

type Layers = Parameters<typeof stack>[0]

export interface StackOptions {
  /** Of one example. */
  shape: readonly number[]
  batch: number
  /** The run's. */
  seed?: number
  training?: boolean
}

/** @returns what the layers make of the examples x [batch, ...shape] in a step of this number */
export async function layerFunction(
  layers: Layers,
  { shape, batch, seed = 1, training = true }: StackOptions
): Promise<(x: ArrayLike<number>, step?: number) => number[]> {
  const model = inferModel(stack([['Input', { shape: [...shape] }], ...layers]), catalogue)
  const checked: CheckedProject = { model, inputs: [], outputs: [], optimizer: { name: 'sgd', params: {} } }
  const data: CompileSpec['data'] = {
    sources: [],
    dtype: 'float32',
    shape,
    targets: 'int',
    rescaling: { scale: 1, offset: 0 },
    classWeights: null,
    sampleWeights: false
  }
  const spec = compileSpecOf(checked, data, { seed, floatType: 'float32', mixed: false })
  const size = shape.reduce((product, length) => product * length, batch)
  const inputs = {
    x: { dims: [batch, ...shape], values: new Float32Array(size) },
    step: { dims: [], values: [1], dtype: 'int32' as const }
  }
  const call = await graphFunction(inputs, (g, { x, step }) => ({
    // What is fed may not be fetched as it is.
    y: g.identity(forward(g, spec, x!, training ? step! : null).outputs.get(model.outputs[0]!)!)
  }))
  return (x, step = 1) => call({ x, step: [step] }).y!
}
