// Every gradient row against central finite differences, on native TensorFlow. The walk over the table makes a new row
// with a gradient fail here until it has a case.
import { describe, expect, it } from 'vitest'
import { gradients } from '../../../src/compiler/autodiff'
import { GraphBuilder } from '../../../src/compiler/builder'
import { withGradient } from '../../../src/compiler/composite'
import type { Tensor } from '../../../src/compiler/ir'
import { opTable } from '../../../src/compiler/ops'
import { graphFunction } from '../../support/graphs'
import { whyMissing } from '../../support/missing'
import type { GradientCase } from './gradient-cases/values'

const modules = import.meta.glob<Record<string, GradientCase[]>>(
  ['./gradient-cases/*.ts', '!./gradient-cases/values.ts'],
  { eager: true, import: 'default' }
)
/** By op. */
const CASES: Record<string, GradientCase[]> = Object.assign({}, ...Object.values(modules))

const STEP = 1e-2
const missing = whyMissing('native-runtime')

describe.skipIf(missing !== null)('gradients against finite differences', () => {
  it('every row with a gradient has a case', () => {
    const rows = [...opTable.values()].filter((op) => op.gradient).map((op) => op.name)
    expect(Object.keys(CASES).sort()).toEqual(rows.sort())
  })

  const cases = Object.entries(CASES).flatMap(([op, list]) => list.map((one, i) => [op, i, one] as const))
  it.each(cases)('%s, case %i', async (op, _i, { inputs, params = {}, constant = [], output = 0 }) => {
    const named = Object.fromEntries(inputs.map((value, i) => [`x${i}`, value]))
    const differentiated = inputs.flatMap(({ dtype }, i) =>
      (dtype ?? 'float32') !== 'float32' || constant.includes(i) ? [] : [`x${i}`]
    )
    const call = await graphFunction(named, (g, fed) => {
      const result = g.add(op, Object.values(fed), params).outputs[output]!
      // Weights that differ by place, so that no two errors cancel.
      const size = result.dims.reduce<number>((product, length) => product * length!, 1)
      const weights = g.constant(
        'float32',
        result.dims as number[],
        Array.from({ length: size }, (_, k) => Math.cos(k * 0.9) + 0.3)
      )
      const loss = g.sum(g.times(result, weights))
      const grads = gradients(
        g,
        opTable,
        loss,
        differentiated.map((name) => fed[name]!)
      )
      return { loss, ...Object.fromEntries(grads.map((grad, i) => [differentiated[i]!, grad])) }
    })
    const analytic = call({})
    for (const name of differentiated) {
      const values = Array.from(named[name]!.values)
      const numeric = values.map((value, i) => {
        const at = (moved: number): number => call({ [name]: values.with(i, moved) }).loss![0]!
        return (at(value + STEP) - at(value - STEP)) / (2 * STEP)
      })
      const largest = Math.max(1, ...numeric.map(Math.abs))
      numeric.forEach((expected, i) => expect(Math.abs(analytic[name]![i]! - expected) / largest).toBeLessThan(5e-3))
    }
  })
})

describe('gradients', () => {
  const graph = (): { g: GraphBuilder; x: Tensor } => {
    const g = new GraphBuilder(opTable)
    return { g, x: g.placeholder('x', 'float32', [2]) }
  }

  it('name the op that has none', () => {
    const { g, x } = graph()
    const loss = g.sum(g.op('Sign', [x]))
    expect(() => gradients(g, opTable, loss, [x])).toThrow('Sign (Sign) has no gradient')
  })

  it('do not follow what changes by leaps: shapes and comparisons', () => {
    const { g, x } = graph()
    const kept = g.indicator(g.op('Greater', [g.randomLike(x, g.ints([1, 2])), g.float(0.5)]))
    expect(() => gradients(g, opTable, g.sum(g.times(x, kept)), [x])).not.toThrow()
  })

  it('name what the loss does not depend on', () => {
    const { g, x } = graph()
    expect(() => gradients(g, opTable, g.sum(g.square(x)), [g.placeholder('other', 'float32', [])])).toThrow(
      'does not depend on other'
    )
  })

  it('pass through no shapes and comparisons: masks that are drawn for a value are constants', () => {
    const { g, x } = graph()
    const random = g.randomLike(x, g.ints([1, 2]))
    const kept = g.indicator(g.op('Greater', [g.times(x, random), g.float(0.5)]))
    const [grad] = gradients(g, opTable, g.sum(g.times(x, kept)), [x])
    expect(grad!.node.op).toBe('Mul')
    expect(grad!.node.inputs).toContain(kept)
  })

  it.skipIf(missing !== null)('add up where a value is used twice', async () => {
    const call = await graphFunction({ x: { dims: [2], values: [3, -1] } }, (g, { x }) => {
      const loss = g.sum(g.times(g.times(x!, x!), x!))
      return { grad: gradients(g, opTable, loss, [x!])[0]! }
    })
    expect(call({}).grad).toEqual([27, 3])
  })

  it.skipIf(missing !== null)('are those that a value brings', async () => {
    const call = await graphFunction({ x: { dims: [2], values: [3, -1] } }, (g, { x }) => {
      const squared = withGradient(g, g.square(x!), [x!], (grad) => [g.times(grad, g.float(7))])
      return { grad: gradients(g, opTable, g.sum(g.times(squared, g.float(2))), [x!])[0]! }
    })
    expect(call({}).grad).toEqual([14, 14])
  })
})
