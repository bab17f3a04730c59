// TensorFlow's C library through tfjs-node. The only file that loads it.
import { createRequire } from 'node:module'
import util from 'node:util'
import type * as tfjs from '@tensorflow/tfjs'
import type { Engine } from '../engine'
import { compiledEngine, type TensorFlow } from './compiled'

/** @throws whatever loading the binding throws: not built, wrong platform, missing library */
export async function loadNativeEngine(): Promise<Engine> {
  restoreRemovedUtil()
  // TensorFlow turns oneDNN's kernels on by itself only where the processor has AVX-512 VNNI; with AVX2 they train a
  // CNN 1.6 times as fast. Read when the library is loaded.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1'
  const require = createRequire(import.meta.url)
  const tf = require('@tensorflow/tfjs-node') as typeof tfjs & TensorFlow
  await tf.setBackend('tensorflow')
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } }
  return compiledEngine(tf, { name: 'tfjs-node', native: true, version: binding.TF_Version })
}

// tfjs-node 4.22 calls two helpers that Node 23 removed (Electron 45 embeds Node 24).
function restoreRemovedUtil(): void {
  const target = util as unknown as Record<string, unknown>
  target.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined
  target.isArray ??= Array.isArray
}
