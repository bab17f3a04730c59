// Gradients of a score, and Grad-CAM, against tf.GradientTape (test/fixtures/make/keras_saliency.py).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { numbersOf } from '../../../src/compiler/border'
import { compileSaliency, NoGradient } from '../../../src/compiler/saliency'
import type { CompileSpec } from '../../../src/compiler/spec'
import { catalogue } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { compileSpecOf, specOptions } from '../../../src/layers/compile-spec'
import type { Design } from '../../../src/shared/design'
import type { Project } from '../../../src/shared/project'
import { GraphFunctions } from '../../../src/trainer/engines/graph-functions'
import { kerasCases } from '../../support/keras-fixtures'
import { tensorFlow } from '../../support/graphs'
import { whyMissing } from '../../support/missing'
import { ROOT } from '../../support/projects'

interface Tensor {
  shape: number[]
  values: number[]
}
interface SaliencyCase {
  name: string
  model: Design
  units: number[]
  x: number[]
  weights: Record<string, Tensor>
  maps: Record<string, Tensor>
}
const FILE = join(ROOT, 'test/fixtures/keras/saliency.json')
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { cases: SaliencyCase[] }
const [anyCase] = kerasCases()

function specOf(model: Design, shape: number[]): CompileSpec {
  const { training, ...project } = anyCase!.project
  const checked = checkProject(
    { ...project, model, training: { ...training, loss: 'mse', metrics: [] } } as Project,
    catalogue
  )
  const data = {
    sources: [{ count: null }],
    dtype: 'float32' as const,
    shape,
    targets: 'numbers' as const,
    rescaling: { scale: 1, offset: 0 },
    classWeights: null,
    sampleWeights: false
  }
  return compileSpecOf(checked, data, specOptions({ ...training, seed: 1 }))
}

if (whyMissing('native-runtime') === null)
  describe.each(cases)('$name', ({ model, units, x, weights, maps }) => {
    const shape = model.nodes[0]!.config.shape as number[]
    const spec = specOf(model, shape)

    it.each(Object.entries(maps))('of %s is as in Keras', async (layer, expected) => {
      const tf = tensorFlow()
      const made = compileSaliency(spec, { output: 0, layer: layer === 'input' ? null : layer })
      expect(made.logit).toBe(model.nodes.some(({ config }) => /softmax|sigmoid/.test(String(config.activation))))
      const functions = await GraphFunctions.open(tf, made)
      const values = made.weights.map(({ name }, i) => [
        `v${i}`,
        tf.tensor(weights[name]!.values, weights[name]!.shape)
      ])
      functions.call('set_weights', Object.fromEntries(values))
      const { map } = functions.call('explain', {
        x: tf.tensor(x, [2, ...shape]),
        units: tf.tensor1d(units, 'int32')
      })
      functions.dispose()
      const found = numbersOf(map!, 'float32')
      expect(found.length).toBe(expected.values.length)
      const apart = expected.values.map((value, i) => Math.abs(value - found[i]!) / Math.max(Math.abs(value), 0.1))
      expect(Math.max(...apart)).toBeLessThan(1e-5)
    })
  })

it('says of an embedding that nothing can be told of what comes before it', () => {
  const nodes = [
    { name: 'input', class_name: 'Input', config: { shape: [5] } },
    { name: 'words', class_name: 'Embedding', config: { input_dim: 9, output_dim: 2 } },
    { name: 'flatten', class_name: 'Flatten', config: {} },
    { name: 'out', class_name: 'Dense', config: { units: 1 } }
  ]
  const edges = nodes.slice(1).map(({ name }, i) => ({ source: nodes[i]!.name, target: name }))
  expect(() => compileSaliency(specOf({ nodes, edges } as Design, [5]), { output: 0, layer: null })).toThrow(NoGradient)
})
