import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { defineStep, type ColumnShape } from '../define'
import { asFloats, isNumeric, mapNumbers, notBoolean, NUMBERS } from '../families/numbers'

const className = 'Rescaling'

/** @throws NetloomError PIPELINE_PARAM for a list that has neither one number nor one for each place of the last axis */
function checkLengths({ shape }: ColumnShape, given: Record<'scale' | 'offset', readonly number[]>): void {
  const last = shape?.at(-1) ?? 1
  for (const key of ['scale', 'offset'] as const) {
    const found = given[key].length
    if (found === 1 || found === last || shape === null) continue
    const expected = words(`1 number, or ${last}`, `1 个数，或 ${last} 个数`)
    throw new NetloomError('PIPELINE_PARAM', { className, key, expected, found })
  }
}

export default defineStep({
  className,
  title: { en: 'Rescaling', 'zh-CN': '缩放' },
  summary: {
    en: 'Multiplies every value by scale and adds offset: pixels of 0 to 255 become 0 to 1 with scale 1/255, since networks learn best from small numbers.',
    'zh-CN':
      '将每个值乘以 scale 再加上 offset：scale 取 1/255 时，0 到 255 的像素变为 0 到 1。网络更容易从较小的数值中学习。'
  },
  takes: NUMBERS,
  params: {
    scale: {
      kind: 'numbers',
      default: 1,
      help: {
        en: 'Factor: one number, or one for each channel.',
        'zh-CN': '系数：一个数，或每个通道一个数。'
      }
    },
    offset: {
      kind: 'numbers',
      default: 0,
      help: {
        en: 'What is added then: one number, or one for each channel.',
        'zh-CN': '随后加上的量：一个数，或每个通道一个数。'
      }
    }
  },
  accepts: isNumeric,
  byDefault: notBoolean,
  shapes: (column, params) => {
    checkLengths(column, params)
    return [asFloats(column)]
  },
  apply: (column, { scale, offset }) => {
    const change = (value: number, place: number): number =>
      value * scale[place % scale.length]! + offset[place % offset.length]!
    return [mapNumbers(className, column, asFloats(column), change)]
  },
  inverse: (value, { scale, offset }) => (value - offset[0]!) / scale[0]!,
  rowwise: true,
  inGraph: ({ scale, offset }) =>
    scale.length === 1 && offset.length === 1 ? { scale: scale[0]!, offset: offset[0]! } : null
})
