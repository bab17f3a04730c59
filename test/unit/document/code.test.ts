import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kerasCode } from '../../../src/document/code/keras'
import { tfjsCode } from '../../../src/document/code/tfjs'
import type { CodeText } from '../../../src/document/code/text'
import { catalogue } from '../../../src/layers'
import type { Design } from '../../../src/shared/design'
import { validateProject, type Project } from '../../../src/shared/project'
import { example, ROOT } from '../../support/projects'

const FOLDER = join(ROOT, 'test/fixtures/code')
const project = (model: Design, training: object = {}, dataset: object = {}): Project =>
  validateProject(
    {
      netloom: 1,
      name: 'test',
      dataset: { source: { name: 'mnist' }, split: { validation: 0, test: 'own' }, ...dataset },
      model,
      training: { loss: 'sparse_categorical_crossentropy', ...training }
    },
    'test'
  )
const node = (name: string, class_name: string, config: object = {}, more: object = {}) =>
  ({ name, class_name, config, ...more }) as Design['nodes'][number]
/** ['a > b', ...] */
const edges = (...pairs: string[]): Design['edges'] =>
  pairs.map((pair) => {
    const [source, target] = pair.split(' > ') as [string, string]
    return { source, target }
  })
/** The lines of the model alone. */
const model = ({ text }: CodeText): string =>
  /(?:#|\/\/) Model\n([^]*?)\n\n?(?:const )?model = /.exec(text)![1]!.trimEnd()
const keras = (...given: Parameters<typeof project>): CodeText => kerasCode(project(...given), catalogue)

/** Two inputs, a shared layer, branches, a wrapper, terms, a block, two outputs. */
const everything = (): Project =>
  project(
    {
      nodes: [
        node('left', 'Input', { shape: [8, 4] }),
        node('right', 'Input', { shape: [6] }),
        node('lstm', 'Bidirectional', { layer: { class_name: 'LSTM', config: { units: 3 } } }),
        node('code', 'Dense', {
          units: 6,
          activation: 'relu',
          kernel_regularizer: { class_name: 'L2', config: { l2: 0.001 } }
        }),
        node('again', 'Dense', {}, { layer: 'code' }),
        node('normal', 'Normalization'),
        node('added', 'Add'),
        node('kind', 'Dense', { units: 3, activation: 'softmax' }),
        node('size', 'Dense', {
          units: 3,
          activation: 'softmax',
          bias_initializer: { class_name: 'Constant', config: { value: 0.1 } }
        })
      ],
      edges: edges(
        'left > lstm',
        'lstm > code',
        'right > normal',
        'normal > again',
        'code > added',
        'again > added',
        'added > kind',
        'added > size'
      ),
      blocks: [{ name: 'the head', members: ['kind', 'size'] }]
    },
    {
      optimizer: { class_name: 'SGD', config: { learning_rate: 0.1, momentum: 0.9 } },
      loss: ['categorical_crossentropy', { class_name: 'CategoricalCrossentropy', config: { label_smoothing: 0.1 } }],
      loss_weights: [1, 0.5],
      metrics: ['accuracy'],
      class_weight: { '0': 1, '2': 5 },
      dtype_policy: 'mixed_bfloat16',
      callbacks: [{ class_name: 'TerminateOnNaN' }]
    },
    {
      source: { format: 'csv', path: 'flowers.csv', task: 'classification' },
      split: { validation: 0.2, test: 0.1, stratified: true, seed: 7 },
      preprocessing: [{ class_name: 'Rescaling', config: { scale: 2, offset: -1 } }],
      label_mode: 'categorical'
    }
  )

describe('whole scripts, as a reader sees them', () => {
  const projects = {
    line: example('line'),
    'mnist-cnn': example('mnist-cnn'),
    everything: { ...everything(), name: 'everything' }
  }
  it.each(Object.entries(projects))('%s', async (name, given) => {
    await expect(kerasCode(given, catalogue).text).toMatchFileSnapshot(join(FOLDER, `${name}.py`))
    await expect(tfjsCode(given, catalogue).text).toMatchFileSnapshot(join(FOLDER, `${name}.mjs`))
  })
})

describe('the model', () => {
  it('calls a residual block by the names of its layers where ways part', () => {
    const nodes = [
      node('image', 'Input', { shape: [8, 8, 2] }),
      node('first', 'Conv2D', { filters: 2, kernel_size: [3, 3], padding: 'same' }),
      node('second', 'Conv2D', { filters: 2, kernel_size: 3, padding: 'same' }),
      node('sum', 'Add'),
      node('flat', 'Flatten'),
      node('scores', 'Dense', { units: 10 })
    ]
    const code = keras({
      nodes,
      edges: edges('image > first', 'first > second', 'second > sum', 'first > sum', 'sum > flat', 'flat > scores')
    })
    expect(model(code)).toMatchInlineSnapshot(`
      "inputs = keras.Input(shape=(8, 8, 2), name="image")
      first = layers.Conv2D(2, kernel_size=(3, 3), padding="same", name="first")(inputs)
      x = layers.Conv2D(2, kernel_size=3, padding="same", name="second")(first)
      x = layers.Add(name="sum")([x, first])
      x = layers.Flatten(name="flat")(x)
      outputs = layers.Dense(10, name="scores")(x)"
    `)
  })

  it('keeps branches apart, and lets them meet', () => {
    const nodes = [
      node('input', 'Input', { shape: [4] }),
      node('a', 'Dense', { units: 2 }),
      node('b', 'Dense', { units: 3 }),
      node('a_2', 'Dense', { units: 4 }),
      node('b_2', 'Dense', { units: 5 }),
      node('both', 'Concatenate'),
      node('class', 'Dense', { units: 10 })
    ]
    const given = {
      nodes,
      edges: edges('input > a', 'input > b', 'a > a_2', 'b > b_2', 'a_2 > both', 'b_2 > both', 'both > class')
    }
    expect(model(keras(given))).toMatchInlineSnapshot(`
      "inputs = keras.Input(shape=(4,), name="input")
      x = layers.Dense(2, name="a")(inputs)
      b = layers.Dense(3, name="b")(inputs)
      x = layers.Dense(4, name="a_2")(x)
      b = layers.Dense(5, name="b_2")(b)
      x = layers.Concatenate(name="both")([x, b])
      outputs = layers.Dense(10, name="class")(x)"
    `)
    expect(model(tfjsCode(project(given), catalogue))).toMatchInlineSnapshot(`
      "const inputs = tf.input({ shape: [4], name: 'input' })
      let x = tf.layers.dense({ units: 2, kernelInitializer: 'glorotUniform', name: 'a' }).apply(inputs)
      let b = tf.layers.dense({ units: 3, kernelInitializer: 'glorotUniform', name: 'b' }).apply(inputs)
      x = tf.layers.dense({ units: 4, kernelInitializer: 'glorotUniform', name: 'a_2' }).apply(x)
      b = tf.layers.dense({ units: 5, kernelInitializer: 'glorotUniform', name: 'b_2' }).apply(b)
      x = tf.layers.concatenate({ name: 'both' }).apply([x, b])
      const outputs = tf.layers.dense({
        units: 10,
        kernelInitializer: 'glorotUniform',
        name: 'class'
      }).apply(x)"
    `)
  })

  it('adapts a Normalization in the middle to what reaches it', () => {
    const nodes = [
      node('input', 'Input', { shape: [28, 28] }),
      node('flatten', 'Flatten'),
      node('normalization', 'Normalization'),
      node('dense', 'Dense', { units: 10 })
    ]
    const code = keras({ nodes, edges: edges('input > flatten', 'flatten > normalization', 'normalization > dense') })
    expect(model(code)).toMatchInlineSnapshot(`
      "inputs = keras.Input(shape=(28, 28), name="input")
      x = layers.Flatten(name="flatten")(inputs)
      normalization = layers.Normalization(name="normalization")
      before = keras.Model(inputs, x)
      normalization.adapt(before.predict(x_train, batch_size=256, verbose=0))
      x = normalization(x)
      outputs = layers.Dense(10, name="dense")(x)"
    `)
  })

  it('names every line of a call after its node', () => {
    const { text, lines } = kerasCode(everything(), catalogue)
    expect(lines.map((line) => `${line.text}\n`).join('')).toBe(text)
    const of = (name: string): string[] => lines.filter(({ nodes }) => nodes.includes(name)).map((line) => line.text)
    expect(of('again')).toEqual(['normal_output = code(normal_output)'])
    expect(of('size').at(-1)).toBe(')(added)')
    for (const { name } of everything().model.nodes) expect(of(name), name).not.toEqual([])
  })
})

describe('a design that does not fit together', () => {
  it('says so at the layer', () => {
    const nodes = [
      node('input', 'Input', { shape: [28, 28] }),
      node('conv', 'Conv2D', { filters: 2, kernel_size: 3 }),
      node('out', 'Dense', { units: 10 })
    ]
    expect(model(keras({ nodes, edges: edges('input > conv', 'conv > out') }))).toMatchInlineSnapshot(`
      "inputs = keras.Input(shape=(28, 28), name="input")
      # Conv2D "conv" expects images of (None, height, width, channels), but got (None, 28,
      # 28). Add a Reshape in front, e.g. to [28, 28, 1].
      x = layers.Conv2D(2, kernel_size=3, name="conv")(inputs)
      outputs = layers.Dense(10, name="out")(x)"
    `)
  })

  it('keeps layers that it does not know', () => {
    const nodes = [
      node('input', 'Input', { shape: [28, 28] }),
      node('odd', 'MyLayer', { size: [1, 2], on: true }),
      node('out', 'Dense', { units: 10, unit: 1 })
    ]
    const given = { nodes, edges: edges('input > odd', 'odd > out') }
    expect(model(keras(given))).toMatchInlineSnapshot(`
      "inputs = keras.Input(shape=(28, 28), name="input")
      # Netloom knows no layer MyLayer.
      x = layers.MyLayer(size=[1, 2], on=True, name="odd")(inputs)
      outputs = layers.Dense(10, unit=1, name="out")(x)"
    `)
    expect(model(tfjsCode(project(given), catalogue))).toMatchInlineSnapshot(`
      "const inputs = tf.input({ shape: [28, 28], name: 'input' })
      // Netloom knows no layer MyLayer.
      // tfjs has no layer MyLayer: this does not run.
      const x = tf.layers.myLayer({ size: [1, 2], on: true, name: 'odd' }).apply(inputs)
      const outputs = tf.layers.dense({
        units: 10,
        kernelInitializer: 'glorotUniform',
        unit: 1,
        name: 'out'
      }).apply(x)"
    `)
  })

  it('tells of blocks within blocks', () => {
    const nodes = [
      node('image', 'Input', { shape: [8] }),
      node('a', 'Dense', { units: 2 }),
      node('b', 'Dense', { units: 2 }),
      node('c', 'Dense', { units: 2 })
    ]
    const blocks = [
      { name: 'inner', members: ['b'] },
      { name: 'outer', members: ['a', 'b', 'c'] }
    ]
    const code = keras({ nodes, edges: edges('image > a', 'a > b', 'b > c'), blocks })
    expect(model(code)).toMatchInlineSnapshot(`
      "inputs = keras.Input(shape=(8,), name="image")

      # block: outer
      x = layers.Dense(2, name="a")(inputs)

      # block: outer / inner
      x = layers.Dense(2, name="b")(x)

      # block: outer (continued)
      outputs = layers.Dense(2, name="c")(x)"
    `)
  })

  it('cuts a cycle, and shows what nothing feeds', () => {
    const nodes = [node('a', 'Dense', { units: 1 }), node('b', 'Dense', { units: 1 }), node('alone', 'Flatten')]
    expect(model(keras({ nodes, edges: edges('a > b', 'b > a') }))).toMatchInlineSnapshot(`
      "outputs = layers.Flatten(name="alone")(...)
      # The network has a cycle: a → b → a. Remove one of these edges; data must flow one way.
      x = layers.Dense(1, name="a")(x)
      x = layers.Dense(1, name="b")(x)"
    `)
  })
})
