import { NetloomError } from '../../shared/errors'
import { defineStep } from '../define'
import { asFloats, isNumeric, mapNumbers, notBoolean, NUMBERS } from '../families/numbers'

const className = 'Log'

/** NumPy's functions, and the value above which each has a result. */
const FUNCTIONS = {
  log: { of: Math.log, above: 0, back: Math.exp },
  log1p: { of: Math.log1p, above: -1, back: Math.expm1 },
  log10: { of: Math.log10, above: 0, back: (value: number) => 10 ** value }
} as const
type Name = keyof typeof FUNCTIONS

export default defineStep({
  className,
  title: { en: 'Logarithm', 'zh-CN': '取对数' },
  summary: {
    en: 'Takes the logarithm: of incomes, prices or counts, where a few values are many times larger than most, steps of equal factors become equal.',
    'zh-CN': '取对数：收入、价格、次数等数据中少数值远大于其余值时，取对数后相同倍数变为相同间距。'
  },
  takes: NUMBERS,
  params: {
    function: {
      kind: 'choice',
      options: Object.keys(FUNCTIONS),
      default: 'log',
      help: {
        en: "NumPy's log (natural, of values above 0), log1p (log of 1 + x, also of 0) or log10.",
        'zh-CN': 'NumPy 的 log（自然对数，值须大于 0）、log1p（1 + x 的自然对数，值可为 0）或 log10。'
      }
    }
  },
  accepts: isNumeric,
  byDefault: notBoolean,
  shapes: (column) => [asFloats(column)],
  apply: (column, params) => {
    const name = params.function as Name
    const { of, above } = FUNCTIONS[name]
    const change = (value: number, _place: number, row: number): number => {
      if (value <= above) {
        throw new NetloomError('PIPELINE_DOMAIN', { className, column: column.name, row, found: value, expected: name })
      }
      return of(value)
    }
    return [mapNumbers(className, column, asFloats(column), change)]
  },
  inverse: (value, params) => FUNCTIONS[params.function as Name].back(value),
  rowwise: true
})
