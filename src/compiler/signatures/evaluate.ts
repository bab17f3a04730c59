import type { GraphBuilder } from '../builder'
import { fetchedFloats } from '../border'
import { forward } from '../forward'
import type { CompileSpec } from '../spec'
import { measure } from '../statistics'
import { gatherBatch, type DataVariables } from './data'

/** evaluate_<i>: statistics of the examples at `indices`, and predict_<i>: the outputs for them; as in inference. */
export function inferenceSignatures(g: GraphBuilder, spec: CompileSpec, source: DataVariables, i: number): void {
  const indices = g.placeholder(`inference${i}/indices`, 'int32', [null])
  const batch = gatherBatch(g, spec, source, indices)
  const passed = forward(g, spec, batch.x, null)
  const { row } = measure(g, spec, passed, batch, false)
  g.signature(`evaluate_${i}`, { indices }, { row: fetchedFloats(g, row, `evaluate${i}/row`) })
  const outputs = spec.outputs.map(({ layer }, k) => [
    `y${k}`,
    fetchedFloats(g, passed.outputs.get(layer)!, `predict${i}/y${k}`)
  ])
  g.signature(`predict_${i}`, { indices }, Object.fromEntries(outputs))
}
