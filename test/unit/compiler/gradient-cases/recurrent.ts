// Gradients of what adds up a value that several steps use.
import { wave, type GradientCase } from './values'

export default {
  AddN: [{ inputs: [wave([3, 4]), wave([3, 4], 1), wave([3, 4], 2)] }]
} satisfies Record<string, GradientCase[]>
