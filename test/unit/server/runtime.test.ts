import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { describeDiagnosis } from '../../../src/cli/commands/doctor'
import type { Diagnosis } from '../../../src/main/diagnosis'
import { checkNative } from '../../../src/main/native-check'
import { reportRuntime } from '../../../src/main/runtime-report'
import { temporaryFolder } from './workspace'

afterEach(() => vi.unstubAllEnvs())

/** A tfjs-node that does what the test needs of it; it counts in `loads` how often it was loaded. */
function rootWith(source: string): { root: string; home: string; loads: () => number; binding: string } {
  const root = temporaryFolder()
  const folder = join(root, 'node_modules', '@tensorflow', 'tfjs-node')
  const binding = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node')
  mkdirSync(join(folder, 'lib', 'napi-v8'), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{}')
  writeFileSync(join(folder, 'package.json'), '{"main": "index.js"}')
  writeFileSync(binding, 'binding')
  const log = join(root, 'loads')
  writeFileSync(log, '')
  writeFileSync(join(folder, 'index.js'), `require('fs').appendFileSync(${JSON.stringify(log)}, 'x')\n${source}`)
  return { root, home: temporaryFolder(), binding, loads: () => readFileSync(log, 'utf8').length }
}

const WORKING = `
module.exports = {
  scalar: (x) => x,
  add: (a, b) => ({ dataSync: () => [a + b] }),
  backend: () => ({ binding: { TF_Version: '9.9.9' } })
}`

describe('a runtime that does not load', () => {
  it.each([
    [
      'a missing library',
      'throw new Error("libtensorflow.so.2: cannot open shared object file")',
      /^Error: libtensorflow.so.2: cannot open/
    ],
    ['a crash', 'process.abort()', /crashed.*SIGABRT/],
    ['an exit without a word', 'process.exit(0)', /no answer/],
    ['wrong results', `${WORKING}\nmodule.exports.add = () => ({ dataSync: () => [4] })`, /1 \+ 2 = 4/]
  ])('because of %s is told', async (_why, source, problem) => {
    const { root, home } = rootWith(source)
    expect(await checkNative(root, home)).toStrictEqual({ problem: expect.stringMatching(problem) })
  })

  it('because it is not there names the command that mends it', async () => {
    const report = await reportRuntime({ root: temporaryFolder(), home: temporaryFolder() })
    expect(report).toMatchObject({ native: false, remedy: 'npm run setup' })
    expect(report.missing).toStrictEqual(['the native binding of tfjs-node is not built'])
  })

  it('because it was turned off is not even tried', async () => {
    vi.stubEnv('NETLOOM_NATIVE', 'off')
    const { root, home, loads } = rootWith(WORKING)
    expect(await reportRuntime({ root, home })).toMatchObject({ native: false, remedy: 'unset NETLOOM_NATIVE' })
    expect(loads()).toBe(0)
  })
})

describe('a runtime that works', () => {
  it('is loaded once, and again when it has changed or on demand', async () => {
    const { root, home, binding, loads } = rootWith(WORKING)
    const ask = (fresh = false): Promise<unknown> => checkNative(root, home, fresh)
    expect(await ask()).toStrictEqual({ version: '9.9.9' })
    expect(await ask()).toStrictEqual({ version: '9.9.9' })
    expect(loads()).toBe(1)
    writeFileSync(binding, 'another binding')
    await ask()
    expect(loads()).toBe(2)
    await ask(true)
    expect(loads()).toBe(3)
    writeFileSync(join(home, 'runtime.json'), '{')
    await ask()
    expect(loads()).toBe(4)
  })

  it('is reported with the processor', async () => {
    const { root, home } = rootWith(WORKING)
    const report = await reportRuntime({ root, home })
    expect(report).toMatchObject({ native: true, engine: 'tfjs-node', version: '9.9.9', missing: [], remedy: null })
    expect(report.cpu.cores).toBeGreaterThan(0)
  })

  it('answers although the home cannot be written', async () => {
    const { root, home } = rootWith(WORKING)
    expect(await checkNative(root, join(home, 'nowhere'))).toStrictEqual({ version: '9.9.9' })
    const file = join(home, 'file')
    writeFileSync(file, '')
    expect(await checkNative(root, file)).toStrictEqual({ version: '9.9.9' })
  })
})

describe('doctor', () => {
  const healthy: Diagnosis = {
    ok: true,
    version: '0.1.0',
    node: '20.20.2',
    platform: 'linux x64',
    runtime: {
      native: true,
      engine: 'tfjs-node',
      version: '2.21.0',
      source: 'tensorflow-cpu wheel',
      cpu: { model: 'CPU', cores: 2, features: ['AVX2', 'FMA'] },
      missing: [],
      remedy: null
    },
    home: { path: '/home/me/.netloom', problem: null, freeBytes: 79e9 },
    kerasHome: '/home/me/.keras',
    electron: '/electron',
    remedy: null
  }

  it('has nothing to say about a healthy machine', () => {
    const text = describeDiagnosis(healthy, 'en')
    expect(text).toContain('✓ TensorFlow    2.21.0, tfjs-node (tensorflow-cpu wheel)')
    expect(text).toContain('✓ CPU features  AVX2 FMA')
    expect(text).toContain('✓ Home          /home/me/.netloom (writable, 79.0 GB free)')
    expect(text).not.toMatch(/[!✗]|mend/)
  })

  it('names what is missing and one command', () => {
    const runtime = {
      ...healthy.runtime,
      native: false,
      engine: 'wasm',
      version: '4.22.0',
      missing: ['no pip', 'no g++'],
      remedy: 'npm run setup'
    }
    const text = describeDiagnosis({ ...healthy, runtime, remedy: 'npm run setup' }, 'en')
    expect(text).toContain('! TensorFlow    no native runtime: training works, but slower (tfjs 4.22.0, wasm)')
    expect(text).toContain('! missing       no pip\n! missing       no g++')
    expect(text.split('\n').at(-1)).toBe('To mend it:  npm run setup')
  })

  it('says so where training cannot work, in both languages', () => {
    const problem = { code: 'HOME_UNWRITABLE', args: { path: '/readonly', reason: 'EROFS' } } as const
    const diagnosis = { ...healthy, ok: false, home: { path: '/readonly', problem, freeBytes: null } }
    expect(describeDiagnosis(diagnosis, 'en')).toMatch(/✗ Home {10}.*\/readonly[\s\S]*Training cannot work/)
    expect(describeDiagnosis(diagnosis, 'zh-CN')).toMatch(/✗ 主目录 {8}.*\/readonly[\s\S]*无法训练/)
  })
})
