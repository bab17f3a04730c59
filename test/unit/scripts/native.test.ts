import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { failureConditions, inspectNative } from '../../../scripts/native/inspect.mjs'
import { provideFromWheel, runtimeIsWhole } from '../../../scripts/native/runtime.mjs'
import { compareSizes, stampFiles, verifyFiles } from '../../../scripts/native/stamp.mjs'
import { nativePaths, nativeTarget } from '../../../scripts/native/target.mjs'
import { missingTools, remedyFor } from '../../../scripts/native/tools.mjs'
import { createCleanup } from '../../../scripts/setup/cleanup.mjs'
import { createProgress } from '../../../scripts/setup/progress.mjs'
import { rememberFailure } from '../../../scripts/setup/remembered.mjs'
import { temporaryFolder, writeFiles } from './temp-folder'

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

function context() {
  const root = temporaryFolder()
  const target = nativeTarget('linux', 'x64')
  const paths = nativePaths({ root, home: join(root, 'home'), target })
  const progress = createProgress({ stream: new PassThrough(), total: 1 })
  return { root, target, paths, progress, cleanup: createCleanup({ listen: false }) }
}

/** A runtime, a binding and their stamps, as a set-up leaves them. */
function installed() {
  const all = context()
  const { paths } = all
  writeFiles(paths.runtime, { 'lib/libtensorflow_cc.so.2': 'library' })
  const files = stampFiles(paths.runtime, { 'lib/libtensorflow_cc.so.2': sha('library') })
  writeFileSync(paths.runtimeStamp, JSON.stringify({ source: 'wheel', tfVersion: '2.21.0', files }))
  writeFiles(paths.bindingFolder, { 'tfjs_binding.node': 'binding' })
  mkdirSync(paths.deps)
  symlinkSync(paths.library, join(paths.deps, 'lib'), 'junction')
  const binding = stampFiles(paths.bindingFolder, { 'tfjs_binding.node': sha('binding') })
  const stamp = {
    source: 'wheel',
    detail: 'a.whl',
    tfVersion: '2.21.0',
    node: '20.0.0',
    library: paths.library,
    files: binding
  }
  writeFileSync(paths.bindingStamp, JSON.stringify(stamp))
  return {
    ...all,
    library: join(paths.library, 'libtensorflow_cc.so.2'),
    inspect: () => inspectNative({ root: all.root, env: { NETLOOM_HOME: join(all.root, 'home') } })
  }
}

describe('the stamp', () => {
  it('catches a file that is cut off, missing, or other bytes of the same length', async () => {
    const folder = temporaryFolder()
    writeFiles(folder, { a: 'aaaa', b: 'bbbb', c: 'cccc' })
    const files = stampFiles(folder, { a: sha('aaaa'), b: sha('bbbb'), c: sha('cccc') })
    expect(await verifyFiles(folder, files)).toEqual([])
    truncateSync(join(folder, 'a'), 3)
    rmSync(join(folder, 'b'))
    expect(await verifyFiles(folder, files)).toEqual(['a has 3 bytes instead of 4', 'b is missing'])
    writeFiles(folder, { a: 'aaaa', b: 'bbbb', c: 'evil' })
    utimesSync(join(folder, 'c'), new Date(), new Date(1e12))
    expect(await verifyFiles(folder, files)).toEqual(['c has changed (its SHA-256 differs)'])
  })
  it('reads a file only if its time changed, and once', async () => {
    const folder = temporaryFolder()
    writeFiles(folder, { a: 'aaaa' })
    const files = stampFiles(folder, { a: sha('aaaa') })
    utimesSync(join(folder, 'a'), new Date(), new Date(1e12))
    expect(compareSizes(folder, files).touched).toHaveLength(1)
    expect(await verifyFiles(folder, files)).toEqual([])
    expect(compareSizes(folder, files).touched).toEqual([])
  })
})

describe('a runtime in the cache', () => {
  it('without a stamp, or with a library that is cut off, is not trusted and goes away', async () => {
    const half = context()
    writeFiles(half.paths.runtime, { 'lib/libtensorflow_cc.so.2': 'half' })
    expect(await runtimeIsWhole(half)).toBe(false)
    expect(existsSync(half.paths.runtime)).toBe(false)

    const whole = installed()
    expect(await runtimeIsWhole(whole)).toBe(true)
    truncateSync(whole.library, 3)
    expect(await runtimeIsWhole(whole)).toBe(false)
    expect(existsSync(whole.paths.runtime)).toBe(false)
  })
})

describe.skipIf(process.platform === 'win32')('a set-up from the wheel', () => {
  /** A pip that lays down the file given as the wheel, or fails. */
  function withPip(script: string, act: () => Promise<void>): Promise<void> {
    const bin = temporaryFolder()
    writeFileSync(
      join(bin, 'python3'),
      `#!/bin/sh\ncase "$*" in *--version*) echo pip 23.0; exit 0;; esac\n${script}\n`,
      { mode: 0o755 }
    )
    const { PATH } = process.env
    process.env.PATH = bin + delimiter + PATH
    return act().finally(() => (process.env.PATH = PATH))
  }
  const intoDest = 'while [ "$1" != --dest ]; do shift; done; cp "$BAD_WHEEL" "$2/tensorflow_cpu-2.21.0.whl"'

  it('that breaks off leaves nothing that looks whole, and says why', async () => {
    const all = context()
    process.env.BAD_WHEEL = join(all.root, 'bad.whl')
    writeFileSync(process.env.BAD_WHEEL, 'PK half a wheel')
    await withPip(intoDest, async () => {
      const problem = await provideFromWheel(all)
      expect(problem?.text).toBeTruthy()
    })
    delete process.env.BAD_WHEEL
    expect(readdirSync(all.paths.native)).toEqual([])
  })
  it('clears up after one that was killed', async () => {
    const all = context()
    writeFiles(all.paths.native, { '.tmp-1-abc/runtime/lib/libtensorflow_cc.so.2': 'half' })
    await withPip('echo "ERROR: No matching distribution found" >&2; exit 1', async () => {
      expect((await provideFromWheel(all))?.text).toContain('No matching distribution')
    })
    expect(readdirSync(all.paths.native)).toEqual([])
  })
  it('names the network as the cause where pip does', async () => {
    const all = context()
    await withPip('echo "Failed to establish a new connection: [Errno -2]" >&2; exit 1', async () => {
      expect(await provideFromWheel(all)).toMatchObject({
        text: expect.stringContaining('network'),
        remedy: expect.any(String)
      })
    })
  })
  it('reports a folder that cannot be made', async () => {
    const all = context()
    writeFileSync(join(all.root, 'home'), 'a file in the way')
    await withPip('exit 1', async () => {
      expect((await provideFromWheel(all))?.text).toMatch(/ENOTDIR|EEXIST/)
    })
  })
})

describe('inspectNative', () => {
  it('says what is missing and which command mends it, without touching anything', () => {
    const { root } = context()
    const report = inspectNative({ root, home: join(root, 'home'), env: { PATH: '' } })
    expect(report).toMatchObject({ found: false, source: 'none', remedy: expect.stringContaining('npm run setup') })
    expect(report.missing).toContain('tfjs-node has no native binding')
    expect(readdirSync(root)).toEqual([])
  })
  it('gives the reason of the last failure, unless the tools have changed since', () => {
    const { root, paths } = context()
    rememberFailure(paths.failure, failureConditions({ PATH: '' }), 'no pip was found')
    const look = (PATH: string) => inspectNative({ root, home: join(root, 'home'), env: { PATH } }).reason
    expect(look('')).toBe('no pip was found')
    const bin = temporaryFolder()
    copyFileSync(process.execPath, join(bin, process.platform === 'win32' ? 'pip3.exe' : 'pip3'))
    expect(look(bin)).toBeUndefined()
  })
  it('can be turned off', () => {
    const { root } = context()
    expect(inspectNative({ root, env: { NETLOOM_NATIVE: 'off' } })).toMatchObject({ found: false, source: 'off' })
  })
  it('finds a runtime that is whole', () => {
    const { inspect, paths } = installed()
    expect(inspect()).toEqual({
      found: true,
      source: 'wheel',
      sourceDetail: 'a.whl',
      tfVersion: '2.21.0',
      bindingPath: paths.binding,
      libPath: paths.library,
      missing: []
    })
  })
  it('does not find one whose library or binding is cut off, whose link is gone, or whose home is deleted', () => {
    const cut = installed()
    truncateSync(cut.library, 3)
    expect(cut.inspect().missing[0]).toBe('lib/libtensorflow_cc.so.2 has 3 bytes instead of 7')
    const binding = installed()
    truncateSync(binding.paths.binding, 3)
    expect(binding.inspect().missing[0]).toBe('tfjs_binding.node has 3 bytes instead of 7')
    const link = installed()
    rmSync(link.paths.deps, { recursive: true })
    expect(link.inspect().missing[0]).toContain('deps/lib')
    const gone = installed()
    rmSync(gone.paths.native, { recursive: true })
    expect(gone.inspect().missing[0]).toContain('is missing')
    expect(statSync(gone.paths.binding).size).toBe(7)
  })
})

describe('missing tools', () => {
  it('are named, and installed by one command', () => {
    const missing = missingTools({ PATH: '' }, 'linux')
    expect(missing.map((tool) => tool.id)).toEqual(['pip', 'python', 'make', 'compiler'])
    expect(remedyFor(missing, { PATH: '' }, 'linux')).toMatch(
      /apt-get install -y python3-pip python3 make g\+\+ && npm run setup$/
    )
    expect(remedyFor(missing, { PATH: '' }, 'darwin')).toContain('xcode-select --install')
    expect(remedyFor([], {}, 'linux')).toBe('npm run setup')
  })
})
