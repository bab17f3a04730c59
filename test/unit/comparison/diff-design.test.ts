import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyChanges, changesOf } from '../../../src/comparison/changes'
import { applyDesignDiff, diffDesigns, paramsOf, type DesignDiff } from '../../../src/comparison/diff-design'
import { inputsOf, type Design } from '../../../src/shared/design'
import { isSame } from '../../../src/shared/same'
import { example } from '../../support/projects'
import { applied, designs, steps } from '../../support/random-edits'
import { stack } from '../../support/stack'

/** What a network does: its layers by name, each with all its parameters and its inputs in order. */
const meaning = (design: Design): unknown =>
  Object.fromEntries(
    design.nodes.map((node) => [
      node.name,
      [node.class_name, node.layer ?? null, paramsOf(node), inputsOf(design, node.name)]
    ])
  )
const told = ({ pairs }: DesignDiff): string[] =>
  pairs.map(({ kind, a, b, changes }) => {
    const names = [...new Set([a?.node.name, b?.node.name].filter(Boolean))].join('>')
    return [kind, names, ...changes.map(({ name }) => name)].join(' ')
  })
const dense = (units: number): [string, object] => ['Dense', { units, activation: 'relu' }]
/** Named as Keras names them: dense, dense_1. */
function network(...layers: [string, object][]): Design {
  const counts = new Map<string, number>()
  const nodes = [['Input', { shape: [8] }] as const, ...layers].map(([class_name, config]) => {
    const word = class_name.replace(/(?<=.)([A-Z])/g, '_$1').toLowerCase()
    const count = counts.get(word) ?? 0
    counts.set(word, count + 1)
    return { name: count === 0 ? word : `${word}_${count}`, class_name, config } as Design['nodes'][number]
  })
  return { nodes, edges: nodes.slice(1).map(({ name }, i) => ({ source: nodes[i]!.name, target: name })) }
}

describe('diffDesigns', () => {
  it('finds nothing between a network and itself', () => {
    const { model } = example('fashion-mnist-resnet')
    const diff = diffDesigns(model, structuredClone(model))
    expect(diff.same).toBe(true)
    expect(diff.pairs.every(({ kind, reshaped }) => kind === 'same' && !reshaped)).toBe(true)
    expect(diff.a).toStrictEqual(diff.b)
    expect(diff.a.parameters).toBeGreaterThan(1000)
  })
  it('says no more of short and long forms than that they are the same', () => {
    const conv = (config: object): Design =>
      stack([
        ['Input', { shape: [8, 8, 1] }],
        ['Conv2D', config]
      ] as never)
    const short = conv({ filters: 2, kernel_size: 3, kernel_initializer: 'he_normal' })
    const long = conv({
      filters: 2,
      kernel_size: [3, 3],
      strides: [1, 1],
      kernel_initializer: { class_name: 'HeNormal', config: {} }
    })
    expect(diffDesigns(short, long).same).toBe(true)
  })
  it('names changed parameters with their defaults, shapes and counts', () => {
    const diff = diffDesigns(network(dense(64), dense(2)), network(['Dense', { units: 128 }], dense(2)))
    expect(diff.pairs[1]).toMatchObject({
      kind: 'changed',
      reshaped: true,
      changes: [
        { name: 'units', a: 64, b: 128 },
        { name: 'activation', a: 'relu', b: 'linear' }
      ]
    })
    expect(diff.pairs[2]).toMatchObject({ kind: 'same', reshaped: false })
    expect([diff.a.parameters, diff.b.parameters]).toEqual([8 * 64 + 64 + 130, 8 * 128 + 128 + 258])
  })
  it('aligns layers that a new one has moved on and given other names', () => {
    const diff = diffDesigns(
      network(dense(64), dense(32), dense(2)),
      network(dense(64), dense(48), dense(32), dense(2))
    )
    expect(told(diff)).toEqual([
      'same input',
      'same dense',
      'added dense_1',
      'same dense_1>dense_2',
      'same dense_2>dense_3'
    ])
    expect(diff.same).toBe(false)
    expect(diff.edges.map(({ kind }) => kind).sort()).toEqual(['added', 'added', 'removed', 'same', 'same'])
  })
  it('keeps a layer by its name where two have swapped what they are set to', () => {
    const diff = diffDesigns(network(dense(64), dense(32), dense(2)), network(dense(32), dense(64), dense(2)))
    expect(told(diff)).toEqual(['same input', 'changed dense units', 'changed dense_1 units', 'same dense_2'])
  })
  it('tells a renamed layer, a removed one, and one of another class', () => {
    const before = network(dense(64), ['Dropout', { rate: 0.5 }], dense(2))
    const renamed = JSON.parse(JSON.stringify(before).replaceAll('"dense"', '"hidden"')) as Design
    expect(diffDesigns(before, renamed)).toMatchObject({
      same: false,
      pairs: [{}, { kind: 'same', renamed: true }, {}, {}]
    })
    expect(told(diffDesigns(before, network(dense(64), dense(2))))).toEqual([
      'same input',
      'same dense',
      'removed dropout',
      'same dense_1'
    ])
    const batch = network(dense(64), ['BatchNormalization', {}], dense(2))
    expect(told(diffDesigns(before, batch))).toEqual([
      'same input',
      'same dense',
      'removed dropout',
      'added batch_normalization',
      'same dense_1'
    ])
  })
  it('tells inputs in another order, and of one that is gone no more than that', () => {
    const branches = (...order: string[]): Design => ({
      nodes: [
        { name: 'input', class_name: 'Input', config: { shape: [4] } },
        ...['x', 'y', 'z'].map((name, i) => ({ name, class_name: 'Dense', config: { units: i + 1 } })),
        { name: 'all', class_name: 'Concatenate', config: {} }
      ],
      edges: [
        ...['x', 'y', 'z'].map((target) => ({ source: 'input', target })),
        ...order.map((source, index) => ({ source, target: 'all', index }))
      ]
    })
    const kinds = (a: Design, b: Design): string[] =>
      diffDesigns(a, b)
        .edges.filter(({ target }) => target === 4)
        .map(({ kind }) => kind)
    expect(kinds(branches('x', 'y', 'z'), branches('y', 'x', 'z'))).toEqual(['changed', 'changed', 'same'])
    expect(kinds(branches('x', 'y', 'z'), branches('y', 'z'))).toEqual(['removed', 'same', 'same'])
  })
  it('takes networks that are at fault, in a cycle, or empty', () => {
    const cycle: Design = {
      nodes: [
        { name: 'a', class_name: 'Add', config: {} },
        { name: 'b', class_name: 'Nothing', config: { x: 1 } }
      ],
      edges: [
        { source: 'a', target: 'b' },
        { source: 'b', target: 'a' }
      ]
    }
    expect(diffDesigns(cycle, cycle)).toMatchObject({ same: true, a: { parameters: null } })
    const none = { nodes: [], edges: [] }
    expect(diffDesigns(none, none).pairs).toEqual([])
    expect(told(diffDesigns(none, cycle))).toEqual(['added a', 'added b'])
  })

  it('applied to a gives b, after any edits', () => {
    fc.assert(
      fc.property(designs(12), steps(12), (a, edits) => {
        const b = edits.reduce(applied, a)
        expect(meaning(applyDesignDiff(diffDesigns(a, b), a))).toStrictEqual(meaning(b))
        expect(diffDesigns(a, b).same).toBe(isSame(meaning(a), meaning(b)))
      }),
      { numRuns: 60 }
    )
  })
  it('the same of networks that have nothing to do with each other', () => {
    fc.assert(
      fc.property(designs(15), designs(15), (a, b) => {
        expect(meaning(applyDesignDiff(diffDesigns(a, b), a))).toStrictEqual(meaning(b))
      }),
      { numRuns: 40 }
    )
  })
})

describe('changesOf', () => {
  it('names what differs, and what was put in does not change all behind it', () => {
    const project = example('mnist-mlp')
    const nodes = project.model.nodes.toSpliced(2, 0, { name: 'dropout', class_name: 'Dropout', config: { rate: 0.3 } })
    const other = { ...project, model: { ...project.model, nodes }, training: { ...project.training, epochs: 9 } }
    expect(changesOf(project, other)).toStrictEqual([
      { op: 'add', path: ['model', 'nodes', 2], value: nodes[2] },
      { op: 'replace', path: ['training', 'epochs'], value: 9 }
    ])
  })
  it('refuses a path that is not there', () => {
    expect(() => applyChanges([{ op: 'replace', path: ['list', 3], value: 1 }], { list: [] })).toThrow(RangeError)
    expect(() => applyChanges([{ op: 'replace', path: ['a', 'b'], value: 1 }], { a: 1 })).toThrow(RangeError)
  })
  it('applied to a gives b: designs with their notes, blocks and places', () => {
    fc.assert(
      fc.property(designs(15), designs(15), (a, b) => {
        expect(isSame(applyChanges(changesOf(a, b), a), b)).toBe(true)
      }),
      { numRuns: 60 }
    )
  })
  it('applied to a gives b: any JSON, whole projects among it', () => {
    const projects = fc
      .constantFrom('mnist-mlp', 'mnist-cnn', 'homes-two-inputs', 'imdb-lstm')
      .map((id): unknown => example(id))
    const keyed = fc.array(
      fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.jsonValue({ maxDepth: 1 }) }),
      { maxLength: 6 }
    )
    const any = fc.oneof(projects, fc.jsonValue({ maxDepth: 3 }), fc.record({ list: keyed, other: fc.jsonValue() }))
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(isSame(applyChanges(changesOf(a, b), a), b)).toBe(true)
      }),
      { numRuns: 150 }
    )
  })
})
