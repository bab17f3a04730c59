// The signatures of a compiled graph as functions, through tfjs-node's public API.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as tfjs from '@tensorflow/tfjs'
import { SERVE_TAG } from '../../compiler/graphdef'
import type { Graph } from '../../compiler/ir'

/** The part of tfjs-node that tfjs has not. */
export interface TensorFlow extends Pick<typeof tfjs, 'tensor' | 'tensor1d' | 'scalar' | 'dispose'> {
  node: { loadSavedModel(path: string, tags: string[], signature: string): Promise<SavedModel> }
}
interface SavedModel {
  predict(inputs: tfjs.NamedTensorMap): tfjs.NamedTensorMap
  dispose(): void
}
export type Fetched = Float32Array | Int32Array

export class GraphFunctions {
  private constructor(
    private readonly tf: TensorFlow,
    private readonly functions: ReadonlyMap<string, SavedModel>
  ) {}

  /** @param bytes saved_model.pb of the graph */
  static async open(tf: TensorFlow, { bytes, graph }: { bytes: Uint8Array; graph: Graph }): Promise<GraphFunctions> {
    // A folder of its own: signatures of one path share a session, and two runs in one process must not.
    const folder = mkdtempSync(join(tmpdir(), 'netloom-graph-'))
    try {
      writeFileSync(join(folder, 'saved_model.pb'), bytes)
      const functions = new Map<string, SavedModel>()
      for (const { name } of graph.signatures)
        functions.set(name, await tf.node.loadSavedModel(folder, [SERVE_TAG], name))
      return new GraphFunctions(tf, functions)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** Calls a signature; inputs and outputs are released. @returns the outputs' values by name */
  call(name: string, inputs: tfjs.NamedTensorMap): Record<string, Fetched> {
    const outputs = this.functions.get(name)!.predict(inputs)
    const values = Object.entries(outputs).map(([key, tensor]) => [key, tensor.dataSync() as Fetched])
    this.tf.dispose([...Object.values(inputs), ...Object.values(outputs)])
    return Object.fromEntries(values)
  }

  dispose(): void {
    for (const model of this.functions.values()) model.dispose()
  }
}
