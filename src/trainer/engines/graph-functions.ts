// The signatures of a compiled graph as functions, through tfjs-node's public API.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as tfjs from '@tensorflow/tfjs'
import { savedModel, SERVE_TAG } from '../../compiler/graphdef'
import type { Graph } from '../../compiler/ir'
import { opTable } from '../../compiler/ops'
import { NetloomError } from '../../shared/errors'

/** The part of tfjs-node that tfjs has not. */
export interface TensorFlow extends Pick<typeof tfjs, 'tensor' | 'tensor1d' | 'scalar' | 'dispose'> {
  node: { loadSavedModel(path: string, tags: string[], signature: string): Promise<SavedModel> }
}
interface SavedModel {
  predict(inputs: tfjs.NamedTensorMap): tfjs.NamedTensorMap
  dispose(): void
}
export type Fetched = Float32Array | Int32Array

const PREFIX = 'netloom-graph-'
/** Graphs are read within seconds: an older folder is what a killed trainer has left. */
const STALE_MS = 24 * 60 * 60 * 1000

function removeStale(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(PREFIX))) {
    const path = join(folder, name)
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > STALE_MS) tryToRemove(path)
  }
}

function tryToRemove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Another user's, which is theirs to remove.
  }
}

/** TensorFlow's word as one error: what it could not allocate, or what it refused. */
function failure(error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error) return error
  const [reason = ''] = error.message.split('\n')
  if (/OOM|out of memory|allocat/i.test(reason))
    return new NetloomError('MEMORY_EXHAUSTED', { reason }, { cause: error, detail: error.message })
  return new NetloomError('GRAPH_REFUSED', { reason }, { cause: error, detail: error.message })
}

export class GraphFunctions {
  private constructor(
    private readonly tf: TensorFlow,
    private readonly functions: ReadonlyMap<string, SavedModel>
  ) {}

  /** @param bytes saved_model.pb of the graph */
  static async open(tf: TensorFlow, { bytes, graph }: { bytes: Uint8Array; graph: Graph }): Promise<GraphFunctions> {
    removeStale(tmpdir())
    // A folder of its own: signatures of one path share a session, and two runs in one process must not.
    const folder = mkdtempSync(join(tmpdir(), PREFIX))
    try {
      const file = join(folder, 'saved_model.pb')
      writeFileSync(file, bytes)
      const functions = new Map<string, SavedModel>()
      for (const [i, { name }] of graph.signatures.entries()) {
        functions.set(name, await tf.node.loadSavedModel(folder, [SERVE_TAG], name))
        // The session has the graph now. For each further signature tfjs-node reads the file anew, to learn its names.
        if (i === 0) writeFileSync(file, savedModel({ nodes: [], signatures: graph.signatures }, opTable))
      }
      return new GraphFunctions(tf, functions)
    } catch (error) {
      throw failure(error)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** Calls a signature; inputs and outputs are released. @returns the outputs' values by name */
  call(name: string, inputs: tfjs.NamedTensorMap): Record<string, Fetched> {
    const outputs = this.predict(name, inputs)
    const values = Object.entries(outputs).map(([key, tensor]) => [key, tensor.dataSync() as Fetched])
    this.tf.dispose([...Object.values(inputs), ...Object.values(outputs)])
    return Object.fromEntries(values)
  }

  private predict(name: string, inputs: tfjs.NamedTensorMap): tfjs.NamedTensorMap {
    try {
      return this.functions.get(name)!.predict(inputs)
    } catch (error) {
      throw failure(error)
    }
  }

  dispose(): void {
    for (const model of this.functions.values()) model.dispose()
  }
}
