// Where no native TensorFlow can be had: the same tfjs-layers on WebAssembly. Several times slower, and says so.
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import type { Engine } from '../engine'
import { layersEngine } from './layers-engine'
import { registerSeluGradient } from './selu-gradient'
import { registerWasmGradients } from './wasm-gradients'

/** Falls back to plain JavaScript where WebAssembly does not start. */
export async function loadPortableEngine(): Promise<Engine> {
  registerWasmGradients()
  registerSeluGradient()
  const name = (await tf.setBackend('wasm').catch(() => false)) ? 'wasm' : 'cpu'
  if (name === 'cpu') await tf.setBackend('cpu')
  await tf.ready()
  return layersEngine(tf, { name, native: false, version: tf.version.tfjs })
}
