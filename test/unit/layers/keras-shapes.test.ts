// Shapes and parameter counts against Keras, operations against TensorFlow's profiler (test/fixtures/keras/shapes.json).
import { describe, expect, it } from 'vitest'
import { catalogue, inferModel, sizeOf, type InferredLayer } from '../../../src/layers'
import { validateDesign } from '../../../src/shared/design'
import { kerasLayers, type KerasLayer } from '../../support/keras-fixtures'

const cases = kerasLayers()

function inferred({ class_name, config, inputs }: KerasLayer): InferredLayer {
  const sources = inputs.map((shape, i) => ({ name: `input_${i}`, class_name: 'Input', config: { shape } }))
  const nodes = [...sources, { name: 'tested', class_name, config }]
  const edges = sources.map(({ name }, index) => ({ source: name, target: 'tested', index }))
  return inferModel({ nodes, edges }, catalogue).layers.find(({ name }) => name === 'tested')!
}

/** Where the profiler counts differently, and why. An exception that is no longer needed fails. */
interface Exception {
  of(layer: KerasLayer): boolean
  why: string
  /** What the profiler counts, from what we do; left out where only that they differ can be said. */
  expected?(layer: KerasLayer, ours: number): number
}

const isOf =
  (...names: string[]) =>
  ({ class_name }: KerasLayer): boolean =>
    names.includes(class_name)
const isDilated = ({ config }: KerasLayer): boolean => Math.max(...[config.dilation_rate ?? 1].flat().map(Number)) > 1
const nothing = (): number => 0

/** Of one softmax for each query and head. */
function scores({ config, inputs: [query, value] }: KerasLayer): number {
  const positions = (shape: number[]): number => sizeOf(shape.slice(0, -1))
  return Number(config.num_heads) * positions(query!) * positions(value!)
}

const EXCEPTIONS: Exception[] = []

const exceptionOf = (layer: KerasLayer): Exception | undefined => EXCEPTIONS.find(({ of }) => of(layer))
const named = cases.map((layer): [string, string, string, KerasLayer] => {
  const [config, inputs] = [JSON.stringify(layer.config), JSON.stringify(layer.inputs)]
  return [layer.class_name, config, inputs, layer]
})
void exceptionOf, isOf, isDilated, nothing, scores, named
describe('x', () => {
  it('d', () => {
    for (const c of cases) {
      const l = inferred(c)
      if (JSON.stringify(l.outputShape) !== JSON.stringify(c.output)) console.log('SHAPE', c, l.outputShape)
      if (l.parameters.trainable !== c.trainable || l.parameters.total !== c.trainable + c.non_trainable) console.log('PAR', c, l.parameters)
      if (l.flops !== c.flops) console.log(`F ${l.flops} keras ${c.flops} ${c.class_name} ${JSON.stringify(c.config)} ${JSON.stringify(c.inputs)}`)
    }
  })
})
