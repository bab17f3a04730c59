// How much values of the input, or places of a layer, matter for a unit of an output: gradients in inference mode. A graph
// of its own for each question, compiled only when it is asked for.
import { pullBack } from './autodiff'
import { fedFloats, fetchedFloats } from './border'
import type { GraphBuilder } from './builder'
import { forward } from './forward'
import { compileAsked, type InferenceModel } from './inference'
import { sizeOf, type Tensor } from './ir'
import { opTable } from './ops'
import type { CompileSpec } from './spec'

export interface SaliencyModel extends InferenceModel {
  /** Whether it is the score before a softmax or sigmoid that is explained; else the output itself. */
  logit: boolean
}

/** Thrown where the output does not depend smoothly on what is asked about: behind an Embedding, or beside the way. */
export class NoGradient extends Error {}

/**
 * set_weights, and `explain`: takes x floats [batch, ...shape], rescaled, and units int32 [batch] (of the flattened
 * output), and gives `map`. Without `layer`, the size of the gradient with respect to the input, [batch, ...shape]. With one
 * whose output is [batch, height, width, channels], Grad-CAM (Selvaraju et al. 2017, equations 1 and 2) [batch, height,
 * width]: channels added up, each as much as the mean of its gradient, and what is left above zero.
 * @throws NoGradient; Error naming an op without a gradient
 */
export function compileSaliency(spec: CompileSpec, target: { output: number; layer: string | null }): SaliencyModel {
  let logit = false
  const model = compileAsked(spec, (g) => {
    const x = fedFloats(g, 'explain/x', [null, ...spec.data.shape])
    const units = g.placeholder('explain/units', 'int32', [null])
    const { outputs } = forward(g, spec, x.value, null)
    const found = scoresOf(outputs.get(spec.outputs[target.output]!.layer)!)
    logit = found.logit
    const size = sizeOf(found.scores.dims.slice(1) as number[])
    const chosen = g.op('OneHot', [units, g.int(size), g.float(1), g.float(0)], { depth: size })
    const about = target.layer === null ? x.value : outputs.get(target.layer)!
    const [gradient] = pullBack(g, opTable, [[g.reshape(found.scores, [null, size]), chosen]], [about])
    if (!gradient) throw new NoGradient(target.layer ?? 'input')
    const map = target.layer === null ? g.op('Abs', [gradient]) : gradCam(g, about, gradient)
    g.signature('explain', { x: x.fed, units }, { map: fetchedFloats(g, map, 'explain/map') })
  })
  return { ...model, logit }
}

/** @param activations and gradient [batch, height, width, channels] */
function gradCam(g: GraphBuilder, activations: Tensor, gradient: Tensor): Tensor {
  const shares = g.mean(gradient, [1, 2], true)
  return g.op('Relu', [g.sum(g.times(activations, shares), [3])])
}

const SQUASHING = ['Softmax', 'LogSoftmax', 'Sigmoid']

/**
 * What an output was before its softmax or sigmoid: of a network that is sure, the gradient of the probability itself is
 * next to nothing everywhere.
 */
function scoresOf(output: Tensor): { scores: Tensor; logit: boolean } {
  let at = output
  while (['Identity', 'Reshape', 'Cast'].includes(at.node.op)) at = at.node.inputs[0]!
  return SQUASHING.includes(at.node.op) ? { scores: at.node.inputs[0]!, logit: true } : { scores: output, logit: false }
}
