import { defineOp, type Op } from '../op'

export default [
  // Seconds since 1970, in steps of a microsecond, at the moment when all have run that it waits for.
  defineOp({ name: 'Timestamp', stateful: true, infer: () => [{ dtype: 'float64', dims: [] }] })
] as Op[]
