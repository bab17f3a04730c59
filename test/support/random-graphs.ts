// Small networks with branches, for fast-check: a failing one shrinks to fewer and plainer layers.
import fc from 'fast-check'
import { catalogue, inferModel, sizeOf, type Shape } from '../../src/layers'
import type { Design, DesignNode } from '../../src/shared/design'
import { NetloomError } from '../../src/shared/errors'

export interface RandomGraph {
  design: Design
  /** Of one example. */
  shape: number[]
  /** Null: a regression. */
  classes: number | null
}
/** What can be chosen for a layer: its class and config. */
type Choice = [className: string, config?: DesignNode['config']]

/** The plainest first: choices shrink towards it. */
const ACTIVATIONS = ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'selu', 'softplus', 'softsign', 'swish']
const MERGES = ['Add', 'Multiply', 'Average', 'Maximum', 'Minimum', 'Concatenate']

const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max })
const pair = (min: number, max: number): fc.Arbitrary<[number, number]> => fc.tuple(whole(min, max), whole(min, max))
/** Also where it is not needed every time, as fast-check draws it. */
const mostly = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })
const activated = { activation: fc.constantFrom(...ACTIVATIONS), use_bias: mostly }
const window = { strides: whole(1, 2), padding: fc.constantFrom('valid', 'same') }

const layer = (className: string, config: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<Choice> =>
  fc.record(config).map((values) => [className, values as DesignNode['config']])

const rowLayer = fc.oneof(
  layer('Dense', { units: whole(1, 6), ...activated }),
  layer('BatchNormalization', { momentum: fc.constantFrom(0.5, 0.9) }),
  layer('Activation', { activation: fc.constantFrom(...ACTIVATIONS, 'softmax') }),
  layer('Dropout', { rate: fc.constant(0) })
)
const imageLayer = fc.oneof(
  rowLayer,
  layer('Conv2D', { filters: whole(1, 4), kernel_size: pair(1, 3), ...window, ...activated }),
  layer('Conv2D', {
    filters: whole(1, 4),
    kernel_size: fc.constant(2),
    padding: fc.constant('same'),
    use_bias: fc.boolean()
  }),
  layer('MaxPooling2D', { pool_size: fc.tuple(whole(1, 3), fc.constant(2)), ...window }),
  // tfjs divides by the whole window, also where it reaches into the padding.
  layer('AveragePooling2D', {
    pool_size: fc.tuple(fc.constant(2), whole(1, 3)),
    strides: window.strides,
    padding: fc.constant('valid')
  }),
  fc.constantFrom<Choice[]>(['Flatten'], ['GlobalAveragePooling2D'], ['GlobalMaxPooling2D'])
)

/** One more layer on one that there is; which, is told by a number as large as you like. */
const growth = fc.record({ from: fc.nat(), onRow: rowLayer, onImage: imageLayer })
type Growth = typeof growth extends fc.Arbitrary<infer T> ? T : never
/** Two or three layers of equal width on one that there is, merged into one. */
const merging = fc.record({
  from: fc.nat(),
  merge: fc.constantFrom(...MERGES),
  width: whole(1, 4),
  branches: fc.array(fc.record({ units: whole(1, 4), asImage: fc.boolean(), activated: fc.record(activated) }), {
    minLength: 2,
    maxLength: 3
  })
})
type Merging = typeof merging extends fc.Arbitrary<infer T> ? T : never

const imageShape = fc.tuple(whole(5, 8), whole(5, 8), whole(1, 3))

export const randomGraph: fc.Arbitrary<RandomGraph> = fc
  .record({
    shape: fc.oneof<fc.WeightedArbitrary<number[]>[]>(
      { weight: 7, arbitrary: imageShape },
      { weight: 3, arbitrary: fc.tuple(whole(3, 8)) }
    ),
    layers: fc.array(fc.oneof({ weight: 13, arbitrary: growth }, { weight: 7, arbitrary: merging }), {
      minLength: 1,
      maxLength: 9,
      size: 'max'
    }),
    classes: fc.oneof({ weight: 6, arbitrary: whole(2, 4) }, { weight: 4, arbitrary: fc.constant(null) })
  })
  .map(({ shape, layers, classes }) => {
    const sketch = new Sketch()
    sketch.add([], ['Input', { shape }])
    for (const one of layers) {
      if ('merge' in one) branchAndMerge(sketch, one)
      else grow(sketch, one)
    }
    end(sketch, classes)
    return { design: sketch.design, shape, classes }
  })

class Sketch {
  readonly design: Design = { nodes: [], edges: [] }
  private readonly shapes = new Map<string, Shape>()

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

const isImage = (sketch: Sketch, name: string): boolean => sketch.shapeOf(name).length === 3
const chosen = (sketch: Sketch, number: number): string => sketch.names()[number % sketch.names().length]!

function grow(sketch: Sketch, { from, onRow, onImage }: Growth): void {
  const source = chosen(sketch, from)
  sketch.add([source], isImage(sketch, source) ? onImage : onRow)
}

function branchAndMerge(sketch: Sketch, { from, merge, width, branches }: Merging): void {
  const source = chosen(sketch, from)
  const made = branches.map(({ units: own, asImage, activated: config }) => {
    const units = merge === 'Concatenate' ? own : width
    const layer: Choice =
      asImage && isImage(sketch, source)
        ? ['Conv2D', { filters: units, kernel_size: 3, padding: 'same', ...config }]
        : ['Dense', { units, ...config }]
    return sketch.add([source], layer)!
  })
  sketch.add(made, [merge])
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
