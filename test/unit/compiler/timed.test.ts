// The graph that times the parts of a step: what it is made of, whatever the network.
import { describe, expect, it } from 'vitest'
import type { Node, Part } from '../../../src/compiler/ir'
import { opTable } from '../../../src/compiler/ops'
import { compileProfile } from '../../../src/compiler/profile'
import { verify } from '../../../src/compiler/verify'
import { compileSpecOf, specOptions } from '../../../src/layers/compile-spec'
import { kerasCases, sessionOptions } from '../../support/keras-fixtures'

const cases = kerasCases()
function profileOf(name: string) {
  const { checked, data, ...training } = sessionOptions(cases.find((one) => one.name === name)!)
  const { shape, targets, rescaling, classWeights, sampleWeights } = data
  const terms = {
    sources: [{ count: 10 }],
    dtype: 'float32',
    shape,
    targets,
    rescaling,
    classWeights,
    sampleWeights
  } as const
  const spec = compileSpecOf(checked, terms, specOptions(training))
  return { model: compileProfile(spec), layers: spec.layers.map((layer) => layer.name) }
}
const text = (part: Part): string => ('layer' in part ? `${part.kind} ${part.layer}` : part.kind)
const clocks = (nodes: readonly Node[]): Node[] => nodes.filter(({ op }) => op === 'Timestamp')

describe.each(cases.map(({ name }) => name))('the timed step of %s', (name) => {
  const { model, layers } = profileOf(name)

  it('is a graph, and looks at the clock before the first part and after each', () => {
    verify(model.graph, opTable)
    expect(clocks(model.graph.nodes)).toHaveLength(model.parts.length + 1)
  })

  it('names each part once, and none but those of its layers', () => {
    const parts = model.parts.map(text)
    expect(new Set(parts).size).toBe(parts.length)
    expect(parts).toEqual(expect.arrayContaining(['data', 'loss', 'optimizer']))
    for (const part of model.parts) if ('layer' in part) expect(layers).toContain(part.layer)
  })

  it('lets each part wait for the one before it', () => {
    const after = new Map<Node, number>()
    const number = (node: Node): number => {
      const known = after.get(node)
      if (known !== undefined) return known
      const before = [...node.inputs.map((input) => input.node), ...node.after].map(number)
      const found = Math.max(0, ...before) + (node.op === 'Timestamp' ? 1 : 0)
      after.set(node, found)
      return found
    }
    const readings = clocks(model.graph.nodes).map(number)
    expect(readings).toEqual(readings.map((_reading, i) => i + 1))
    // What belongs to a part has waited for the clock before it.
    for (const node of model.graph.nodes) {
      const place = node.part ? model.parts.findIndex((part) => text(part) === text(node.part!)) : -1
      if (place >= 0) expect(number(node)).toBeGreaterThan(place)
    }
  })
})

it('times each call of a shared layer, and a wrapper as one layer', () => {
  const parts = (name: string): string[] => profileOf(name).model.parts.map(text)
  const shared = cases.find(({ project }) => project.model.nodes.some(({ layer }) => layer !== undefined))!
  for (const { name } of shared.project.model.nodes.filter(({ layer }) => layer !== undefined))
    expect(parts(shared.name)).toContain(`forward ${name}`)
  const wrapped = cases.find(({ project }) =>
    project.model.nodes.some(({ class_name }) => class_name === 'Bidirectional')
  )!
  const { name } = wrapped.project.model.nodes.find(({ class_name }) => class_name === 'Bidirectional')!
  expect(parts(wrapped.name).filter((part) => part.endsWith(` ${name}`))).toEqual([
    `forward ${name}`,
    `backward ${name}`
  ])
})
