import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FrameCache } from '../../../src/main/data/frame-cache'
import type { Frame } from '../../../src/main/datasets/frame'
import type { ResolvedDataset } from '../../../src/shared/dataset'
import { folderOf } from '../../support/data-sources'

const resolved = (path: string): ResolvedDataset => ({
  ...{ name: path, title: path, task: 'regression', classes: null, origin: 'file' },
  files: [{ role: 'data', path, sha256: null }],
  source: { format: 'csv', path, task: 'regression' }
})

/** Tells what was opened and closed; `fail` makes the next opening fail. */
function world() {
  const log: string[] = []
  const state = { fail: false }
  let number = 0
  const cache = new FrameCache(async ({ name }) => {
    const id = `${name.split(/[\\/]/).at(-1)} ${++number}`
    log.push(`open ${id}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
    if (state.fail) throw new Error('no')
    return { format: id, close: async () => void log.push(`close ${id}`) } as unknown as Frame
  })
  const look = (path: string) => cache.use(resolved(path), async ({ frame }) => frame.format)
  return { cache, log, look, state }
}
const csv = (name: string, content = 'a,b\n1,2\n') => join(folderOf({ [name]: content }), name)
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('the frames that are kept open', () => {
  it('are opened once, also for those who come while they are being opened', async () => {
    const { look, log } = world()
    const path = csv('a')
    expect(await Promise.all([look(path), look(path), look(path)])).toEqual(['a 1', 'a 1', 'a 1'])
    expect(await look(path)).toBe('a 1')
    expect(log).toEqual(['open a 1'])
  })

  it('are opened anew when their file has changed, and the old one is closed', async () => {
    const { look, log } = world()
    const path = csv('a')
    await look(path)
    writeFileSync(path, 'a,b\n1,2\n3,4\n')
    expect(await look(path)).toBe('a 2')
    await settled()
    expect(log).toEqual(['open a 1', 'open a 2', 'close a 1'])
  })

  it('are opened anew when another file of the same size and time has come in its place', async () => {
    const { look } = world()
    const path = csv('a')
    utimesSync(path, 1000, 1000)
    await look(path)
    const other = csv('b', 'a,b\n9,9\n')
    utimesSync(other, 1000, 1000)
    renameSync(other, path)
    expect(await look(path)).toBe('a 2')
  })

  it('are opened anew when something comes into a folder of the folder, however new that is', async () => {
    const { look } = world()
    const root = folderOf({ 'train/cats/1.png': '1' })
    await look(root)
    writeFileSync(join(root, 'train/cats/2.png'), '2')
    expect(await look(root)).toMatch(/ 2$/)
    mkdirSync(join(root, 'train/dogs'))
    expect(await look(root)).toMatch(/ 3$/)
    writeFileSync(join(root, 'train/dogs/1.png'), '1')
    expect(await look(root)).toMatch(/ 4$/)
    expect(await look(root)).toMatch(/ 4$/)
  })

  it('are three: the one that was not asked for the longest is closed', async () => {
    const { look, log } = world()
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => csv(name)) as [string, string, string, string]
    for (const path of [a, b, c, a, d]) await look(path)
    await settled()
    expect(log.filter((line) => line.startsWith('close'))).toEqual(['close b 2'])
    expect(await look(a)).toBe('a 1')
  })

  it('are not closed while someone works with them', async () => {
    const { cache, look, log } = world()
    const path = csv('a')
    let release = (): void => undefined
    const working = cache.use(resolved(path), () => new Promise<void>((resolve) => (release = resolve)))
    await settled()
    writeFileSync(path, 'changed')
    await look(path)
    await settled()
    expect(log).not.toContain('close a 1')
    release()
    await working
    await settled()
    expect(log).toContain('close a 1')
  })

  it('are all closed at the end', async () => {
    const { cache, look, log } = world()
    await look(csv('a'))
    await look(csv('b'))
    await cache.closeAll()
    expect(log.filter((line) => line.startsWith('close')).sort()).toEqual(['close a 1', 'close b 2'])
  })

  it('a failure to open is told to all who wait, and not kept', async () => {
    const { look, log, state } = world()
    const path = csv('a')
    state.fail = true
    const both = await Promise.allSettled([look(path), look(path)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    state.fail = false
    expect(await look(path)).toBe('a 2')
    expect(log).toEqual(['open a 1', 'open a 2'])
  })
})

describe('answers', () => {
  it('are computed once while the file stays as it is, and not kept when they fail', async () => {
    const { cache } = world()
    const path = csv('a')
    let computed = 0
    const answer = (asked: number, compute = async () => ++computed) =>
      cache.use(resolved(path), ({ once }) => once('rows', asked, compute))
    expect(await Promise.all([answer(1), answer(1), answer(2)])).toEqual([1, 1, 2])
    await expect(answer(3, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await answer(3)).toBe(3)
    writeFileSync(path, 'changed')
    expect(await answer(1)).toBe(4)
  })

  it('of one kind are few, the last asked for', async () => {
    const { cache } = world()
    const path = csv('a')
    let computed = 0
    const answer = (asked: number) =>
      cache.use(resolved(path), ({ once }) => once('prepared', asked, async () => ++computed, 2))
    for (const asked of [1, 2, 1, 3]) await answer(asked)
    expect(computed).toBe(3)
    expect(await answer(1)).toBe(1)
    expect(await answer(2)).toBe(4)
  })
})
