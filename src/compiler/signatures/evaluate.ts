import type { GraphBuilder } from '../builder'
import { fetchedFloats } from '../border'
import { forward } from '../forward'
import type { CompileSpec } from '../spec'
import { measure } from '../statistics'
import { gatherBatch, type DataSource } from './data'

/** evaluate_<i>: statistics of the examples at `indices`, and predict_<i>: the outputs for them; as in inference. */
export function inferenceSignatures(g: GraphBuilder, spec: CompileSpec, source: DataSource, i: number): void {
  const indices = g.placeholder(`inference${i}/indices`, 'int32', [null])
  const batch = gatherBatch(g, spec, source, indices)
  const passed = forward(g, spec, batch.x, null)
  const { row } = measure(g, spec, passed, batch, false)
  const inputs = { indices, ...source.inputs }
  g.signature(`evaluate_${i}`, inputs, { row: fetchedFloats(g, row, `evaluate${i}/row`) })
  const outputs = spec.outputs.map(({ layer }, k) => [
    `y${k}`,
    fetchedFloats(g, passed.outputs.get(layer)!, `predict${i}/y${k}`)
  ])
  g.signature(`predict_${i}`, inputs, Object.fromEntries(outputs))
}
