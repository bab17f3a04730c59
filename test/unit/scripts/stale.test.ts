import { rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, buildCurrent } from '../../../scripts/setup/build.mjs'
import { createCleanup } from '../../../scripts/setup/cleanup.mjs'
import { dependenciesCurrent, stampDependencies } from '../../../scripts/setup/dependencies.mjs'
import { requireNode } from '../../../scripts/setup/node-version.mjs'
import { createProgress } from '../../../scripts/setup/progress.mjs'
import { recallFailure, rememberFailure, REMEMBER_MS } from '../../../scripts/setup/remembered.mjs'
import { temporaryFolder, writeFiles } from './temp-folder'
import { PassThrough } from 'node:stream'

const cleanup = createCleanup({ listen: false })
const progress = createProgress({ stream: new PassThrough(), total: 1 })

/** A project whose electron-vite is a small script: it writes out/main/cli.js, or fails halfway. */
function project(viteScript: string): string {
  const root = temporaryFolder()
  writeFiles(root, {
    'package.json': JSON.stringify({ scripts: { a: '1' }, dependencies: { left: '1.0.0' } }),
    'package-lock.json': '{"lockfileVersion":3}',
    'electron.vite.config.ts': 'export default {}',
    'src/main/index.ts': 'first',
    'node_modules/electron-vite/bin/electron-vite.js': viteScript
  })
  return root
}

const WORKS = `const fs = require('fs'); fs.mkdirSync('out/main', { recursive: true }); fs.writeFileSync('out/main/cli.js', 'built')`
const FAILS = `${WORKS}; console.error('Could not resolve ./nope'); process.exit(1)`

describe('node', () => {
  it.each(['18.20.4', '20.14.9'])('refuses %s and says what to do', (version) => {
    expect(() => requireNode(version)).toThrow(/Node 20\.15\.0 or newer/)
  })
  it.each(['20.15.0', '22.0.0', '24.1.0'])('takes %s', (version) => {
    expect(() => requireNode(version)).not.toThrow()
  })
})

describe('dependencies', () => {
  it('are not current without node_modules, nor with one that an interrupted npm ci left', () => {
    const root = project(WORKS)
    rmSync(join(root, 'node_modules'), { recursive: true })
    expect(dependenciesCurrent(root)).toBe(false)
    writeFiles(root, { 'node_modules/left/index.js': 'half' })
    expect(dependenciesCurrent(root)).toBe(false)
  })
  it('become stale with a new version or lock file, not with a new script', () => {
    const root = project(WORKS)
    stampDependencies(root)
    expect(dependenciesCurrent(root)).toBe(true)
    writeFiles(root, { 'package.json': JSON.stringify({ scripts: { b: '2' }, dependencies: { left: '1.0.0' } }) })
    expect(dependenciesCurrent(root)).toBe(true)
    writeFiles(root, { 'package.json': JSON.stringify({ dependencies: { left: '1.0.1' } }) })
    expect(dependenciesCurrent(root)).toBe(false)
    stampDependencies(root)
    writeFiles(root, { 'package-lock.json': '{"lockfileVersion":4}' })
    expect(dependenciesCurrent(root)).toBe(false)
  })
})

describe('build', () => {
  it('that fails halfway does not look current, and its error shows the output', async () => {
    const root = project(FAILS)
    await expect(build({ root, progress, cleanup })).rejects.toMatchObject({
      what: expect.stringContaining('The build failed'),
      detail: expect.stringContaining('./nope')
    })
    expect(buildCurrent(root)).toBe(false)
  })
  it('that fails after a good one is stale as well', async () => {
    const root = project(WORKS)
    await build({ root, progress, cleanup })
    writeFiles(root, { 'node_modules/electron-vite/bin/electron-vite.js': FAILS })
    await expect(build({ root, progress, cleanup })).rejects.toThrow()
    expect(buildCurrent(root)).toBe(false)
  })
  it('is current until a source, a configuration or an output changes', async () => {
    const root = project(WORKS)
    const rebuild = () => build({ root, progress, cleanup })
    expect(buildCurrent(root)).toBe(false)
    await rebuild()
    expect(buildCurrent(root)).toBe(true)
    utimesSync(join(root, 'src/main/index.ts'), new Date(), new Date())
    expect(buildCurrent(root), 'a new time alone changes nothing').toBe(true)
    for (const path of [
      'src/main/index.ts',
      'src/main/added.ts',
      'tsconfig.json',
      'resources/icon.svg',
      'package-lock.json'
    ]) {
      writeFiles(root, { [path]: 'changed' })
      expect(buildCurrent(root), path).toBe(false)
      await rebuild()
      expect(buildCurrent(root)).toBe(true)
    }
    truncateSync(join(root, 'out/main/cli.js'), 2)
    expect(buildCurrent(root)).toBe(false)
    rmSync(join(root, 'out/main/cli.js'))
    expect(buildCurrent(root)).toBe(false)
  })
  it('of a packaged program, which has no sources, is what it is', () => {
    expect(buildCurrent(temporaryFolder())).toBe(true)
  })
})

describe('a remembered failure', () => {
  it('counts for a day, and only under the same conditions', () => {
    const path = join(temporaryFolder(), 'deep', 'failure.json')
    rememberFailure(path, 'no pip', 'no pip was found')
    expect(recallFailure(path, 'no pip')?.reason).toBe('no pip was found')
    expect(recallFailure(path, 'pip3')).toBeUndefined()
    expect(recallFailure(path, 'no pip', Date.now() + REMEMBER_MS)).toBeUndefined()
    writeFileSync(path, '{"reason":')
    expect(recallFailure(path, 'no pip')).toBeUndefined()
  })
})
