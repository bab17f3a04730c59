import { words } from '../../shared/locale'
import type { Streams } from './define'

/** Where x is drawn from, of curves that are looked at on a stretch of it. */
export const xRange = (lower: number, upper: number) =>
  ({
    kind: 'numbers',
    least: 2,
    most: 2,
    default: [lower, upper],
    help: words('The least and the greatest x; all between are as likely.', 'x 的最小值与最大值，其间均匀分布。')
  }) as const

export const drawBetween = ({ uniform }: Streams, [lower, upper]: readonly number[]): number =>
  lower! + (upper! - lower!) * uniform()
