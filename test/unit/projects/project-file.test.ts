import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readProjectFile, saveProjectFile } from '../../../src/main/projects/project-file'
import { tempFolder } from '../../support/temp'
import { codeOf, projectNamed } from './support'

const NEW = { version: null, overwrite: false }
const ANYWAY = { version: null, overwrite: true }
const after = (version: string) => ({ version, overwrite: false })

describe('opening', () => {
  it('gives the project, its absolute path and the version that saving it gave', async () => {
    const path = join(tempFolder(), 'a.netloom.json')
    const saved = await saveProjectFile(path, projectNamed('a'), NEW)
    expect(await readProjectFile(relative(process.cwd(), path))).toStrictEqual({ ...saved, project: projectNamed('a') })
  })

  it('tells what is not there, a folder, a pipe, what is no JSON, what is no project and what is far too large', async () => {
    const folder = tempFolder()
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    expect(await codeOf(readProjectFile(join(folder, 'none.netloom.json')))).toBe('FILE_NOT_FOUND')
    expect(await codeOf(readProjectFile(join(file('f', ''), 'x.netloom.json')))).toBe('FILE_NOT_FOUND')
    expect(await codeOf(readProjectFile(folder))).toBe('IS_FOLDER')
    expect(await codeOf(readProjectFile(file('cut.netloom.json', '{"netloom": 1,')))).toBe('PROJECT_NOT_JSON')
    expect(await codeOf(readProjectFile(file('empty.netloom.json', '')))).toBe('PROJECT_NOT_JSON')
    expect(await codeOf(readProjectFile(file('list.json', '[]')))).toBe('PROJECT_INVALID')
    expect(await codeOf(readProjectFile(file('new.json', '{"netloom": 99}')))).toBe('PROJECT_TOO_NEW')
    const large = file('large.netloom.json', '')
    truncateSync(large, 33e6)
    expect(await codeOf(readProjectFile(large))).toBe('PROJECT_TOO_LARGE')
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [join(folder, 'pipe.json')])
    expect(await codeOf(readProjectFile(join(folder, 'pipe.json')))).toBe('FILE_NOT_FOUND')
  })
})

describe('saving', () => {
  it('never replaces a file that it was not told of', async () => {
    const folder = tempFolder()
    const path = join(folder, 'a.netloom.json')
    writeFileSync(path, 'precious')
    await expect(saveProjectFile(path, projectNamed('a'), NEW)).rejects.toMatchObject({
      code: 'PROJECT_EXISTS',
      args: { path }
    })
    expect(readFileSync(path, 'utf8')).toBe('precious')
    expect(readdirSync(folder)).toStrictEqual(['a.netloom.json'])
    const { version } = await saveProjectFile(path, projectNamed('a'), ANYWAY)
    expect(await readProjectFile(path)).toMatchObject({ project: { name: 'a' }, version })
  })

  it('refuses once another has changed the file, and leaves that as it is', async () => {
    const folder = tempFolder()
    const path = join(folder, 'a.netloom.json')
    const first = await saveProjectFile(path, projectNamed('a'), NEW)
    const second = await saveProjectFile(path, projectNamed('b'), after(first.version))
    await expect(saveProjectFile(path, projectNamed('c'), after(first.version))).rejects.toMatchObject({
      code: 'PROJECT_CHANGED_ON_DISK',
      args: { path }
    })
    expect(await readProjectFile(path)).toMatchObject({ project: { name: 'b' }, version: second.version })
    expect(readdirSync(folder)).toStrictEqual(['a.netloom.json'])
  })

  it('lets one of many windows win that save the same version at once, and one that create the same file', async () => {
    const path = join(tempFolder(), 'a.netloom.json')
    const names = Array.from({ length: 20 }, (_item, i) => `window ${i}`)
    const created = await Promise.all(names.map((name) => codeOf(saveProjectFile(path, projectNamed(name), NEW))))
    expect(created.filter((code) => code === 'no error')).toHaveLength(1)
    expect(created.filter((code) => code === 'PROJECT_EXISTS')).toHaveLength(19)
    const { version } = await readProjectFile(path)
    const again = names.map((name) => `${name} again`)
    const saved = await Promise.all(
      again.map((name) => codeOf(saveProjectFile(path, projectNamed(name), after(version))))
    )
    expect(saved.filter((code) => code === 'no error')).toHaveLength(1)
    expect((await readProjectFile(path)).project.name).toBe(again[saved.indexOf('no error')])
  })

  it('takes over the lock of a process that was killed while it held it', async () => {
    const path = join(tempFolder(), 'a.netloom.json')
    writeFileSync(`${path}.lock`, '')
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(`${path}.lock`, longAgo, longAgo)
    await saveProjectFile(path, projectNamed('a'), NEW)
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  it('makes the file again where it was deleted', async () => {
    const path = join(tempFolder(), 'a.netloom.json')
    const { version } = await saveProjectFile(path, projectNamed('a'), NEW)
    rmSync(path)
    await saveProjectFile(path, projectNamed('b'), after(version))
    expect((await readProjectFile(path)).project.name).toBe('b')
  })

  it('keeps a link a link, and the permissions of the file', async () => {
    const folder = tempFolder()
    const [target, link, dangling] = ['target.json', 'link.netloom.json', 'dangling.json'].map((n) => join(folder, n))
    const { version } = await saveProjectFile(target!, projectNamed('a'), NEW)
    chmodSync(target!, 0o664)
    symlinkSync('target.json', link!)
    await saveProjectFile(link!, projectNamed('b'), after(version))
    expect(lstatSync(link!).isSymbolicLink()).toBe(true)
    expect((await readProjectFile(target!)).project.name).toBe('b')
    expect(statSync(target!).mode & 0o777).toBe(0o664)
    symlinkSync('nowhere', dangling!)
    expect(await codeOf(saveProjectFile(dangling!, projectNamed('a'), NEW))).toBe('PROJECT_EXISTS')
  })

  it('tells of a folder in its way, a missing folder and a name that is too long', async () => {
    const folder = tempFolder()
    const save = (...names: string[]): Promise<unknown> =>
      codeOf(saveProjectFile(join(folder, ...names), projectNamed('a'), ANYWAY))
    mkdirSync(join(folder, 'a.netloom.json'))
    writeFileSync(join(folder, 'file'), '')
    expect(await save('a.netloom.json')).toBe('IS_FOLDER')
    expect(await save('gone', 'a.netloom.json')).toBe('PROJECT_FOLDER_MISSING')
    expect(await save('file', 'a.netloom.json')).toBe('PROJECT_FOLDER_MISSING')
    expect(await save(`${'x'.repeat(250)}.netloom.json`)).toBe('PROJECT_NOT_WRITABLE')
    expect(readdirSync(folder).sort()).toStrictEqual(['a.netloom.json', 'file'])
  })
})
