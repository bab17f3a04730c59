// From a network, its loss, metrics and optimizer to a SavedModel whose signatures train it, step by step, on data that
// lie in the session, or come with each call.
import { GraphBuilder } from './builder'
import { foldConstants } from './fold'
import { ownedWeights } from './forward'
import { savedModel } from './graphdef'
import type { FloatType, Graph, Variable } from './ir'
import { opTable } from './ops'
import { adaptSignatures } from './signatures/adapt'
import { dataSources } from './signatures/data'
import { inferenceSignatures } from './signatures/evaluate'
import { initializeSignature } from './signatures/initialize'
import { trainSignature } from './signatures/train'
import { variableSignatures } from './signatures/variables'
import { removeDead, shareCommon } from './simplify'
import type { CompileSpec } from './spec'
import type { LogColumn } from './statistics'
import { verify } from './verify'

export interface CompiledModel {
  /** saved_model.pb */
  bytes: Uint8Array<ArrayBuffer>
  graph: Graph
  floatType: FloatType
  /** All weights, in the order of set_weights and get_weights. */
  weights: Variable[]
  /** What the optimizer keeps, in the order of set_slots and get_slots. */
  slots: Variable[]
  /** Layers whose weights come from the training examples, in the order in which they are to be adapted. */
  adapted: string[]
  /** What the rows of train and evaluate hold. */
  columns: LogColumn[]
}

/** The graph after each pass, for a look inside. */
export type OnPass = (pass: string, graph: Graph) => void

/** In the order in which they run. */
export const PASSES = ['lower', 'fold', 'dead', 'common'] as const
const RUN: Record<(typeof PASSES)[number], (graph: Graph) => Graph> = {
  lower: (graph) => graph,
  fold: (graph) => foldConstants(graph, opTable),
  dead: removeDead,
  common: (graph) => shareCommon(graph, opTable)
}

/** @throws Error where the graph is none any more */
export function runPass(pass: (typeof PASSES)[number], before: Graph): Graph {
  const after = RUN[pass](before)
  verify(after, opTable)
  return after
}

/** @throws Error for an op or shape that cannot be lowered or differentiated, naming it */
export function compile(spec: CompileSpec, onPass: OnPass = () => undefined): CompiledModel {
  const { graph: lowered, ...model } = lowerModel(spec)
  const graph = PASSES.reduce((before, pass) => {
    const after = runPass(pass, before)
    onPass(pass, after)
    return after
  }, lowered)
  return { bytes: savedModel(graph, opTable), graph, floatType: spec.floatType, ...model }
}

function lowerModel(spec: CompileSpec): Pick<CompiledModel, 'graph' | 'weights' | 'slots' | 'adapted' | 'columns'> {
  const g = new GraphBuilder(opTable, spec.floatType, spec.mixed)
  const weights = ownedWeights(g, spec).map(({ variable }) => variable)
  const sources = dataSources(g, spec)
  variableSignatures(g, 'weights', weights)
  initializeSignature(g, spec)
  const { columns, slots } = trainSignature(g, spec, sources[0]!)
  variableSignatures(g, 'slots', slots)
  sources.forEach((source, i) => inferenceSignatures(g, spec, source, i))
  const adapted = adaptSignatures(g, spec, sources[0]!)
  return { graph: g.finish(), weights, slots, adapted, columns }
}
