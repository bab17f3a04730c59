import type { CompileSpec, SpecData, SpecLayer, Term } from '../compiler/spec'
import { floatTypeOf, type Training } from '../shared/training'
import type { CheckedProject } from './check'
import type { InferredLayer } from './infer'

/** What the compiler is to make of a checked project and its data. */
export function compileSpecOf(
  { model, outputs, optimizer }: CheckedProject,
  data: SpecData,
  { seed, floatType, mixed }: Pick<CompileSpec, 'seed' | 'floatType' | 'mixed'>
): CompileSpec {
  return {
    layers: model.layers.map((layer) => ({
      name: layer.name,
      owner: layer.owner,
      inputs: layer.inputs,
      weights: layer.weights,
      outputShape: layer.outputShape,
      activityRegularizer: (layer.params.activity_regularizer as Term | null | undefined) ?? null,
      supportsMasking: layer.type.supportsMasking ?? false,
      adapt: adaptOf(layer),
      lower:
        layer.type.className === 'Input' ? null : (context, inputs) => layer.type.lower(context, inputs, layer.params)
    })),
    outputs: outputs.map(({ layer, loss, lossWeight, metrics }) => ({ layer: layer.name, loss, lossWeight, metrics })),
    data,
    optimizer,
    seed,
    floatType,
    mixed
  }
}

const adaptOf = ({ name, owner, type: { adapt }, params }: InferredLayer): SpecLayer['adapt'] =>
  adapt && name === owner ? (g, inputs) => adapt.statistics(g, inputs, params) : null

export const specOptions = (
  training: Pick<Training, 'seed' | 'dtype_policy'>
): Pick<CompileSpec, 'seed' | 'floatType' | 'mixed'> => ({
  seed: training.seed,
  floatType: floatTypeOf(training),
  mixed: training.dtype_policy === 'mixed_bfloat16'
})
