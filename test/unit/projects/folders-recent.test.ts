import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFolder } from '../../../src/main/projects/folders'
import { ProjectService } from '../../../src/main/projects/service'
import { openSettings } from '../../../src/main/server/conf-settings'
import { tempFolder } from '../../support/temp'
import { codeOf, projectNamed, testWindow } from './support'

describe('a folder', () => {
  it('shows folders, then projects and models by name, behind links too, and nothing else', async () => {
    const folder = tempFolder()
    for (const name of ['zoo', '.hidden', 'b.json']) mkdirSync(join(folder, name))
    for (const name of ['net10.netloom.json', 'net2.netloom.json', 'model.json', 'm.KERAS', 'notes.txt', '.x.json'])
      writeFileSync(join(folder, name), '')
    symlinkSync('zoo', join(folder, 'also'))
    symlinkSync('nowhere.json', join(folder, 'broken.json'))
    const list = await listFolder(folder)
    expect(list).toMatchObject({ folder, parent: dirname(folder) })
    expect(list.entries.map(({ name, kind }) => `${kind} ${name}`)).toStrictEqual([
      'folder also',
      'folder b.json',
      'folder zoo',
      'model m.KERAS',
      'model model.json',
      'project net2.netloom.json',
      'project net10.netloom.json'
    ])
    expect(list.entries[0]!.path).toBe(join(folder, 'also'))
  })

  it('is the home folder without one, has no parent at the top, and is told of when it is none', async () => {
    expect((await listFolder(null)).folder).toBe(homedir())
    expect((await listFolder('/')).parent).toBeNull()
    const file = join(tempFolder(), 'f')
    writeFileSync(file, '')
    expect(await codeOf(listFolder(file))).toBe('NOT_A_FOLDER')
    expect(await codeOf(listFolder(join(file, '..', 'none')))).toBe('NOT_A_FOLDER')
  })
})

describe('recent projects', () => {
  it('are the last 20 opened or saved, newest first, each once, shared by all hosts of a home', async () => {
    const home = tempFolder()
    const handlers = new ProjectService(home, openSettings(home)).handlersFor(testWindow())
    const path = (i: number): string => join(home, `p${i}.netloom.json`)
    for (let i = 0; i < 25; i++)
      await handlers.save({ path: path(i), project: projectNamed(`p${i}`), version: null, overwrite: false })
    await handlers.open({ path: path(7) })
    rmSync(path(24))
    const other = new ProjectService(home, openSettings(home)).handlersFor(testWindow())
    const recent = await other.recent()
    const expected = [7, ...Array.from({ length: 24 }, (_item, i) => 24 - i).filter((i) => i !== 7)].slice(0, 20)
    expect(recent.map(({ name }) => name)).toStrictEqual(expected.map((i) => `p${i}`))
    expect(recent.filter(({ exists }) => !exists).map(({ name }) => name)).toStrictEqual(['p24'])
    await other.forgetRecent({ path: path(24) })
    expect((await handlers.recent()).map(({ name }) => name)).not.toContain('p24')
  })

  it('leave the settings alone, and survive what is no entry', async () => {
    const home = tempFolder()
    const settings = openSettings(home)
    settings.set({ theme: 'dark' })
    const text = JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')) as object
    const good = { path: '/x', name: 'x', openedAt: '2026-01-01T00:00:00.000Z' }
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ ...text, recentProjects: [1, good, { path: 2 }] }))
    const handlers = new ProjectService(home, settings).handlersFor(testWindow())
    expect(await handlers.recent()).toStrictEqual([{ ...good, exists: false }])
    await handlers.forgetRecent({ path: '/x' })
    expect(settings.get().theme).toBe('dark')
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ recentProjects: 'none' }))
    expect(await handlers.recent()).toStrictEqual([])
  })

  it('a project that cannot be read is not among them', async () => {
    const home = tempFolder()
    const handlers = new ProjectService(home, openSettings(home)).handlersFor(testWindow())
    expect(await codeOf(Promise.resolve(handlers.open({ path: join(home, 'none.json') })))).toBe('FILE_NOT_FOUND')
    expect(await handlers.recent()).toStrictEqual([])
  })
})
