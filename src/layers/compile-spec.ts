import type { CompileSpec } from '../compiler/compile'
import type { CheckedProject } from './check'

/** What the compiler is to make of a checked project and its data. */
export function compileSpecOf(
  { model, input, output, loss, metrics, optimizer }: CheckedProject,
  data: CompileSpec['data'],
  seed: number
): CompileSpec {
  // Layers are in data order already; the output goes last.
  const layers = [...model.layers.filter((layer) => layer !== output), output]
  return {
    layers: layers.map((layer) => ({
      name: layer.name,
      inputs: layer.inputs,
      weights: layer.weights,
      lower: layer === input ? null : (context, inputs) => layer.type.lower(context, inputs, layer.params)
    })),
    data,
    loss: { name: loss.name, fromLogits: loss.params.from_logits === true },
    metrics: metrics.map((metric) => metric.name),
    optimizer: { name: optimizer.name, params: optimizer.params as Record<string, number | boolean> },
    seed
  }
}
