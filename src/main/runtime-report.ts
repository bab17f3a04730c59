// Which TensorFlow this machine trains with, what is missing, and the one command that mends it.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RuntimeReport } from '../shared/contract'
import { z } from '../shared/zod'
import { cpuFeatures } from './cpu-features'
import { checkNative } from './native-check'

const SET_UP = 'npm run setup'

/** What scripts/native/inspect.mjs says; it is not there in a packaged app. */
const inspectionSchema = z.object({
  found: z.boolean(),
  source: z.string(),
  sourceDetail: z.string().optional(),
  missing: z.array(z.string()),
  remedy: z.string().optional()
})
type Inspection = z.infer<typeof inspectionSchema>

export interface RuntimeQuestion {
  /** Folder of Netloom's package.json. */
  root: string
  /** NETLOOM_HOME, where the answer is kept. */
  home: string
  /** Loads TensorFlow again, even if nothing seems to have changed. */
  fresh?: boolean
}

/** Takes seconds the first time, since TensorFlow is really loaded (in a process of its own); milliseconds later on. */
export async function reportRuntime({ root, home, fresh }: RuntimeQuestion): Promise<RuntimeReport> {
  const [features, inspection] = await Promise.all([cpuFeatures(), inspect(root, home)])
  const off = process.env.NETLOOM_NATIVE === 'off' || inspection?.source === 'off'
  const native = off ? { problem: 'turned off by NETLOOM_NATIVE=off' } : await checkNative(root, home, fresh)
  const cores = cpus()
  const cpu = { model: cores[0]?.model.trim() || process.arch, cores: cores.length, features }
  if ('version' in native) {
    const source = inspection?.sourceDetail ?? inspection?.source ?? null
    return { native: true, engine: 'tfjs-node', version: native.version, source, cpu, missing: [], remedy: null }
  }
  const missing = inspection && inspection.missing.length > 0 ? inspection.missing : [native.problem]
  const remedy = off ? 'unset NETLOOM_NATIVE' : (inspection?.remedy ?? SET_UP)
  return { native: false, ...portableEngine(root), source: null, cpu, missing, remedy }
}

async function inspect(root: string, home: string): Promise<Inspection | null> {
  const script = join(root, 'scripts', 'native', 'inspect.mjs')
  if (!existsSync(script)) return null
  try {
    const module = (await import(/* @vite-ignore */ pathToFileURL(script).href)) as {
      inspectNative: (options: { root: string; home: string }) => unknown
    }
    return inspectionSchema.parse(module.inspectNative({ root, home }))
  } catch {
    return null // The load check still tells whether training works natively.
  }
}

/** What trains where there is no native TensorFlow: tfjs-layers on tfjs's WebAssembly backend, else in JavaScript. */
function portableEngine(root: string): { engine: 'wasm' | 'cpu'; version: string } {
  const packageAt = createRequire(join(root, 'package.json'))
  const versionOf = (name: string): string | null => {
    try {
      return (JSON.parse(readFileSync(packageAt.resolve(`${name}/package.json`), 'utf8')) as { version: string })
        .version
    } catch {
      return null
    }
  }
  const wasm = versionOf('@tensorflow/tfjs-backend-wasm')
  return { engine: wasm === null ? 'cpu' : 'wasm', version: versionOf('@tensorflow/tfjs') ?? '' }
}
