// Who trains: Netloom, tfjs-layers, and what a Python has of Keras on TensorFlow, Keras on JAX, and PyTorch.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import type { Command } from './contender'

export const NETLOOM = 'Netloom'
export const KERAS_FIT = 'Keras-TF, fit'
/** What Netloom's evaluate and predict are compared with. */
export const INFERENCE = [NETLOOM, KERAS_FIT, 'Keras-TF, 32 steps']

const PEERS = join(import.meta.dirname, 'peers')
const PACKAGES = ['keras', 'tensorflow', 'jax', 'torch'] as const
export type WorkerRole = 'compiled' | 'layers' | 'first-step'
export type Versions = Record<(typeof PACKAGES)[number], string | null>

export const python = (): string => process.env.NETLOOM_BENCH_PYTHON || 'python3'

/** Versions of the packages that the Python has; null where there is no such Python. */
export function pythonPackages(): Versions | null {
  try {
    const options = { encoding: 'utf8' as const, stdio: ['ignore' as const, 'pipe' as const, 'ignore' as const] }
    return JSON.parse(execFileSync(python(), [join(PEERS, 'versions.py'), ...PACKAGES], options)) as Versions
  } catch {
    return null
  }
}

/** The worker as JavaScript: a TypeScript file cannot be started as a process. @returns its path */
export async function buildWorker(): Promise<string> {
  const root = join(import.meta.dirname, '../..')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'test/bench/worker.ts', outDir: 'out/bench', target: 'node20', emptyOutDir: true }
  })
  return join(root, 'out/bench/worker.js')
}

/** Quiet, and with oneDNN, which Netloom's native engine switches on for itself: all have the same kernels. */
const onTensorFlow = { TF_CPP_MIN_LOG_LEVEL: '3', TF_ENABLE_ONEDNN_OPTS: '1' }

/** 'first-step' gets ready cold and on the project's own files, tells how long each part took, and trains no further. */
export const netloom = (name: string, folder: string, worker: string, role: WorkerRole): Command => ({
  name,
  program: process.execPath,
  args: [worker, folder, role],
  env: onTensorFlow
})

export function contendersFor(folder: string, worker: string, versions: Versions | null): Command[] {
  const keras = (name: string, backend: string, steps: number, jit: boolean): Command => ({
    name,
    program: python(),
    args: [join(PEERS, 'keras_train.py'), folder, String(steps), String(jit)],
    env: { ...onTensorFlow, KERAS_BACKEND: backend }
  })
  const torch: Command = { name: 'PyTorch', program: python(), args: [join(PEERS, 'torch_train.py'), folder] }
  return [
    netloom(NETLOOM, folder, worker, 'compiled'),
    netloom('tfjs-layers, same tfjs-node', folder, worker, 'layers'),
    ...(versions?.keras && versions.tensorflow
      ? [
          keras(KERAS_FIT, 'tensorflow', 1, false),
          keras('Keras-TF, 32 steps', 'tensorflow', 32, false),
          keras('Keras-TF, jit', 'tensorflow', 1, true),
          keras('Keras-TF, 32 steps, jit', 'tensorflow', 32, true)
        ]
      : []),
    ...(versions?.keras && versions.jax ? [keras('Keras-JAX', 'jax', 1, true)] : []),
    ...(versions?.torch ? [torch] : [])
  ]
}
