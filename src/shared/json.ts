/** JSON has no NaN and no infinities, and a diverging loss is worth keeping: they are written as strings. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    (_key, item: unknown) => (typeof item === 'number' && !Number.isFinite(item) ? String(item) : item),
    indent
  )
