// Faults that fixes are tried on, and what these cases are written with.
import type { DataFacts } from '../../../../src/layers/check'
import type { Design } from '../../../../src/shared/design'
import type { ErrorCode } from '../../../../src/shared/errors'
import type { Given } from '../../../support/problems'

/** By the names of the files of fixes. */
export type Cases = Record<string, Case[]>
export interface Case {
  fault: ErrorCode
  given: Given
  dataset?: DataFacts | null
  /** The fix's title in English. */
  title: string
  /** Faults of the project once it is mended; none where left out. */
  then?: ErrorCode[]
}

export const image = ['Input', { shape: [28, 28] }] as [string, Design['nodes'][number]['config']]
export const row = ['Input', { shape: [4] }] as typeof image
export const softmax = (units: number) => ['Dense', { units, activation: 'softmax' }] as typeof image
export const nodes = (...list: [name: string, class_name: string, config?: Design['nodes'][number]['config']][]) =>
  list.map(([name, class_name, config = {}]) => ({ name, class_name, config }))
export const edges = (...list: string[]) =>
  list.map((edge) => {
    const [source, target] = edge.split('>')
    return { source: source!, target: target! }
  })
export const twoInputs = (className: string, wired: string[]): Design => ({
  nodes: nodes(
    ['input', 'Input', { shape: [4] }],
    ['a', 'Dense', { units: 8 }],
    ['b', 'Dense', { units: 8 }],
    ['join', className],
    ['out', 'Dense', { units: 1 }]
  ),
  edges: edges('input>a', 'input>b', ...wired, 'join>out')
})
export const regression = { training: { loss: 'mean_squared_error' } }
