// Calls as Keras 3 writes them: { args: [{ class_name: '__keras_tensor__', ... }], kwargs: { training: false } }
import { isRecord, TensorRef, type Argument, type Call, type JsonRecord, type Json } from './source'

export function readKeras3Call(node: JsonRecord): Call {
  const args = readArgument(node.args ?? [])
  const kwargs = readArgument(node.kwargs ?? {})
  return {
    args: Array.isArray(args) ? args : [args],
    kwargs: isRecord(kwargs) ? kwargs : {}
  }
}

function readArgument(value: Json): Argument {
  if (Array.isArray(value)) return value.map(readArgument)
  if (!isRecord(value)) return value
  const history = value.class_name === '__keras_tensor__' && isRecord(value.config) ? value.config.keras_history : null
  if (Array.isArray(history)) return new TensorRef(String(history[0]), Number(history[1]), Number(history[2]))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readArgument(item)]))
}
