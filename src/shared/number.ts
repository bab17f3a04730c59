import { z } from './zod'

/** What a diverging run computes: z.number() takes neither NaN nor infinities. They are written as strings in JSON. */
export const numberSchema = z.union([
  z.custom<number>((value) => typeof value === 'number'),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)
])
