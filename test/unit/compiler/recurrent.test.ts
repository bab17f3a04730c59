// The two ways along time, written out and as a loop with a backward loop of its own, give the same numbers. The first is
// held to Keras's (test/unit/trainer/keras-parity.test.ts).
import { describe, expect, it } from 'vitest'
import { gradients } from '../../../src/compiler/autodiff'
import type { GraphBuilder } from '../../../src/compiler/builder'
import * as cells from '../../../src/compiler/parts/cells'
import type { Tensor } from '../../../src/compiler/ir'
import { opTable } from '../../../src/compiler/ops'
import { recur } from '../../../src/compiler/parts/recurrent'
import { graphFunction, type Value } from '../../support/graphs'
import { whyMissing } from '../../support/missing'
import { pattern, wave } from './gradient-cases/values'

const [STEPS, BATCH, UNITS] = [5, 3, 2]
const CELLS = {
  simpleRnn: { make: cells.simpleRnn, gates: 1, states: 1, bias: false },
  lstm: { make: cells.lstm, gates: 4, states: 2, bias: false },
  gruResetAfter: { make: cells.gruResetAfter, gates: 3, states: 1, bias: true },
  gruResetBefore: { make: cells.gruResetBefore, gates: 3, states: 1, bias: false }
}
const WAYS = { all: 'all', last: 'last' } as const

const missing = whyMissing('native-runtime')
const options = Object.keys(CELLS).flatMap((cell) =>
  [
    { masked: false, backwards: false, zeroMasked: false, which: WAYS.last },
    { masked: false, backwards: true, zeroMasked: false, which: WAYS.all },
    { masked: true, backwards: false, zeroMasked: false, which: WAYS.all },
    { masked: true, backwards: true, zeroMasked: true, which: WAYS.all }
  ].map((option) => ({ cell: cell as keyof typeof CELLS, ...option }))
)

describe.skipIf(missing !== null)('a loop over time', () => {
  it.each(options)('%o', async ({ cell, masked, which, ...rest }) => {
    const { make, gates, states, bias } = CELLS[cell]
    const width = gates * UNITS
    const given: Record<string, Value> = {
      inputs: wave([STEPS * BATCH, width]),
      kernel: wave([UNITS, width], 1),
      ...(bias && { bias: wave([width], 2) }),
      mask: pattern(
        [STEPS * BATCH, 1],
        Array.from({ length: STEPS * BATCH }, (_, i) => (i % 7 > 1 ? 1 : 0))
      )
    }
    const results = (g: GraphBuilder, fed: Record<string, Tensor>, unroll: boolean): Record<string, Tensor> => {
      const weights = [...g.split(fed.kernel!, 1, gates), ...(fed.bias ? g.split(fed.bias, 0, gates) : [])]
      const output = recur(
        g,
        {
          cell: (own) =>
            make({
              g,
              kernels: own.slice(0, gates),
              biases: own.slice(gates),
              factors: [],
              activation: (x) => g.op('Tanh', [x]),
              recurrentActivation: (x) => g.op('Sigmoid', [x])
            }),
          weights,
          zeros: g.floats([BATCH, UNITS], Array<number>(BATCH * UNITS).fill(0)),
          states,
          inputs: g.split(fed.inputs!, 1, gates),
          steps: STEPS,
          mask: masked ? fed.mask! : null,
          unroll,
          ...rest
        },
        which
      )
      const size = output.dims.reduce<number>((product, length) => product * length!, 1)
      const factors = Array.from({ length: size }, (_, i) => Math.cos(i * 0.9) + 0.3)
      const loss = g.sum(g.times(output, g.floats(output.dims as number[], factors)))
      const name = (part: string): string => `${part}_${unroll}`
      const grads = gradients(g, opTable, loss, [fed.inputs!, fed.kernel!, ...(fed.bias ? [fed.bias] : [])])
      return Object.fromEntries([[name('output'), output], ...grads.map((grad, i) => [name(`grad${i}`), grad])])
    }
    const found = (await graphFunction(given, (g, fed) => ({ ...results(g, fed, true), ...results(g, fed, false) })))(
      {}
    )
    for (const part of ['output', 'grad0', 'grad1', ...(bias ? ['grad2'] : [])]) {
      const [expected, looped] = [found[`${part}_true`]!, found[`${part}_false`]!]
      const largest = Math.max(...expected.map(Math.abs))
      expect(largest).toBeGreaterThan(0.01)
      expect(looped).toHaveLength(expected.length)
      looped.forEach((value, i) => expect(Math.abs(value - expected[i]!) / largest).toBeLessThan(1e-5))
    }
  })
})
