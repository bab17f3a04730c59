// TensorFlow.js writes model.json in Keras 2's words, but model.toJSON() and old files in JavaScript's.
import { kerasName } from '../names'
import { isRecord, type Json } from './source'

/** As convertTsToPythonic of tfjs-layers: snake_case keys and terms; names of layers and classes stay. */
export function inKerasWords(value: Json, key = ''): Json {
  if (typeof value === 'string') return /^[a-z]+[A-Z]/.test(value) ? kerasName(value) : value
  if (Array.isArray(value)) {
    return value.map((item, i) => {
      const namesLayer = i === 0 && typeof item === 'string' && /^(inboundNodes|inputLayers|outputLayers)$/.test(key)
      return namesLayer ? item : inKerasWords(item, key)
    })
  }
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const isName = (name === 'name' || name === 'className') && typeof item === 'string'
      return [snakeCase(name), isName ? item : inKerasWords(item, name)]
    })
  )
}

const snakeCase = (name: string): string => (/[A-Z]/.test(name) ? kerasName(name) : name)
