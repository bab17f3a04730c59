// Walks every lesson and every word of the glossary: a new one is tested unedited.
import { existsSync, readFileSync } from 'node:fs'
import katex from 'katex'
import type { Token } from 'marked'
import { expect, test } from 'vitest'
import { LESSONS } from '../../../../src/renderer/lessons'
import type { Lesson, LessonFacts, LessonStep } from '../../../../src/renderer/lessons/define'
import { TERMS } from '../../../../src/renderer/lessons/glossary'
import type { Term } from '../../../../src/renderer/lessons/glossary/define'
import { readText, valueNames } from '../../../../src/renderer/lessons/text/read-text'
import type { Bilingual } from '../../../../src/shared/locale'
import { parseProject, type Project } from '../../../../src/shared/project'

const NOTHING_YET: LessonFacts = {
  project: null,
  isOwn: false,
  begun: null,
  changed: [],
  run: null,
  runs: [],
  loaded: () => null,
  view: 'learn',
  trainPage: 'setup',
  selected: new Set(),
  seen: new Set()
}
const flat = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => [
    token,
    ...flat('tokens' in token ? (token.tokens ?? []) : []),
    ...flat('items' in token ? (token.items as Token[]) : [])
  ])
const tokensOf = (text: string): Token[] => flat(readText(text.replaceAll(/\{\{.*?\}\}/g, '1.5')))
const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort()
const formulasIn = (text: string): string[] =>
  tokensOf(text).flatMap((token) => (token.type === 'formula' ? [(token as unknown as { text: string }).text] : []))
const termsIn = (text: string): string[] =>
  tokensOf(text).flatMap((token) =>
    token.type === 'link' && String(token.href).startsWith('term:') ? [String(token.href).slice(5)] : []
  )
/** What a person reads as words: without code, formulas and addresses. */
const wordsIn = (text: string): string =>
  tokensOf(text)
    .filter(({ type, ...rest }) => type === 'text' && !('tokens' in rest))
    .map(({ raw }) => raw)
    .join(' ')

const textsOf = (step: LessonStep): Bilingual[] => [
  step.title,
  step.text,
  ...(step.check ? [step.check.text] : []),
  ...(step.deeds ?? []).map(({ label }) => label),
  ...(step.tries ?? []).flatMap(({ text, deed }) => (deed ? [text, deed.label] : [text]))
]

function expectBothLanguages(text: Bilingual, where: string): void {
  const [en, zh] = [text.en, text['zh-CN']]
  expect(en.trim(), where).not.toBe('')
  expect(zh, where).toMatch(/[\u4e00-\u9fff]/)
  expect(wordsIn(en), where).not.toMatch(/[\u3000-\u9fff]/)
  // Names and words in brackets stay English in Chinese; a sentence does not.
  expect(wordsIn(zh), where).not.toMatch(/(?:\b[a-z]+\b[ ,]+){5,}/i)
  for (const written of [en, zh]) {
    const left = wordsIn(written)
    expect(left, `${where}: Markdown that is not read as such`).not.toMatch(/\*\*|\$|\]\(|\{\{/)
    for (const formula of formulasIn(written))
      expect(() => katex.renderToString(formula, { strict: 'error', throwOnError: true }), where).not.toThrow()
    for (const term of termsIn(written)) expect(TERMS.has(term), `${where}: no word ${term} in the glossary`).toBe(true)
  }
  expect(sorted(valueNames(zh)), where).toStrictEqual(sorted(valueNames(en)))
  expect(sorted(termsIn(zh)), where).toStrictEqual(sorted(termsIn(en)))
}

const exampleAt = (id: string): string => `examples/${id}.netloom.json`
const projectOf = (id: string): Project => parseProject(readFileSync(exampleAt(id), 'utf8'), id)

test('there are lessons, each with a number and an id of its own', () => {
  expect(LESSONS.length).toBeGreaterThan(0)
  expect(new Set(LESSONS.map(({ id }) => id)).size).toBe(LESSONS.length)
  expect(new Set(LESSONS.map(({ order }) => order)).size).toBe(LESSONS.length)
})

test.each(LESSONS.map((lesson): [string, Lesson] => [lesson.id, lesson]))('lesson %s', (_, lesson) => {
  expectBothLanguages(lesson.title, 'title')
  expectBothLanguages(lesson.summary, 'summary')
  expect(new Set(lesson.steps.map(({ id }) => id)).size).toBe(lesson.steps.length)
  expect(
    lesson.steps.some(({ check }) => check),
    'a lesson knows when it is done'
  ).toBe(true)
  for (const id of lesson.examples) {
    expect(existsSync(exampleAt(id)), exampleAt(id)).toBe(true)
    expect(projectOf(id).name).not.toBe('')
  }
  for (const step of lesson.steps) {
    for (const text of textsOf(step)) expectBothLanguages(text, `${step.id}: ${text.en}`)
    expect(wordsIn(step.text.en).split(/\s+/).length, `${step.id} is too long`).toBeLessThanOrEqual(150)
    const own: Project = projectOf(lesson.examples[0])
    for (const facts of [NOTHING_YET, { ...NOTHING_YET, project: own, begun: own, isOwn: true }]) {
      const known = Object.keys(step.values?.(facts) ?? {})
      for (const name of valueNames(`${step.text.en} ${step.check?.text.en ?? ''}`))
        expect(known, `${step.id}: {{${name}}}`).toContain(name)
      expect(step.check?.isDone(facts) ?? false, `${step.id} is done before anything was done`).toBe(false)
      for (const one of step.tries ?? []) expect(one.seen?.(facts) ?? false, step.id).toBe(false)
    }
  }
})

test('no word of the glossary is told twice', () => {
  const files = import.meta.glob<Record<string, Term>>('../../../../src/renderer/lessons/glossary/*.ts', {
    eager: true,
    import: 'default'
  })
  const ids = Object.values(files).flatMap((terms) => Object.keys(terms ?? {}))
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toStrictEqual([])
  expect(ids).toHaveLength(TERMS.size)
})

test.each([...TERMS])('word %s of the glossary', (id, term) => {
  expectBothLanguages(term.name, id)
  expectBothLanguages(term.text, id)
})
