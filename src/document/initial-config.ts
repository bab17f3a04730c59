// What a new layer's config holds where Keras has no default: values that people often begin with.
import type { LayerType } from '../layers/define'
import type { LayerConfig } from '../shared/design'
import type { ParamSpec } from '../shared/schema'

const COMMON: LayerConfig = {
  units: 64,
  filters: 32,
  kernel_size: 3,
  pool_size: 2,
  activation: 'relu',
  rate: 0.5,
  stddev: 0.1,
  n: 2,
  axes: 1,
  input_dim: 10_000,
  output_dim: 64,
  num_heads: 4,
  key_dim: 16,
  factor: 0.1,
  height_factor: 0.1,
  width_factor: 0.1,
  target_shape: [-1],
  dims: [2, 1],
  shape: [28, 28, 1]
}
/** Where the common value would make no sense. */
const OWN: Record<string, LayerConfig> = {
  Bidirectional: { layer: { class_name: 'LSTM', config: { units: 64 } } },
  TimeDistributed: { layer: { class_name: 'Dense', config: { units: 64 } } },
  SpatialDropout1D: { rate: 0.2 },
  SpatialDropout2D: { rate: 0.2 },
  Rescaling: { scale: 1 / 255 },
  DepthwiseConv2D: { kernel_size: 3 }
}

/** @param exampleShape of the dataset in hand, for Input */
export function initialConfig(type: LayerType, exampleShape?: readonly number[]): LayerConfig {
  if (type.className === 'Input' && exampleShape) return { shape: [...exampleShape] }
  const required = Object.entries<ParamSpec>(type.params).filter(([, spec]) => spec.default === undefined)
  return Object.fromEntries(required.map(([key]) => [key, OWN[type.className]?.[key] ?? COMMON[key] ?? null]))
}
