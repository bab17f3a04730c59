// What a parameter may be, in words.
import { words, type Bilingual } from './locale'
import type { ParamSpec } from './schema'

/** As the fault of a value tells it: 'a whole number of at least 1, or null'. */
export function expectation(spec: ParamSpec): Bilingual {
  const { en, 'zh-CN': zh } = expectedValue(spec)
  return 'nullable' in spec && spec.nullable ? words(`${en}, or null`, `${zh}，或 null`) : words(en, zh)
}

export const oneOf = (names: readonly string[]): Bilingual =>
  names.length === 0
    ? words('no parameters', '空（没有参数）')
    : words(`one of ${names.join(', ')}`, `以下之一：${names.join(', ')}`)

interface Range {
  min?: number
  max?: number
}
function inRange(kind: Bilingual, { min, max }: Range): Bilingual {
  const { en, 'zh-CN': zh } = kind
  if (min !== undefined && min === max) return words(`${en} equal to ${min}`, `等于 ${min} 的${zh}`)
  if (min !== undefined && max !== undefined)
    return words(`${en} from ${min} to ${max}`, `${min} 到 ${max} 之间的${zh}`)
  if (min !== undefined) return words(`${en} of at least ${min}`, `至少为 ${min} 的${zh}`)
  return max === undefined ? kind : words(`${en} of at most ${max}`, `不超过 ${max} 的${zh}`)
}
const wholeNumber = (range: Range): Bilingual => inRange(words('a whole number', '整数'), range)
const aNumber = (range: Range): Bilingual => inRange(words('a number', '数值'), range)

function expectedValue(spec: ParamSpec): Bilingual {
  switch (spec.kind) {
    case 'integer':
      return wholeNumber(spec)
    case 'number': {
      const { en, 'zh-CN': zh } = aNumber(spec)
      if (!spec.terms) return words(en, zh)
      const known = spec.terms.map((term) => term.className).join(', ')
      return words(
        `${en}, or { class_name, config } of one of ${known}`,
        `${zh}，或以下之一的 { class_name, config }：${known}`
      )
    }
    case 'boolean':
      return words('true or false', 'true 或 false')
    case 'choice':
      return oneOf(spec.options)
    case 'value':
      return words('a number or a text', '数值或文本')
    case 'integers':
      return wholeNumbers(spec)
    case 'numbers':
      return numbers(spec)
    case 'pairs': {
      const { en, 'zh-CN': zh } = wholeNumber(spec)
      return words(
        `${en}, or a list of ${spec.length}, each a number or [before, after]`,
        `${zh}，或含 ${spec.length} 项的列表，每项为一个数或 [前, 后]`
      )
    }
    case 'sizes':
      return words('a list of whole numbers of at least 1, or null', '由至少为 1 的整数或 null 组成的列表')
    case 'term': {
      const { en, 'zh-CN': zh } = oneOf(spec.terms.map((term) => term.names[0]!))
      return words(`${en}, or { class_name, config }`, `${zh}，或 { class_name, config }`)
    }
    case 'layer': {
      const { en, 'zh-CN': zh } = oneOf(spec.options)
      return words(
        `a layer { class_name, config }, class_name ${en}`,
        `形如 { class_name, config } 的层，class_name 为${zh}`
      )
    }
  }
}

function wholeNumbers(spec: Extract<ParamSpec, { kind: 'integers' }>): Bilingual {
  const one = wholeNumber(spec)
  if (spec.length !== undefined)
    return words(`${one.en}, or a list of ${spec.length}`, `${one['zh-CN']}，或含 ${spec.length} 个数的列表`)
  const { en } = inRange(words('a list of whole numbers, each', ''), spec)
  return spec.single
    ? words(`a whole number, or ${en}`, `整数，或由${one['zh-CN']}组成的列表`)
    : words(en, `由${one['zh-CN']}组成的列表`)
}

function numbers(spec: Extract<ParamSpec, { kind: 'numbers' }>): Bilingual {
  const { en, 'zh-CN': zh } = aNumber(spec)
  const { least, most } = spec
  if (most === undefined) return words(`${en}, or a list`, `${zh}，或列表`)
  return least === most
    ? words(`a list of ${most}, each ${en}`, `含 ${most} 个数的列表，每个为${zh}`)
    : words(`${en}, or a list of up to ${most}`, `${zh}，或最多含 ${most} 个数的列表`)
}
