// What only another process, another user or another disk can show: src/main/projects, bundled, in a Node of its own.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { prettyJson } from '../../../src/shared/json'
import { parseProject } from '../../../src/shared/project'
import { ROOT } from '../../support/projects'
import { tempFolder } from '../../support/temp'
import { projectNamed } from './support'

const isRoot = process.getuid?.() === 0
const NOBODY = 65534
/** A file system of 256 KB of our own, where the kernel lets us. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
let program: string

beforeAll(async () => {
  const folder = join(ROOT, 'node_modules', '.cache', 'netloom-test')
  await build({
    configFile: false,
    logLevel: 'silent',
    root: ROOT,
    build: {
      ssr: join(import.meta.dirname, 'writer.ts'),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'writer.mjs' } }
    },
    ssr: { noExternal: true }
  })
  program = readFileSync(join(folder, 'writer.mjs'), 'utf8')
})

/** The program in a folder that any user may read. */
function writerIn(folder: string): string {
  chmodSync(folder, 0o755)
  const path = join(folder, 'writer.mjs')
  writeFileSync(path, program)
  return path
}

const answerOf = (stdout: string): unknown => JSON.parse(stdout.trim() || '"no answer"')

describe('a writer that is killed', () => {
  it('leaves the old project or the new one, at whatever moment it is', async () => {
    const folder = tempFolder()
    const writer = writerIn(folder)
    const path = join(folder, 'a.netloom.json')
    const names = new Set<string>()
    for (const delay of [0, 7, 30, 80, 200]) {
      writeFileSync(path, prettyJson(projectNamed('start')))
      const child = spawn(process.execPath, [writer, 'forever', path], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout, 'data')
      const until = Date.now() + delay
      do names.add(parseProject(readFileSync(path, 'utf8'), path).name)
      while (Date.now() < until)
      child.kill('SIGKILL')
      await once(child, 'exit')
      names.add(parseProject(readFileSync(path, 'utf8'), path).name)
    }
    expect([...names].filter((name) => !['start', 'even', 'odd'].includes(name))).toStrictEqual([])
    expect(names).toContain('even')
  })
})

it('two processes that save the same version at once: one wins, the other is told', async () => {
  const folder = tempFolder()
  const writer = writerIn(folder)
  const path = join(folder, 'a.netloom.json')
  writeFileSync(path, prettyJson(projectNamed('start')))
  const at = String(Date.now() + 1500)
  const children = ['one', 'two'].map((name) =>
    spawn(process.execPath, [writer, 'race', path, name, at], { stdio: ['ignore', 'pipe', 'inherit'] })
  )
  const answers = await Promise.all(
    children.map(async ({ stdout }) => {
      let text = ''
      for await (const chunk of stdout) text += String(chunk)
      return answerOf(text)
    })
  )
  expect(answers.sort()).toStrictEqual(['PROJECT_CHANGED_ON_DISK', 'saved'])
})

/** Runs the writer on a small file system of its own, `before` being shell commands that prepare it. */
function onSmallDisk(before: string, ...args: string[]): unknown {
  const folder = tempFolder()
  const writer = writerIn(folder)
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const script = `cd '${folder}' && mount -t tmpfs -o size=256k none disk && ${before} && exec "$0" "$@"`
  const paths = args.map((arg) => arg.replace('DISK', disk))
  const { stdout } = spawnSync('unshare', ['-rm', 'sh', '-c', script, process.execPath, writer, ...paths], {
    encoding: 'utf8'
  })
  return answerOf(stdout)
}

// A full disk can be had only where this user may mount one; elsewhere /dev/full serves in download.test.ts.
const smallDisk = () => {
  it('that is full is told of with the path of the project; the file is as it was and nothing else is left', () => {
    expect(onSmallDisk('true', 'fill', 'DISK/a.netloom.json')).toStrictEqual({
      error: { code: 'DISK_FULL', path: 'a.netloom.json' },
      name: 'small',
      files: ['a.netloom.json']
    })
  })

  it('that is full takes no draft, and keeps the one that there was', () => {
    expect(onSmallDisk('true', 'fill-drafts', 'DISK')).toStrictEqual({
      error: { code: 'DISK_FULL', path: 'disk' },
      name: 'small',
      files: ['w.json']
    })
  })

  it('that is read-only is told of', () => {
    const before = 'echo kept > disk/a.netloom.json && mount -o remount,ro disk'
    expect(onSmallDisk(before, 'save', 'DISK/a.netloom.json')).toMatchObject({
      code: 'PROJECT_NOT_WRITABLE',
      reason: 'EROFS: read-only file system'
    })
    expect(onSmallDisk(before, 'save', 'DISK/new.netloom.json')).toMatchObject({ code: 'PROJECT_NOT_WRITABLE' })
  })
}
if (canMount) describe('a disk of 256 KB', smallDisk)

it.skipIf(process.platform === 'win32')('a folder, and a file in a folder, that this user may not write', () => {
  const folder = tempFolder()
  const writer = writerIn(folder)
  const [shut, open] = [join(folder, 'shut'), join(folder, 'open')]
  mkdirSync(shut)
  mkdirSync(open)
  const file = join(open, 'protected.netloom.json')
  writeFileSync(file, 'kept')
  chmodSync(file, 0o444)
  chmodSync(open, 0o777)
  chmodSync(shut, 0o555)
  const save = (path: string): unknown => {
    const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
    return answerOf(spawnSync(process.execPath, [writer, 'save', path], { encoding: 'utf8', ...user }).stdout)
  }
  const refusal = { code: 'PROJECT_NOT_WRITABLE', reason: 'EACCES: permission denied' }
  expect(save(join(shut, 'a.netloom.json'))).toStrictEqual({ ...refusal, path: 'a.netloom.json' })
  expect(save(file)).toStrictEqual({ ...refusal, path: 'protected.netloom.json' })
  expect(readFileSync(file, 'utf8')).toBe('kept')
  expect([readdirSync(shut), readdirSync(open)]).toStrictEqual([[], ['protected.netloom.json']])
})
