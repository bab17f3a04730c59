// keras.constraints: names, parameters and defaults. Their formulas are in src/compiler.
import type { TermSpec } from '../../shared/schema'

export const CONSTRAINTS: readonly TermSpec[] = [{ className: 'NonNeg', names: ['non_neg'], params: {} }]
