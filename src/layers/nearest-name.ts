/** The name that was most likely meant. @param known at least one */
export function nearestName(found: string, known: readonly string[]): string {
  const wanted = found.toLowerCase()
  const closeness = (name: string): number => editDistance(name.toLowerCase(), wanted)
  return known.reduce((best, name) => (closeness(name) < closeness(best) ? name : best))
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    previous = row
  }
  return previous[b.length]!
}
