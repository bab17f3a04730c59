// Parameters that Keras writes and Netloom does not have, at the values at which they change nothing.
import type { Json } from './source'

/** Whatever their value: names, what is read elsewhere, and what only changes how fast a layer computes. */
const MEANINGLESS = new Set([
  'name',
  'dtype',
  'batch_input_shape',
  'batch_size',
  'input_length',
  'fn',
  'query_shape',
  'value_shape',
  'key_shape',
  'implementation',
  'rank',
  'autocast',
  'jit_compile',
  'experimental_run_tf_function'
])
const DEFAULTS: Record<string, readonly Json[]> = {
  trainable: [true],
  data_format: ['channels_last'],
  synchronized: [false],
  renorm: [false],
  renorm_momentum: [0.99],
  fused: [true],
  return_state: [false],
  stateful: [false],
  time_major: [false],
  zero_output_for_mask: [false],
  keepdims: [false],
  rms_scaling: [false],
  use_gate: [false],
  sparse: [false],
  ragged: [false],
  optional: [false],
  invert: [false],
  fill_value: [0],
  use_ema: [false],
  ema_momentum: [0.99],
  decay: [0],
  is_legacy_optimizer: [false, true],
  axis: [-1]
}

/** null is Keras's None, and stands for a default everywhere. */
export const isDefault = (key: string, value: Json): boolean =>
  value === null || MEANINGLESS.has(key) || (DEFAULTS[key]?.includes(value) ?? false)
