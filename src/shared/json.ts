export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** JSON has no NaN and no infinities, and a diverging loss is worth keeping: they are written as strings. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    (_key, item: unknown) => (typeof item === 'number' && !Number.isFinite(item) ? String(item) : item),
    indent
  )

const LINE_WIDTH = 120
/** The value itself and its groups are always on lines of their own, however short. */
const OPEN_LEVELS = 2

/** JSON for people and for diffs: two spaces, and what fits goes on one line. */
export const prettyJson = (value: unknown): string => pretty(value, 0, 0)

/** @param used characters of the line before the value */
function pretty(value: unknown, level: number, used: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  if (entries.length === 0) return `${open}${close}`
  if (level >= OPEN_LEVELS) {
    const line = inline(value)
    if (used + line.length < LINE_WIDTH) return line // one less, for a comma
  }
  const indent = '  '.repeat(level + 1)
  const lines = entries.map(([key, item]) => {
    const start = indent + (Array.isArray(value) ? '' : `${JSON.stringify(key)}: `)
    return start + pretty(item, level + 1, start.length)
  })
  return `${open}\n${lines.join(',\n')}\n${'  '.repeat(level)}${close}`
}

function inline(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  if (entries.length === 0) return '{}'
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`).join(', ')} }`
}
