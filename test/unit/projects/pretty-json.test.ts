import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { prettyJson } from '../../../src/shared/json'

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples')

it.each(readdirSync(EXAMPLES).filter((file) => file.endsWith('.netloom.json')))(
  '%s is written as it is formatted in the repository',
  (file) => {
    const text = readFileSync(join(EXAMPLES, file), 'utf8')
    expect(`${prettyJson(JSON.parse(text))}\n`).toBe(text)
  }
)

it('any JSON reads back as it was, in lines of at most 120 characters where it can be', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(prettyJson(value))).toStrictEqual(JSON.parse(JSON.stringify(value)))
    })
  )
  const wide = { a: { b: Array.from({ length: 40 }, (_item, i) => ({ i, name: `n${i}` })) } }
  expect(
    Math.max(
      ...prettyJson(wide)
        .split('\n')
        .map((line) => line.length)
    )
  ).toBeLessThanOrEqual(120)
})

it('leaves out what is undefined, as JSON does', () => {
  expect(prettyJson({ a: undefined, b: { c: undefined } })).toBe('{\n  "b": {}\n}')
})
