// What the checks of the lesson ask of the learner's runs.
import type { LessonFacts } from '../../define'
import { gradientAt, problemOf, sizeOf, type Place, type Problem } from './problem'
import { isPlain, pathOf, verdictOf, type RunPath } from './run-path'

/** Of runs that came to their end. */
export function endedPaths({ runs, loaded }: LessonFacts, activation: Problem['activation']): RunPath[] {
  return runs.flatMap(({ id, status }) => {
    if (status !== 'completed') return []
    const run = loaded(id)
    const path = run && pathOf(run, false)
    return path?.problem.activation === activation ? [path] : []
  })
}
export const plainPaths = (facts: LessonFacts): RunPath[] => endedPaths(facts, 'linear').filter(isPlain)

/** Too small, good and too large, whatever the rates were. */
export function hasAllThree(facts: LessonFacts): boolean {
  const kinds = new Set(plainPaths(facts).map(({ losses }) => verdictOf(losses).kind))
  return kinds.has('falling') && kinds.has('converged') && kinds.has('diverged')
}

/** Epochs after which plain runs had converged, ascending; without such as did not even begin to move. */
export function convergences(facts: LessonFacts): number[] {
  const epochs = plainPaths(facts).flatMap(({ losses }) => {
    const verdict = verdictOf(losses)
    return verdict.kind === 'converged' && verdict.epoch > 2 ? [verdict.epoch] : []
  })
  return [...new Set(epochs)].sort((a, b) => a - b)
}

export function hasAllOptimizers(facts: LessonFacts): boolean {
  const paths = endedPaths(facts, 'linear')
  const has = (test: (path: RunPath) => boolean): boolean => paths.some(test)
  return (
    has(isPlain) &&
    has(({ optimizer }) => optimizer.name === 'SGD' && optimizer.momentum > 0) &&
    has(({ optimizer }) => optimizer.name === 'Adam')
  )
}

/** At the bottom, and so far apart that it is not the same one. */
const [BOTTOM, APART] = [0.02, 0.8]
/** The valleys that runs on the same points have ended in, one place of each. */
export function valleys(facts: LessonFacts): { place: Place; problem: Problem }[] {
  const found: { place: Place; problem: Problem }[] = []
  const now = problemOf(facts.project)
  for (const { places, problem } of endedPaths(facts, 'tanh')) {
    const place = places.at(-1)!
    if (now && JSON.stringify(problem.points) !== JSON.stringify(now.points)) continue
    if (!(sizeOf(gradientAt(problem, place)) < BOTTOM)) continue
    const isNew = found.every((one) => Math.hypot(one.place.w - place.w, one.place.b - place.b) > APART)
    if (isNew) found.push({ place, problem })
  }
  return found
}

/** Greater learning rates diverge: 2 / the greatest curvature of the bowl. Null of other losses. */
export function greatestRate(problem: Problem | null): number | null {
  if (!problem || problem.activation !== 'linear' || problem.name !== 'mean_squared_error') return null
  const n = problem.points.length
  const [x, squares] = problem.points.reduce(([a, b], [one]) => [a + one / n, b + (one * one) / n], [0, 0])
  // Eigenvalues of 2 [[mean x², mean x], [mean x, 1]].
  const greatest = squares + 1 + Math.sqrt((squares - 1) ** 2 + 4 * x * x)
  return 2 / greatest
}
