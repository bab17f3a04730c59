// Which layer of one network is which of another, though it was renamed, moved on by a new one, or set otherwise.

export interface Alignable {
  name: string
  className: string
  /** What is not at its default, told as text. */
  params: ReadonlyMap<string, string>
}
/** Positions in the two lists; one of them is null where a layer has no counterpart. */
export type Pair = readonly [a: number | null, b: number | null]

/** Above so many pairs to be judged, only names tell. */
const MOST_JUDGED = 4_000_000

/**
 * An alignment of two lists of layers, each in the order in which data pass through them: the one in which most is alike, where a
 * class alone counts 1, the name 1, and all parameters 2 (some of them up to 1). Layers of different classes are never the same.
 * What is left over is the same where name and class are, even if the order is another one. Pairs come in an order in which both
 * lists rise, but for those last ones, which stand where they are in b.
 */
export function align(a: readonly Alignable[], b: readonly Alignable[]): Pair[] {
  let begin = 0
  while (begin < a.length && begin < b.length && isAlike(a[begin]!, b[begin]!)) begin++
  let end = 0
  while (end < Math.min(a.length, b.length) - begin && isAlike(a[a.length - 1 - end]!, b[b.length - 1 - end]!)) end++
  const inner = alignInner(a.slice(begin, a.length - end), b.slice(begin, b.length - end))
  const shifted = (at: number | null): number | null => (at === null ? null : at + begin)
  return [
    ...Array.from({ length: begin }, (_, i): Pair => [i, i]),
    ...inner.map(([x, y]): Pair => [shifted(x), shifted(y)]),
    ...Array.from({ length: end }, (_, i): Pair => [a.length - end + i, b.length - end + i])
  ]
}

const isAlike = (a: Alignable, b: Alignable): boolean =>
  a.name === b.name && a.className === b.className && sharedParams(a, b) === 2

/** 2 where all are the same, else the share of those that are. */
function sharedParams(a: Alignable, b: Alignable): number {
  let same = 0
  for (const [key, value] of a.params) if (b.params.get(key) === value) same++
  const all = a.params.size + b.params.size - [...a.params.keys()].filter((key) => b.params.has(key)).length
  return same === all ? 2 : same / all
}

const likeness = (a: Alignable, b: Alignable): number =>
  a.className !== b.className ? 0 : 1 + (a.name === b.name ? 1 : 0) + sharedParams(a, b)

function alignInner(a: readonly Alignable[], b: readonly Alignable[]): Pair[] {
  const pairs = a.length * b.length > MOST_JUDGED ? apart(a, b) : mostAlike(a, b)
  return withSameNames(pairs, a, b)
}

const apart = (a: readonly Alignable[], b: readonly Alignable[]): Pair[] => [
  ...a.map((_, i): Pair => [i, null]),
  ...b.map((_, i): Pair => [null, i])
]

/** The common subsequence of the greatest likeness, by dynamic programming. */
function mostAlike(a: readonly Alignable[], b: readonly Alignable[]): Pair[] {
  const width = b.length + 1
  // best[i * width + j]: of a from i on and b from j on.
  const best = new Float32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const alone = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!)
      const like = likeness(a[i]!, b[j]!)
      best[i * width + j] = like > 0 ? Math.max(alone, like + best[(i + 1) * width + j + 1]!) : alone
    }
  }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const here = best[i * width + j]!
    if (here === best[(i + 1) * width + j]!) pairs.push([i++, null])
    else if (here === best[i * width + j + 1]!) pairs.push([null, j++])
    else pairs.push([i++, j++])
  }
  while (i < a.length) pairs.push([i++, null])
  while (j < b.length) pairs.push([null, j++])
  return pairs
}

function withSameNames(pairs: readonly Pair[], a: readonly Alignable[], b: readonly Alignable[]): Pair[] {
  const key = ({ name, className }: Alignable): string => `${className} ${name}`
  const alone = new Map(pairs.flatMap(([i, j]) => (i !== null && j === null ? [[key(a[i]!), i] as const] : [])))
  const found = new Map<number, number>()
  for (const [i, j] of pairs) {
    const other = i === null ? alone.get(key(b[j!]!)) : undefined
    if (other !== undefined) found.set(j!, other)
  }
  const paired = new Set(found.values())
  return pairs.flatMap(([i, j]): Pair[] => {
    if (i !== null && j === null) return paired.has(i) ? [] : [[i, j]]
    return [[i ?? found.get(j!) ?? null, j]]
  })
}
