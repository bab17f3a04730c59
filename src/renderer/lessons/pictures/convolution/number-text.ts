// Numbers in a small cell: three digits behind the point, fewer where they are large; a true minus.
export function cellText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3
  const text = String(Number(value.toFixed(digits)))
  return text === '-0' ? '0' : text.replace('-', '−')
}
/** In brackets where it is negative, as a factor or summand is written. */
export const inBrackets = (value: number): string => (value < 0 ? `(${cellText(value)})` : cellText(value))

/** A number as a person types it, fractions too: '1/9', '−2'; null where it is none. */
export function typedNumber(text: string): number | null {
  const parts = text.replaceAll('−', '-').trim().split('/')
  const [above, below] = parts.map((part) => (part.trim() === '' ? NaN : Number(part)))
  const value = parts.length === 1 ? above! : parts.length === 2 ? above! / below! : NaN
  return Number.isFinite(value) ? value : null
}
