// Small networks with branches, made at random: the same number always gives the same one.
import { catalogue, inferModel, sizeOf, type Shape } from '../../src/layers'
import type { Design, DesignNode } from '../../src/shared/design'
import { NetloomError } from '../../src/shared/errors'
import { randomStream, type RandomStream } from '../../src/shared/random'

export interface RandomGraph {
  design: Design
  /** Of one example. */
  shape: number[]
  /** Null: a regression. */
  classes: number | null
}
/** What can be chosen for a layer: its class and config. */
type Choice = [className: string, config?: DesignNode['config']]

/** Not selu: at zero, where dead inputs lead, tfjs takes the slope from below, TensorFlow that from above. */
const ACTIVATIONS = ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softplus', 'softsign', 'swish']
const MERGES = ['Add', 'Multiply', 'Average', 'Maximum', 'Minimum', 'Concatenate']

class Sketch {
  readonly design: Design = { nodes: [], edges: [] }
  private readonly shapes = new Map<string, Shape>()

  constructor(private readonly random: RandomStream) {}

  whole = (low: number, high: number): number => low + Math.floor(this.random() * (high - low + 1))
  one = <T>(list: readonly T[]): T => list[Math.floor(this.random() * list.length)]!
  chance = (share: number): boolean => this.random() < share

  names = (): string[] => [...this.shapes.keys()]
  shapeOf = (name: string): Shape => this.shapes.get(name)!
  /** Layers that feed no other. */
  leaves = (): string[] => this.names().filter((name) => !this.design.edges.some(({ source }) => source === name))

  /** @returns the new layer's name; null where it does not fit, e.g. a window larger than the image */
  add(inputs: readonly string[], [class_name, config = {}]: Choice): string | null {
    const name = `${class_name.toLowerCase()}_${this.design.nodes.length}`
    const nodes = [...this.design.nodes, { name, class_name, config }]
    const edges = [...this.design.edges, ...inputs.map((source, index) => ({ source, target: name, index }))]
    try {
      this.shapes.set(
        name,
        inferModel({ nodes, edges }, catalogue).layers.find((layer) => layer.name === name)!.outputShape
      )
    } catch (error) {
      if (error instanceof NetloomError) return null
      throw error
    }
    Object.assign(this.design, { nodes, edges })
    return name
  }
}

export function randomGraph(number: number): RandomGraph {
  const sketch = new Sketch(randomStream(number, 'random graph'))
  const { whole, one, chance } = sketch
  const shape = chance(0.7) ? [whole(5, 8), whole(5, 8), whole(1, 3)] : [whole(3, 8)]
  sketch.add([], ['Input', { shape }])
  const layers = whole(3, 9)
  for (let i = 0; i < layers; i++) {
    if (chance(0.35)) branchAndMerge(sketch)
    else grow(sketch, one(sketch.names()))
  }
  const classes = chance(0.6) ? whole(2, 4) : null
  end(sketch, classes)
  return { design: sketch.design, shape, classes }
}

const grow = (sketch: Sketch, from: string): string =>
  sketch.add([from], sketch.shapeOf(from).length === 3 ? imageLayer(sketch) : rowLayer(sketch)) ?? from

function imageLayer(sketch: Sketch): Choice {
  const { whole, one, chance } = sketch
  const window = { strides: whole(1, 2), padding: one(['valid', 'same']) }
  return one<() => Choice>([
    () => [
      'Conv2D',
      { filters: whole(1, 4), kernel_size: [whole(1, 3), whole(1, 3)], ...window, ...activated(sketch) }
    ],
    () => ['Conv2D', { filters: whole(1, 4), kernel_size: 2, padding: 'same', use_bias: chance(0.5) }],
    () => ['MaxPooling2D', { pool_size: [whole(1, 3), 2], ...window }],
    // tfjs divides by the whole window, also where it reaches into the padding.
    () => ['AveragePooling2D', { pool_size: [2, whole(1, 3)], ...window, padding: 'valid' }],
    () => one<Choice>([['GlobalAveragePooling2D'], ['GlobalMaxPooling2D'], ['Flatten']]),
    () => rowLayer(sketch)
  ])()
}

function rowLayer(sketch: Sketch): Choice {
  const { whole, one } = sketch
  return one<() => Choice>([
    () => ['Dense', { units: whole(1, 6), ...activated(sketch) }],
    () => ['BatchNormalization', { momentum: one([0.5, 0.9]) }],
    () => ['Activation', { activation: one([...ACTIVATIONS, 'softmax']) }],
    () => ['Dropout', { rate: 0 }]
  ])()
}

const activated = ({ one, chance }: Sketch) => ({ activation: one(ACTIVATIONS), use_bias: chance(0.8) })

/** Two or three layers of equal width on one that exists, or on it and what was made of it, merged into one. */
function branchAndMerge(sketch: Sketch): void {
  const { whole, one, chance } = sketch
  const from = one(sketch.names())
  const merge = one(MERGES)
  const image = sketch.shapeOf(from).length === 3
  const width = whole(1, 4)
  const branch = (): string => {
    const units = merge === 'Concatenate' ? whole(1, 4) : width
    const kernel_size = image && chance(0.5) ? 3 : null
    const layer: Choice = kernel_size
      ? ['Conv2D', { filters: units, kernel_size, padding: 'same', ...activated(sketch) }]
      : ['Dense', { units, ...activated(sketch) }]
    return sketch.add([from], layer)!
  }
  const branches = Array.from({ length: whole(2, 3) }, branch)
  sketch.add(branches, [merge])
}

/** All that is left open goes into the one output. */
function end(sketch: Sketch, classes: number | null): void {
  const rows = sketch.leaves().map((leaf) => {
    const wide = sizeOf(sketch.shapeOf(leaf)) > 60 && sketch.shapeOf(leaf).length === 3
    return sketch.shapeOf(leaf).length === 1 ? leaf : sketch.add([leaf], [wide ? 'GlobalAveragePooling2D' : 'Flatten'])!
  })
  const joined = rows.length > 1 ? sketch.add(rows, ['Concatenate'])! : rows[0]!
  sketch.add([joined], ['Dense', classes ? { units: classes, activation: 'softmax' } : { units: 1 }])
}
