// Everything that a trained model answers.
import type { CallName, ModelCall } from '../define'
import { activations } from './activations'
import { describe } from './describe'
import { evaluate } from './evaluate'
import { examples } from './examples'
import { predict } from './predict'
import { project } from './project'
import { saliency } from './saliency'
import { save } from './save'
import { weights } from './weights'

const ALL = [
  activations,
  describe,
  evaluate,
  examples,
  predict,
  project,
  saliency,
  save,
  weights
] as unknown as readonly ModelCall[]

export const MODEL_CALLS: ReadonlyMap<CallName, ModelCall> = new Map(ALL.map((call) => [call.name, call]))
