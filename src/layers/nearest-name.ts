/** The name that was most likely meant. @param known at least one */
export function nearestName(found: string, known: readonly string[]): string {
  const wanted = found.toLowerCase()
  const closeness = (name: string): number => editDistance(name.toLowerCase(), wanted)
  return known.reduce((best, name) => (closeness(name) < closeness(best) ? name : best))
}

/** Names that may have been meant, the likeliest first; none where nothing is like it. */
export function nearNames(found: string, known: readonly string[], most = 3): string[] {
  const wanted = found.toLowerCase()
  const farthest = Math.max(1, Math.ceil(wanted.length / 3))
  const distance = (name: string): number => {
    const text = name.toLowerCase()
    const isPart = wanted.length > 2 && (text.includes(wanted) || wanted.includes(text))
    return isPart ? Math.min(farthest, editDistance(text, wanted)) : editDistance(text, wanted)
  }
  return known
    .map((name) => ({ name, far: distance(name) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far || a.name.length - b.name.length)
    .slice(0, most)
    .map(({ name }) => name)
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
