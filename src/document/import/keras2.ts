// Calls as Keras 2 and TensorFlow.js write them: [['conv2d', 0, 0, { training: true }], ['input_1', 0, 0, {}]], where an
// argument by name may be a tensor too: ['query', 0, 0, { value: ['values', 0, 0] }].
import { isRecord, TensorRef, type Argument, type Call, type Json, type JsonRecord } from './source'

/** tf.keras puts a number in the place of a tensor so: ['_CONSTANT_VALUE', -1, 2.5, {}] */
const CONSTANT = '_CONSTANT_VALUE'

interface Reference {
  layer: string
  call: number
  output: number
  named: JsonRecord
}

/** [layer, call, output] or [layer, call, output, arguments by name] */
function referenceOf(value: Json): Reference | null {
  if (!Array.isArray(value) || (value.length !== 3 && value.length !== 4)) return null
  const [layer, call, output, named = null] = value
  if (typeof layer !== 'string' || typeof call !== 'number' || typeof output !== 'number') return null
  return { layer, call, output, named: isRecord(named) ? named : {} }
}

export function readKeras2Call(node: Json): Call {
  const kwargs: Record<string, Argument> = {}
  const read = (value: Json): Argument => {
    const reference = referenceOf(value)
    if (reference) {
      const { layer, call, output, named } = reference
      for (const [key, item] of Object.entries(named)) kwargs[key] = read(item)
      return layer === CONSTANT ? output : new TensorRef(layer, call, output)
    }
    if (Array.isArray(value)) return value.map(read)
    if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item)]))
    return value
  }
  const args = read(node)
  return { args: Array.isArray(args) ? args : [args], kwargs }
}

/** References of a model's inputs or outputs: one, a list, or by name. */
export function readReferences(value: Json | undefined): TensorRef[] {
  if (value === undefined || value === null || typeof value !== 'object') return []
  const reference = referenceOf(value)
  if (reference) return [new TensorRef(reference.layer, reference.call, reference.output)]
  return Object.values(value).flatMap((item: Json) => readReferences(item))
}
