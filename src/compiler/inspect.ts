// A look inside one training step, where its loss is not finite: what else is not. Compiled only when it is asked for.
import { gradients } from './autodiff'
import { GraphBuilder } from './builder'
import { fedStep } from './fed-step'
import { forward } from './forward'
import { savedModel } from './graphdef'
import type { Graph, Tensor, Variable } from './ir'
import { opTable } from './ops'
import { removeDead } from './simplify'
import type { CompileSpec } from './spec'
import { measure } from './statistics'
import { verify } from './verify'

export interface InspectionModel {
  bytes: Uint8Array<ArrayBuffer>
  graph: Graph
  /** In the order of set_weights. */
  weights: Variable[]
  /** What the answers of `inspect` are about, one flag each. */
  flags: { layer: string; part: 'weights' | 'output' | 'gradient' }[]
}

/**
 * inspect: takes a batch and the number of the step (see fedStep), and gives for each of `flags` 1 where all is finite, else 0. Weights are those that were set; nothing is trained.
 */
export function compileInspection(spec: CompileSpec): InspectionModel {
  const g = new GraphBuilder(opTable, spec.floatType, spec.mixed)
  const { owned, batch, step, inputs } = fedStep(g, spec, 'inspect')
  const passed = forward(g, spec, batch.x, step)
  const { loss } = measure(g, spec, passed, batch, true)

  const trained = owned.filter(({ weight }) => weight.trainable)
  const grads = gradients(
    g,
    opTable,
    loss,
    trained.map(({ variable }) => passed.reads.get(variable.name)!)
  )
  const flags: InspectionModel['flags'] = []
  const answers: Tensor[] = []
  const add = (layer: string, part: 'weights' | 'output' | 'gradient', tensors: readonly Tensor[]): void => {
    const floats = tensors.filter(({ dtype }) => dtype === g.floatType)
    if (floats.length === 0) return
    flags.push({ layer, part })
    answers.push(floats.map((tensor) => allFinite(g, tensor)).reduce((a, b) => g.op('LogicalAnd', [a, b])))
  }
  for (const { name } of spec.layers) {
    const own = owned.filter(({ layer }) => layer === name)
    add(
      name,
      'weights',
      own.map(({ variable }) => g.read(variable))
    )
    add(name, 'output', [passed.outputs.get(name)!])
    add(
      name,
      'gradient',
      trained.flatMap(({ layer }, i) => (layer === name ? [grads[i]!] : []))
    )
  }
  const finite = g.cast(g.stack(answers), 'int32')
  g.signature('inspect', inputs, { finite: g.identity(finite, 'inspect/finite') })
  const graph = removeDead(g.finish())
  verify(graph, opTable)
  return { bytes: savedModel(graph, opTable), graph, weights: owned.map(({ variable }) => variable), flags }
}

const allFinite = (g: GraphBuilder, x: Tensor): Tensor => {
  const finite = g.op('IsFinite', [x])
  const axes = g.allAxes(x)
  return g.op('All', [finite, g.ints(axes)], { axes, keepDims: false })
}
