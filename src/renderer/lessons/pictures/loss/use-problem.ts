// The learner's points and network, as these pictures draw them, and how a point of the project is moved.
import { computed, type ComputedRef } from 'vue'
import type { PointsSource } from '../../../../shared/dataset'
import { asSource, withPointAt } from '../../../data/plane/points'
import { useProject } from '../../../stores/project'
import { useLesson } from '../../use-lesson'
import { problemOf, type Point, type Problem } from './problem'

export const useProblem = (): ComputedRef<Problem | null> => {
  const { facts } = useLesson()
  return computed(() => problemOf(facts.project))
}

/** A step of undo; what arrow keys do to the same point is one. */
export function useMovePoint(): (index: number, to: Point, by: 'mouse' | 'keys') => void {
  const project = useProject()
  return (index, to, by) =>
    project.edit(
      'dataset',
      (before) => ({
        ...before,
        dataset: { ...before.dataset, source: asSource(withPointAt(before.dataset.source as PointsSource, index, to)) }
      }),
      by === 'keys' ? { merge: `points:${index}` } : 'now'
    )
}
