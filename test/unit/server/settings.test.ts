import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/shared/contract'
import { openSettings } from '../../../src/main/server/conf-settings'
import { temporaryFolder } from './workspace'

describe('a settings file', () => {
  it.each([
    ['cut short', '{"locale": "zh-'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['noise', '\u0000\u0001']
  ])('that is %s is put aside, and the start goes on', (_what, text) => {
    const home = temporaryFolder()
    const path = join(home, 'settings.json')
    writeFileSync(path, text)
    const settings = openSettings(home)
    expect(settings.get()).toStrictEqual(DEFAULT_SETTINGS)
    expect(readFileSync(`${path}.bad`, 'utf8')).toBe(text)
    expect(settings.set({ theme: 'dark' })).toStrictEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
    expect(openSettings(home).get().theme).toBe('dark')
  })

  it('that becomes corrupt while it is open reads as the defaults', () => {
    const home = temporaryFolder()
    const settings = openSettings(home)
    settings.set({ theme: 'dark' })
    writeFileSync(join(home, 'settings.json'), '{')
    expect(settings.get()).toStrictEqual(DEFAULT_SETTINGS)
  })

  it('with one wrong value keeps the others', () => {
    const home = temporaryFolder()
    writeFileSync(join(home, 'settings.json'), '{"locale": "tlh", "theme": "light", "other": 1}')
    const settings = openSettings(home)
    expect(settings.get()).toStrictEqual({ locale: null, theme: 'light', parallel: 1, lessons: {} })
    settings.set({ locale: 'zh-CN' })
    expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toStrictEqual({
      locale: 'zh-CN',
      theme: 'light',
      other: 1
    })
    expect(existsSync(join(home, 'settings.json.bad'))).toBe(false)
  })
})

it('a home that is a file is told as such', () => {
  const home = join(temporaryFolder(), 'file')
  writeFileSync(home, '')
  expect(() => openSettings(home)).toThrow(expect.objectContaining({ code: 'HOME_UNWRITABLE' }))
})

it('two hosts on one home see each other’s changes; null is kept; undefined changes nothing', () => {
  const home = temporaryFolder()
  mkdirSync(home, { recursive: true })
  const [one, other] = [openSettings(home), openSettings(home)]
  one.set({ locale: 'zh-CN' })
  other.set({ theme: 'light' })
  expect(one.get()).toStrictEqual({ locale: 'zh-CN', theme: 'light', parallel: 1, lessons: {} })
  one.set({ locale: undefined, theme: 'dark' } as never)
  expect(other.get()).toStrictEqual({ locale: 'zh-CN', theme: 'dark', parallel: 1, lessons: {} })
  expect(one.set({ locale: null }).locale).toBeNull()
})

it('how far one has come in a lesson is kept beside that in others', () => {
  const home = temporaryFolder()
  const [one, other] = [openSettings(home), openSettings(home)]
  const begun = { step: 'points', done: [], runs: [] }
  const further = { step: 'train', done: ['points'], runs: ['20261122-a'] }
  one.set({ lessons: { line: begun, loss: begun } })
  other.set({ lessons: { line: further } })
  expect(one.get().lessons).toStrictEqual({ line: further, loss: begun })
})
