// Arrays of numbers in what crosses the contract.
import type { NumberArray } from './columns'
import { z } from './zod'

/** Recognised across realms: a value from Electron's other world is no instance of this world's class. */
const typedArray = <T>(...names: string[]): z.ZodType<T, T> =>
  z.custom<T>(
    (value) => names.includes(Object.prototype.toString.call(value).slice(8, -1)),
    `expected ${names.join(' or ')}`
  )
const NUMBER_ARRAYS = ['Uint8', 'Int8', 'Uint16', 'Int16', 'Uint32', 'Int32', 'Float32', 'Float64']
export const numbers = typedArray<NumberArray>(...NUMBER_ARRAYS.map((name) => `${name}Array`))
export const bytes = typedArray<Uint8Array<ArrayBuffer>>('Uint8Array')
export const uint32 = typedArray<Uint32Array<ArrayBuffer>>('Uint32Array')
export const int32 = typedArray<Int32Array<ArrayBuffer>>('Int32Array')
export const float64 = typedArray<Float64Array<ArrayBuffer>>('Float64Array')
export const float32 = typedArray<Float32Array<ArrayBuffer>>('Float32Array')
