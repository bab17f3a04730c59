import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { defineStep, type ColumnShape } from '../define'
import { asFloats, isNumeric, mapNumbers, notBoolean, NUMBERS } from '../families/numbers'

const className = 'Clip'

interface Limits {
  min: number | null
  max: number | null
}
const isByte = (limit: number | null): boolean =>
  limit === null || (Number.isInteger(limit) && limit >= 0 && limit <= 255)
const clipped = (column: ColumnShape, { min, max }: Limits): ColumnShape =>
  column.dtype === 'uint8' && isByte(min) && isByte(max) ? column : asFloats(column)

export default defineStep({
  className,
  title: { en: 'Clip', 'zh-CN': '截断' },
  summary: {
    en: 'Replaces what lies below min or above max by that limit, so that a few extreme values (outliers) do not decide everything.',
    'zh-CN': '小于 min 或大于 max 的值改为该界限，避免少数极端值（离群值）左右训练。'
  },
  takes: NUMBERS,
  params: {
    min: {
      kind: 'number',
      nullable: true,
      default: null,
      help: { en: 'The lower limit; null for none.', 'zh-CN': '下界；为 null 时不限。' }
    },
    max: {
      kind: 'number',
      nullable: true,
      default: null,
      help: { en: 'The upper limit; null for none.', 'zh-CN': '上界；为 null 时不限。' }
    }
  },
  accepts: isNumeric,
  byDefault: notBoolean,
  shapes: (column, limits) => {
    const { min, max } = limits
    if (min === null && max === null) {
      const expected = words('a limit, min or max or both', '至少给出 min 与 max 之一')
      throw new NetloomError('PIPELINE_PARAM', { className, key: 'min', expected, found: 'null' })
    }
    if (min !== null && max !== null && min > max) {
      const expected = words(`at least min (${min})`, `不小于 min（${min}）`)
      throw new NetloomError('PIPELINE_PARAM', { className, key: 'max', expected, found: max })
    }
    return [clipped(column, limits)]
  },
  apply: (column, limits) => {
    const [least, most] = [limits.min ?? -Infinity, limits.max ?? Infinity]
    return [mapNumbers(className, column, clipped(column, limits), (value) => Math.min(Math.max(value, least), most))]
  },
  rowwise: true
})
