import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { electronBinary } from '../../../scripts/setup/electron.mjs'
import { chooseHost } from '../../../scripts/setup/host.mjs'
import { runVisible } from '../../../scripts/setup/run-visible.mjs'
import { temporaryFolder, writeFiles } from './temp-folder'

const ready = {
  args: [],
  binary: '/electron',
  retry: 'fetch it',
  platform: 'linux',
  env: { DISPLAY: ':0' },
  isRoot: false
}

describe('where the workbench opens', () => {
  it.each([
    ['asked for', { args: ['--browser'] }, 'asked for'],
    ['no display', { env: {} }, 'no display'],
    [
      'no program',
      { binary: undefined, failure: 'the download failed' },
      'the download failed. To try again: fetch it'
    ],
    ['root', { isRoot: true }, 'npm start -- --no-sandbox']
  ])('in the browser: %s', (_name, change, why) => {
    const host = chooseHost({ ...ready, ...change })
    expect(host.kind).toBe('browser')
    expect(host.because).toContain(why)
  })
  it.each([
    ['a display', {}],
    ['Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }],
    ['root who chose it', { isRoot: true, args: ['--no-sandbox'] }],
    ['macOS', { platform: 'darwin', env: {} }]
  ])('in a window: %s', (_name, change) => {
    expect(chooseHost({ ...ready, ...change }).kind).toBe('electron')
  })
})

describe('Electron’s program', () => {
  it('is not there when it is half there or of another version', () => {
    const root = temporaryFolder()
    const folder = join(root, 'node_modules/electron')
    expect(electronBinary(root, {})).toBeUndefined()
    writeFiles(folder, {
      'package.json': '{"version":"45.4.1"}',
      'dist/version': '44.0.0',
      'path.txt': 'electron',
      'dist/electron': ''
    })
    expect(electronBinary(root, {})).toBeUndefined()
    writeFileSync(join(folder, 'dist/version'), '45.4.1')
    expect(electronBinary(root, {})).toBe(join(folder, 'dist/electron'))
    mkdirSync(join(root, 'other'))
    expect(electronBinary(root, { ELECTRON_EXEC_PATH: join(root, 'nowhere') })).toBeUndefined()
    expect(electronBinary(root, { ELECTRON_EXEC_PATH: join(root, 'other') })).toBe(join(root, 'other'))
  })
})

describe('the exit code of a program', () => {
  it('is passed on, also for a signal and for one that does not start', async () => {
    expect(await runVisible(process.execPath, ['-e', 'process.exit(7)'])).toBe(7)
    expect(await runVisible(process.execPath, ['-e', 'process.kill(process.pid, "SIGTERM")'])).toBe(143)
    expect(await runVisible(join(temporaryFolder(), 'nothing'), [])).toBe(127)
  })
})
