// Every layer, and every case that Keras has trained: the code is made, is valid, and makes the network that was meant.
import { writeFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { kerasCode } from '../../../src/document/code/keras'
import { tfjsCode } from '../../../src/document/code/tfjs'
import { catalogue, inferModel, sizeOf } from '../../../src/layers'
import type { Project } from '../../../src/shared/project'
import { fakeMnist, pythonFault, runTfjs } from '../../support/generated-code'
import { kerasCases } from '../../support/keras-fixtures'
import { layerCases, projectWith } from '../../support/layer-cases'
import { example, ROOT } from '../../support/projects'
import { TRAINED } from '../../support/trained-projects'

const LAYERS = layerCases.map(([className, config, layer]): [string, Project] => [
  `${className} ${JSON.stringify(config)}`,
  projectWith(layer, config)
])
const EXAMPLES = ['mnist-mlp', 'fashion-mnist-mlp', 'mnist-cnn', 'line'].map((id): [string, Project] => [
  id,
  example(id)
])
const CASES = kerasCases()
/** Several inputs and outputs, shared layers, wrappers: what a layer alone does not show. */
const NETWORKS = CASES.filter(({ name }) => /^(functional|wrappers|attention|graphs)\//.test(name)).map(
  ({ name, project }): [string, Project] => [name, project]
)

beforeAll(() => tf.setBackend('cpu'))

/** The part between the data and the training. */
const modelPart = (code: string): string => code.slice(code.indexOf('// Model'), code.indexOf('// Training'))
/** tfjs lacks something, or has it otherwise: the code says so. */
const differs = (code: string): boolean => /\/\/.*(does not run|left out|reset_after|takes one number)/.test(code)

describe('Keras code', () => {
  it.each([...LAYERS, ...EXAMPLES, ...CASES.map(({ name, project }): [string, Project] => [name, project])])(
    '%s',
    (_name, project) => {
      const { text, lines } = kerasCode(project, catalogue)
      expect(pythonFault(text)).toBeNull()
      const told = new Set(lines.flatMap(({ nodes }) => nodes))
      expect([...told].sort()).toEqual(project.model.nodes.map(({ name }) => name).sort())
    }
  )
})

describe('tfjs code makes the same network', () => {
  it.each([...LAYERS, ...EXAMPLES, ...NETWORKS])('%s', async (_name, project) => {
    const code = modelPart(tfjsCode(project, catalogue).text)
    if (differs(code)) return
    const { model } = (await runTfjs(code)) as { model: tf.LayersModel }
    const { layers, parameters, outputs } = inferModel(project.model, catalogue)
    const shapes = outputs.map((name) => [null, ...layers.find((layer) => layer.name === name)!.outputShape])
    expect(model.outputs.map(({ shape }) => shape)).toEqual(shapes)
    expect(model.weights.reduce((sum, { shape }) => sum + sizeOf(shape as number[]), 0)).toBe(parameters.total)
    model.dispose()
  })
})

describe('tfjs code trains', () => {
  it('a line, from its file', async () => {
    const readFile = (path: string): Promise<string> => {
      expect(path).toBe('data/line.csv')
      return import('node:fs/promises').then((fs) => fs.readFile(`${ROOT}/examples/${path}`, 'utf8'))
    }
    const { model, xTest } = await runTfjs(tfjsCode(example('line'), catalogue).text, { readFile })
    const [weight, bias] = (model as tf.LayersModel).getWeights().map((one) => one.dataSync()[0]!)
    expect(weight).toBeCloseTo(3, 0)
    expect(bias).toBeCloseTo(2, 0)
    expect((xTest as tf.Tensor).shape).toEqual([20, 1])
  })

  it('pictures, which it fetches and deals by class', async () => {
    const pictures = example('fashion-mnist-mlp')
    const once = { ...pictures, training: { ...pictures.training, epochs: 1 } }
    const { xTrain, xVal, xTest } = await runTfjs(tfjsCode(once, catalogue).text, { fetch: fakeMnist(100) })
    const shapes = [xTrain, xVal, xTest].map((x) => (x as tf.Tensor).shape)
    expect(shapes).toEqual([90, 10, 100].map((count) => [count, 28, 28]))
  })
})

describe('whatever a design is like', () => {
  const projects = [...LAYERS, ...EXAMPLES].map(([, project]) => project)
  const names = ['input', 'tested', 'flatten', 'output', 'dense', 'nobody', 'class', 'x']
  const name = fc.constantFrom(...names)
  const change = fc.oneof(
    fc.record({ kind: fc.constant('edge' as const), source: name, target: name }),
    fc.record({
      kind: fc.constant('node' as const),
      name,
      class_name: fc.constantFrom('Dense', 'Add', 'Input', 'Odd "Layer'),
      config: fc.dictionary(
        fc.constantFrom('units', 'layer', 'shape', 'kernel_regularizer', 'odd'),
        fc.jsonValue() as fc.Arbitrary<never>,
        { maxKeys: 3 }
      )
    }),
    fc.record({ kind: fc.constant('drop' as const), name }),
    fc.record({ kind: fc.constant('share' as const), name, layer: name })
  )

  it('code is made, and is valid', () => {
    const property = fc.property(
      fc.constantFrom(...projects),
      fc.array(change, { maxLength: 6 }),
      (project, changes) => {
        const { nodes, edges } = structuredClone(project.model)
        let model = { nodes, edges }
        for (const one of changes) {
          if (one.kind === 'edge') model.edges.push({ source: one.source, target: one.target })
          else if (one.kind === 'node')
            model.nodes.push({ name: one.name, class_name: one.class_name, config: one.config })
          else if (one.kind === 'drop')
            model = { ...model, nodes: model.nodes.filter((node) => node.name !== one.name) }
          else model.nodes = model.nodes.map((node) => (node.name === one.name ? { ...node, layer: one.layer } : node))
        }
        const changed = { ...project, model }
        expect(pythonFault(kerasCode(changed, catalogue).text)).toBeNull()
        const code = tfjsCode(changed, catalogue).text.replaceAll(/^import .*$/gm, '')
        expect(() => new Function(`async () => {\n${code}\n}`)).not.toThrow()
      }
    )
    fc.assert(property, { numRuns: 300 })
  })
})

const TRAININGS = Object.entries(TRAINED).map(([name, project]) => [`training: ${name}`, project] as const)

/** For test/fixtures/make/run-code.py, which runs the Keras code: npx vitest run code-walk, with NETLOOM_CODE=<file>. */
const codeFile = process.env.NETLOOM_CODE
const writeAll = (path: string) => () => {
  const all = [
    ...[...LAYERS, ...EXAMPLES, ...TRAININGS].map(([name, project]) => ({ name, project, data: null })),
    ...CASES.map(({ name, project, data }) => ({ name, project, data }))
  ]
  const entries = all.map(({ name, project, data }) => {
    const { layers, inputs, outputs, parameters } = inferModel(project.model, catalogue)
    const shapes = (of: readonly string[]) => of.map((one) => layers.find((layer) => layer.name === one)!.outputShape)
    const code = kerasCode(project, catalogue).text
    return { name, code, parameters, inputs: shapes(inputs), outputs: shapes(outputs), data }
  })
  writeFileSync(path, JSON.stringify(entries))
}
if (codeFile) it('writes all Keras code into a file', writeAll(codeFile))
