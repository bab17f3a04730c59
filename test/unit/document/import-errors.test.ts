// Files that hold no model, or no whole one.
import { describe, expect, it } from 'vitest'
import { importModel, importModelText } from '../../../src/document/import'
import { catalogue } from '../../../src/layers'
import { inferModel } from '../../../src/layers/infer'
import { codes, failureOf, modelText } from '../../support/imported-models'

describe('what is no model', () => {
  const open = (content: string) => failureOf(() => importModelText(content, 'model.json', catalogue))
  it.each([
    ['no JSON', '{"class_name": "Sequ', 'MODEL_NOT_JSON'],
    ['nothing', '', 'MODEL_NOT_JSON'],
    ['a number', '3', 'MODEL_FILE_UNKNOWN'],
    ['a list', '[]', 'MODEL_FILE_UNKNOWN'],
    ['another JSON', '{"name": "netloom", "version": "1"}', 'MODEL_FILE_UNKNOWN'],
    ['a project of Netloom', '{"netloom": 1, "name": "x"}', 'MODEL_FILE_UNKNOWN'],
    ['a layer alone', '{"class_name": "Dense", "config": {"units": 3}}', 'MODEL_FILE_UNKNOWN'],
    ['a subclassed model', '{"class_name": "MyModel", "module": "app", "config": {}}', 'MODEL_SUBCLASSED'],
    ['a graph model', '{"format": "graph-model", "modelTopology": {"node": []}}', 'MODEL_FORMAT'],
    ['a tfjs file without topology', '{"modelTopology": null}', 'MODEL_FILE_UNKNOWN'],
    ['layers that are no list', '{"class_name": "Sequential", "config": {"layers": 3}}', 'MODEL_STRUCTURE'],
    [
      'a layer without a class',
      '{"class_name": "Sequential", "config": {"layers": [{"config": {}}]}}',
      'MODEL_STRUCTURE'
    ],
    [
      'a layer without a name',
      '{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {}}]}}',
      'MODEL_STRUCTURE'
    ],
    [
      'no outputs',
      '{"class_name": "Functional", "config": {"layers": [], "input_layers": [], "output_layers": []}}',
      'MODEL_STRUCTURE'
    ],
    [
      'an output of no layer',
      '{"class_name": "Functional", "config": {"layers": [], "output_layers": [["dense", 0, 0]]}}',
      'MODEL_STRUCTURE'
    ],
    ['JSON of any depth', `${'{"model_config":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'MODEL_STRUCTURE'],
    [
      'lists of any depth',
      `{"class_name":"Sequential","config":{"layers":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
      'MODEL_STRUCTURE'
    ]
  ])('%s', (_what, content, code) => {
    expect(open(content).code).toBe(code)
  })

  it('names the place of a fault', () => {
    const model = JSON.parse(modelText('nested')) as { config: { layers: Record<string, unknown>[] } }
    model.config.layers[4]!.inbound_nodes = [
      { args: [{ class_name: '__keras_tensor__', config: { keras_history: ['lost', 0, 0] } }], kwargs: {} }
    ]
    expect(failureOf(() => importModel(model, 'm.json', catalogue))).toMatchObject({
      code: 'MODEL_STRUCTURE',
      args: { found: '["lost",0,0]' }
    })
    model.config.layers[4] = model.config.layers[3]!
    expect(failureOf(() => importModel(model, 'm.json', catalogue))).toMatchObject({
      code: 'MODEL_STRUCTURE',
      args: { where: 'config.layers', found: '"both"' }
    })
  })

  it('stops where shared models within shared models multiply', () => {
    const input = {
      class_name: 'InputLayer',
      name: 'x',
      config: { name: 'x', batch_shape: [null, 1] },
      inbound_nodes: []
    }
    const calls = Array.from({ length: 20 }, () => [['x', 0, 0, {}]])
    let layer: Record<string, unknown> = { class_name: 'Dense', config: { name: 'dense', units: 1 } }
    for (let i = 0; i < 20; i++) {
      const last = layer
      layer = {
        class_name: 'Functional',
        config: {
          name: `m${i}`,
          layers: [input, { ...last, name: 'l', inbound_nodes: calls }],
          input_layers: [['x', 0, 0]],
          output_layers: [['l', i === 0 ? 19 : 20, 0]]
        }
      }
    }
    expect(failureOf(() => importModel(layer, 'm.json', catalogue)).code).toBe('MODEL_STRUCTURE')
  })

  it('reports a cycle as inference does, and does not hang', () => {
    const dense = (name: string, from: string) => ({
      class_name: 'Dense',
      name,
      config: { name, units: 1 },
      inbound_nodes: [[[from, 0, 0, {}]]]
    })
    const model = {
      class_name: 'Model',
      config: { name: 'm', layers: [dense('a', 'b'), dense('b', 'a')], input_layers: [], output_layers: [['b', 0, 0]] }
    }
    const { design, notes } = importModel(model, 'm.json', catalogue)
    expect(codes(notes)).toContain('IMPORT_NO_INPUT')
    expect(failureOf(() => inferModel(design, catalogue)).code).toBe('MODEL_CYCLE')
  })
})
