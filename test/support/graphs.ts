// Runs a graph of the compiler on native TensorFlow, in the test's own process.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as tfjs from '@tensorflow/tfjs'
import { GraphBuilder } from '../../src/compiler/builder'
import { savedModel } from '../../src/compiler/graphdef'
import type { Graph, Tensor } from '../../src/compiler/ir'
import { opTable } from '../../src/compiler/ops'
import { verify } from '../../src/compiler/verify'
import type { TensorFlow } from '../../src/trainer/engines/compiled'

export interface Value {
  dims: number[]
  values: ArrayLike<number>
  dtype?: 'float32' | 'int32' | 'bool'
}

export const tensorFlow = (): typeof tfjs & TensorFlow => createRequire(import.meta.url)('@tensorflow/tfjs-node')

/** A graph from inputs to outputs as a function that can be called many times. @param pass changes the graph before */
export async function graphFunction(
  inputs: Record<string, Value>,
  make: (g: GraphBuilder, fed: Record<string, Tensor>) => Record<string, Tensor>,
  pass: (graph: Graph) => Graph = (graph) => graph
): Promise<(feeds: Record<string, ArrayLike<number>>) => Record<string, number[]>> {
  const tf = tensorFlow()
  const g = new GraphBuilder(opTable)
  const fed = Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype = 'float32', dims }]) => [name, g.placeholder(name, dtype, dims)])
  )
  g.signature('call', fed, make(g, fed))
  const graph = pass(g.finish())
  verify(graph, opTable)
  const folder = mkdtempSync(join(tmpdir(), 'netloom-test-graph-'))
  try {
    writeFileSync(join(folder, 'saved_model.pb'), savedModel(graph, opTable))
    const model = await tf.node.loadSavedModel(folder, ['serve'], 'call')
    return (feeds) => {
      const tensors = Object.entries(inputs).map(([name, { dims, dtype = 'float32', values }]) => [
        name,
        tf.tensor(Array.from(feeds[name] ?? values), dims, dtype)
      ])
      const outputs = model.predict(Object.fromEntries(tensors))
      return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, [...tensor.dataSync()]]))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
