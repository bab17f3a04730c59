// How long the canvas waits for an edit: the edit itself, shapes and faults of all layers, what is drawn, all problems.
import { expect, it } from 'vitest'
import { kerasCode } from '../../src/document/code/keras'
import { connect } from '../../src/document/edits/connect'
import { layOut } from '../../src/document/edits/lay-out'
import { addLayer, moveNodes, renameLayer, setParam } from '../../src/document/edits/layers'
import { placeLayer } from '../../src/document/edits/place'
import { removeLayers } from '../../src/document/edits/remove'
import { fixesFor } from '../../src/document/fixes'
import { inputLimits } from '../../src/document/limits'
import { viewOf } from '../../src/document/view'
import { warningsFor } from '../../src/document/warnings'
import { catalogue } from '../../src/layers'
import { faultsOf } from '../../src/layers/faults'
import { surveyDesign } from '../../src/layers/survey'
import { highlightLines } from '../../src/renderer/builder/highlight'
import type { Design, DesignEdge, DesignNode } from '../../src/shared/design'
import { projectOf } from '../support/problems'
import { median } from './report'

const SIZES = [50, 500, 2000]
const ROUNDS = 60
const DATA = { name: 'mnist', shape: [28, 28], task: 'classification', classes: 10 } as const

/** Residual blocks of three layers, a head of three. */
function residual(size: number): Design {
  const nodes: DesignNode[] = []
  const edges: DesignEdge[] = []
  const add = (name: string, class_name: string, config: DesignNode['config'], sources: readonly string[]): string => {
    nodes.push({ name, class_name, config, position: { x: 0, y: nodes.length * 104 } })
    sources.forEach((source, index) => edges.push({ source, target: name, ...(sources.length > 1 && { index }) }))
    return name
  }
  let last = add('input', 'Input', { shape: [28, 28] }, [])
  last = add('flatten', 'Flatten', {}, [last])
  last = add('dense', 'Dense', { units: 32, activation: 'relu' }, [last])
  for (let i = 0; nodes.length < size - 1; i++) {
    const a = add(`a_${i}`, 'Dense', { units: 32, activation: 'relu' }, [last])
    const b = add(`b_${i}`, 'Dropout', { rate: 0.1 }, [a])
    last = add(`add_${i}`, 'Add', {}, [last, b])
  }
  add('out', 'Dense', { units: 10, activation: 'softmax' }, [last])
  return { nodes, edges }
}

type Edit = (design: Design, round: number) => Design
const near = (design: Design, share: number): string => `a_${Math.floor(((design.nodes.length - 4) / 3) * share)}`
const EDITS: Record<string, Edit> = {
  'units of the first layer (a fault behind it)': (design, i) => setParam(design, ['dense'], 'units', 40 + i),
  'activation in the middle': (design, i) =>
    setParam(design, [near(design, 0.5)], 'activation', i % 2 ? 'tanh' : 'elu'),
  'move one layer': (design, i) => moveNodes(design, new Map([[near(design, 0.5), { x: i * 8, y: 0 }]])),
  'rename one layer': (design, i) => renameLayer(design, near(design, 0.5), `renamed_${i}`),
  'insert on an edge': (design) =>
    placeLayer(design, { className: 'Dropout', config: { rate: 0.5 } }, { edge: design.edges[5]! }, inputLimits(design))
      .design,
  'add and connect': (design) => {
    const { design: added, name } = addLayer(design, 'Dense', { x: 0, y: 0 }, { units: 10 })
    return connect(added, near(design, 0.9), name, inputLimits(added))
  },
  'remove one layer': (design) => removeLayers(design, [near(design, 0.5)])
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!
const ms = (values: readonly number[]): string =>
  `${median(values).toFixed(2).padStart(7)} ${p95(values).toFixed(2).padStart(7)}`
function timed<T>(into: number[], run: () => T): T {
  const start = performance.now()
  const result = run()
  into.push(performance.now() - start)
  return result
}

it('from an edit to shapes', { timeout: 600_000 }, () => {
  const lines = [
    `${''.padEnd(46)} edit to shapes   and problems    fixes of one`,
    `${'ms'.padEnd(46)}  median     p95  median     p95  median     p95`
  ]
  for (const size of SIZES) {
    const start = residual(size)
    const project = projectOf({ model: start })
    const before = surveyDesign(start, catalogue)
    expect(before.model?.layers.length).toBeGreaterThanOrEqual(size)
    lines.push(`${start.nodes.length} layers`)
    for (const [name, edit] of Object.entries(EDITS)) {
      const times = { shapes: [] as number[], problems: [] as number[], fixes: [] as number[] }
      for (let i = 0; i < ROUNDS; i++) {
        const { design, survey } = timed(times.shapes, () => {
          const design = edit(start, i)
          const survey = surveyDesign(design, catalogue, before)
          viewOf(design)
          return { design, survey }
        })
        const known = { project: { ...project, model: design }, survey, dataset: DATA }
        const [fault] = timed(times.problems, () => {
          warningsFor(known)
          return faultsOf(known.project, survey, DATA)
        })
        if (fault) timed(times.fixes, () => fixesFor({ ...known, error: fault }))
      }
      lines.push(
        `  ${name.padEnd(44)}${ms(times.shapes)} ${ms(times.problems)} ${times.fixes.length > 0 ? ms(times.fixes) : ''}`
      )
    }
  }
  console.log(lines.join('\n'))
})

/** Each residual block as a block, and all in tens of these blocks. */
function inBlocks(design: Design): Design {
  const count = design.nodes.filter(({ class_name }) => class_name === 'Add').length
  const inner = Array.from({ length: count }, (_, i) => ({
    name: `inner_${i}`,
    members: [`a_${i}`, `b_${i}`, `add_${i}`]
  }))
  const outer = Array.from({ length: Math.ceil(count / 10) }, (_, i) => ({
    name: `outer_${i}`,
    members: inner.slice(i * 10, i * 10 + 10).flatMap(({ members }) => members)
  }))
  return { ...design, blocks: [...inner, ...outer] }
}

it('automatic layout', { timeout: 600_000 }, () => {
  const lines = [`${'ms'.padEnd(46)}  median     p95`]
  for (const size of SIZES) {
    const plain = residual(size)
    for (const [what, design] of Object.entries({ 'without blocks': plain, 'in blocks in blocks': inBlocks(plain) })) {
      const times: number[] = []
      for (let i = 0; i < 20; i++) timed(times, () => layOut(design))
      lines.push(`  ${`${plain.nodes.length} layers, ${what}`.padEnd(44)}${ms(times)}`)
    }
  }
  console.log(lines.join('\n'))
})

it('code beside the canvas, after an edit', { timeout: 600_000 }, () => {
  const lines = [`${'ms'.padEnd(46)}  median     p95`]
  for (const size of SIZES.slice(0, 2)) {
    const start = projectOf({ model: residual(size) })
    const before = highlightLines(kerasCode(start, catalogue).lines, 'python')
    const times = {
      'code as text': [] as number[],
      'all lines coloured': [] as number[],
      'changed lines coloured': [] as number[]
    }
    for (let i = 0; i < 20; i++) {
      const project = { ...start, model: setParam(start.model, [near(start.model, 0.5)], 'units', 40 + i) }
      const code = timed(times['code as text'], () => kerasCode(project, catalogue))
      const all = timed(times['all lines coloured'], () => highlightLines(code.lines, 'python'))
      expect(timed(times['changed lines coloured'], () => highlightLines(code.lines, 'python', before))).toEqual(all)
    }
    for (const [what, list] of Object.entries(times))
      lines.push(`  ${`${start.model.nodes.length} layers, ${what}`.padEnd(44)}${ms(list)}`)
  }
  console.log(lines.join('\n'))
})
