/** The one of these ids, whole or by a part of at least four characters that only one begins or ends with; null where there is none. */
export function matchingId(ids: readonly string[], wanted: string): string | null {
  if (ids.includes(wanted)) return wanted
  const near = wanted.length < 4 ? [] : ids.filter((id) => id.startsWith(wanted) || id.endsWith(wanted))
  return near.length === 1 ? near[0]! : null
}
