/**
 * All classes in their order where they are few; else the likeliest ones, the likeliest first, the true one among them.
 * @returns class numbers
 */
export function leading(probabilities: readonly number[], most: number, truth: number | null): number[] {
  const all = probabilities.map((_, i) => i)
  if (all.length <= most) return all
  const first = all.sort((a, b) => probabilities[b]! - probabilities[a]! || a - b).slice(0, most)
  if (truth === null || first.includes(truth) || probabilities[truth] === undefined) return first
  return [...first.slice(0, most - 1), truth]
}
