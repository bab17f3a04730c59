import type { Format } from '../format'

/** p = 0.0312, p < 0.0001: two figures are all that a p-value is good for. */
export function pText(p: number, format: Format): string {
  if (Number.isNaN(p)) return 'p = –'
  if (p < 0.0001) return 'p < 0.0001'
  return `p = ${format.plain(Number(p.toPrecision(2)))}`
}
