// Operations on tensors, which functional models hold beside layers (x + y, keras.ops.relu(x), tf.nn.relu(x)), as layers
// that do the same.
import { ACTIVATIONS } from '../../layers/common'
import { kerasName } from '../names'
import { isRecord, TensorRef, type Argument, type Call, type Json, type JsonRecord, type LayerSource } from './source'

export interface LayerWords {
  class_name: string
  config: JsonRecord
}

/** keras.ops, or a function of TensorFlow in a model of tf.keras. */
export const isOperation = ({ module, className }: Pick<LayerSource, 'module' | 'className'>): boolean =>
  /^keras\.(src\.)?ops(\.|$)/.test(module ?? '') || className === 'TFOpLambda'

const BINARY = ['Add', 'Subtract', 'Multiply', 'Maximum', 'Minimum']
/** tf.keras names the function: math.multiply, __operators__.mul */
const TF_NAMES: Record<string, string> = {
  mul: 'Multiply',
  sub: 'Subtract',
  truediv: 'TrueDivide',
  concat: 'Concatenate'
}
/** Values that an activation by its name stands for. */
const PLAIN: JsonRecord = { axis: -1, alpha: 1, threshold: 0.5, b: 4, approximate: false }

/** Null where no layer does the same. */
export function layerForOperation({ className, config }: LayerSource, call: Call): LayerWords | null {
  const name = className === 'TFOpLambda' ? functionName(config) : className
  const values = [...call.args, ...Object.values(call.kwargs).filter((value) => value !== null)]
  return arithmetic(name, values) ?? activation(name, config) ?? rearranged(name, config, call)
}

function functionName({ function: path }: JsonRecord): string {
  const last = String(path).split('.').at(-1)!
  return TF_NAMES[last] ?? last.charAt(0).toUpperCase() + last.slice(1)
}

const isTensor = (value: Argument | undefined): boolean => value instanceof TensorRef

function arithmetic(name: string, values: readonly Argument[]): LayerWords | null {
  const [a, b] = values
  if (values.length === 2 && isTensor(a) && isTensor(b) && BINARY.includes(name))
    return { class_name: name, config: {} }
  const linear = (scale: number, offset: number): LayerWords => ({ class_name: 'Rescaling', config: { scale, offset } })
  if (name === 'Negative' && values.length === 1) return linear(-1, 0)
  const number = isTensor(a) ? b : a
  if (values.length !== 2 || typeof number !== 'number' || isTensor(a) === isTensor(b)) return null
  switch (name) {
    case 'Add':
      return linear(1, number)
    case 'Subtract':
      return isTensor(a) ? linear(1, -number) : linear(-1, number)
    case 'Multiply':
      return linear(number, 0)
    case 'Divide':
    case 'TrueDivide':
      return isTensor(a) && number !== 0 ? linear(1 / number, 0) : null
    default:
      return null
  }
}

function activation(className: string, config: JsonRecord): LayerWords | null {
  const name = kerasName(className)
  const rest = Object.entries(config).filter(([key]) => key !== 'name' && key !== 'function')
  if (className === 'LeakyRelu' && rest.length <= 1) {
    return { class_name: 'LeakyReLU', config: { negative_slope: config.negative_slope ?? 0.2 } }
  }
  if (!(ACTIVATIONS as readonly string[]).includes(name)) return null
  return rest.every(([key, value]) => PLAIN[key] === value)
    ? { class_name: 'Activation', config: { activation: name } }
    : null
}

function rearranged(name: string, config: JsonRecord, { kwargs }: Call): LayerWords | null {
  const axis = config.axis ?? kwargs.axis
  if (name === 'Concatenate' && typeof axis === 'number') return { class_name: name, config: { axis } }
  const shape = config.newshape
  if (name === 'Reshape' && Array.isArray(shape) && (shape[0] === -1 || shape[0] === null))
    return { class_name: name, config: { target_shape: shape.slice(1) } }
  const axes = config.axes
  if (name === 'Transpose' && Array.isArray(axes) && axes[0] === 0)
    return { class_name: 'Permute', config: { dims: axes.slice(1) } }
  return null
}

/** Of a call that is kept as a placeholder: its values that are no tensors, so that they are not lost. */
export function constantsOf({ args, kwargs }: Call): Json[] {
  const plain = (value: Argument): Json[] => {
    if (value instanceof TensorRef || value === null) return []
    if (Array.isArray(value)) return value.flatMap(plain)
    return isRecord(value) ? Object.values(value as Record<string, Argument>).flatMap(plain) : [value as Json]
  }
  return [...args, ...Object.values(kwargs)].flatMap(plain)
}
