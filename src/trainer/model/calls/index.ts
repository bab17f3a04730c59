// Everything that a trained model answers.
import type { CallName, ModelCall } from '../define'
import { describe } from './describe'
import { evaluate } from './evaluate'
import { examples } from './examples'
import { predict } from './predict'
import { save } from './save'

const ALL = [describe, evaluate, examples, predict, save] as unknown as readonly ModelCall[]

export const MODEL_CALLS: ReadonlyMap<CallName, ModelCall> = new Map(ALL.map((call) => [call.name, call]))
