import type { CheckedProject } from '../../layers/check'
import { sizeOf } from '../../layers/define'
import type { ModelData } from './open-model'

/**
 * What one example is: the one Input's shape; several share it or cut it into parts, as the data are. Where the data are
 * gone, inputs of one shape are taken to share it.
 */
export async function exampleShapeOf(
  { inputs }: CheckedProject,
  data: () => Promise<ModelData>
): Promise<readonly number[]> {
  const [first] = inputs
  if (inputs.length === 1) return first!.outputShape
  const known = await data().catch(() => null)
  if (known) return known.training.shape
  const same = inputs.every(({ outputShape }) => outputShape.join() === first!.outputShape.join())
  return same ? first!.outputShape : [inputs.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0)]
}
