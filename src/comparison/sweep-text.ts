// One dimension of a sweep in one line, as it is typed and shown: 'Dense.units in 64..512 step 64', 'learning_rate in 1e-4..1e-1 log',
// 'optimizer in adam, sgd'.
import { dimensionSchema, type Dimension } from '../shared/sweep'
import { NetloomError } from '../shared/errors'
import { words, type Words } from '../shared/locale'
import { describeIssue } from '../shared/project'
import type { Setting } from '../shared/setting'

const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?`
const RANGE = new RegExp(String.raw`^(${NUMBER})\s*\.\.\s*(${NUMBER})((?:\s+(?:log|linear|step\s+${NUMBER}))*)$`)
const PLAIN = /^[\p{L}_][\p{L}\p{N}_/-]*$/u
const QUOTED = /^"(?:[^"\\]|\\.)*"/
const WORDS: Readonly<Record<string, Setting>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null
}

/** @throws NetloomError SWEEP_DIMENSION (found, expected) */
export function parseDimension(text: string): Dimension {
  const bad = (expected: Words): NetloomError => new NetloomError('SWEEP_DIMENSION', { found: text, expected })
  const line = text.trim()
  const quoted = QUOTED.exec(line)?.[0]
  const setting = quoted === undefined ? /^\S+(?=\s)/.exec(line)?.[0] : unquoted(quoted)
  const after = line.slice(quoted?.length ?? setting?.length ?? 0)
  const values = /^\s+in\s+(\S[\s\S]*)$/.exec(after)?.[1]
  if (setting === undefined || setting === null || values === undefined) throw bad(FORM)
  const parsed = dimensionSchema.safeParse(dimension(String(setting), values, bad))
  if (parsed.success) return parsed.data
  const { expected } = describeIssue(parsed.error, undefined)
  throw bad(expected)
}

const FORM = words(
  'setting in a..b [log] [step s], or setting in a, b, c',
  '“设置 in a..b [log] [step s]” 或 “设置 in a, b, c”'
)

function dimension(setting: string, text: string, bad: (expected: Words) => NetloomError): unknown {
  const range = RANGE.exec(text.trim())
  if (!range) return { setting, values: listed(text, bad) }
  const [, min, max, options = ''] = range
  const step = new RegExp(String.raw`step\s+(${NUMBER})`).exec(options)?.[1]
  return {
    setting,
    min_value: Number(min),
    max_value: Number(max),
    ...(step !== undefined && { step: Number(step) }),
    sampling: /\blog\b/.test(options) ? 'log' : 'linear'
  }
}

/** Values between commas; what is quoted or in brackets is one. */
function listed(text: string, bad: (expected: Words) => NetloomError): Setting[] {
  const values: Setting[] = []
  let rest = text.trim()
  for (;;) {
    const quoted = QUOTED.exec(rest)?.[0]
    const taken = quoted ?? bracketed(rest) ?? /^[^,]*/.exec(rest)![0].trim()
    if (taken === '') throw bad(words('a value before and after each comma', '每个逗号前后都有值'))
    if (/\.\./.test(taken) && quoted === undefined)
      throw bad(words('a range of numbers such as 16..128', '数值范围，例如 16..128'))
    const value = quoted === undefined ? valueOf(taken) : unquoted(quoted)
    if (value === undefined) throw bad(words('text in double quotes', '双引号中的文本'))
    values.push(value)
    rest = rest.slice(rest.indexOf(taken) + taken.length).trim()
    if (rest === '') return values
    if (!rest.startsWith(',')) throw bad(words('a comma between values', '以逗号分隔的值'))
    rest = rest.slice(1).trim()
  }
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string
  } catch {
    return undefined
  }
}

/** '[3, 3]' at the beginning of a text, with what is in it. */
function bracketed(text: string): string | undefined {
  if (!/^[[{]/.test(text)) return undefined
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if ('[{'.includes(text[i]!)) depth++
    if (']}'.includes(text[i]!) && --depth === 0) return text.slice(0, i + 1)
  }
  return undefined
}

function valueOf(text: string): Setting {
  if (Object.hasOwn(WORDS, text)) return WORDS[text]!
  return new RegExp(`^${NUMBER}$`).test(text) ? Number(text) : text
}

/** As parseDimension reads it. */
export function printDimension(dimension: Dimension): string {
  const setting = /^[^\s"]+$/.test(dimension.setting) ? dimension.setting : JSON.stringify(dimension.setting)
  return `${setting} in ${printRange(dimension)}`
}

/** What comes after `in`. */
export function printRange(dimension: Dimension): string {
  if ('values' in dimension) return dimension.values.map(printValue).join(', ')
  const { min_value, max_value, step, sampling } = dimension
  const log = sampling === 'log' ? ' log' : ''
  return `${min_value}..${max_value}${log}${step === undefined ? '' : ` step ${step}`}`
}

function printValue(value: Setting): string {
  if (typeof value !== 'string') return String(value)
  return PLAIN.test(value) && !Object.hasOwn(WORDS, value) ? value : JSON.stringify(value)
}
