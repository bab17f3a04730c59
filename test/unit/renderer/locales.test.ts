import { describe, expect, it } from 'vitest'
import en from '../../../src/renderer/locales/en'
import zhCN from '../../../src/renderer/locales/zh-CN'

type Tree = { [key: string]: string | Tree }
const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`)
  )
const english = new Map(flatten(en))
const chinese = new Map(flatten(zhCN))
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

const sources = import.meta.glob<string>('../../../src/renderer/**/*.{vue,ts}', {
  eager: true,
  query: '?raw',
  import: 'default'
})

describe('the two languages', () => {
  it('have the same keys', () => expect([...chinese.keys()].sort()).toStrictEqual([...english.keys()].sort()))
  it('leave no text empty', () => {
    for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe('')
  })
  it('fill in the same placeholders', () => {
    for (const [key, text] of english)
      expect([key, placeholders(chinese.get(key)!)]).toStrictEqual([key, placeholders(text)])
  })
  it('have every text that a component asks for', () => {
    const asked = Object.values(sources).flatMap((text) =>
      [...text.matchAll(/\bt\('([\w.]+)'/g)].map(([, key]) => key!)
    )
    expect(asked.length).toBeGreaterThan(80)
    expect([...new Set(asked)].filter((key) => !english.has(key))).toStrictEqual([])
  })
})
