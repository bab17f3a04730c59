import { computed, type ComputedRef } from 'vue'
import { useLooked } from '../stores/looked'
import { useProject } from '../stores/project'
import { useReadiness } from '../stores/readiness'

/** Examples that the project in hand trains on; null where they are not known before the data are dealt. */
export function useTrainExamples(): ComputedRef<number | null> {
  const project = useProject()
  const readiness = useReadiness()
  const looked = useLooked()
  return computed(() => {
    const total = readiness.dataset?.examples.train ?? looked.ofProject.description?.rows
    const { validation = 0, test = 0, column } = project.draft?.dataset.split ?? {}
    if (total === undefined || column !== undefined) return null
    const taken = (share: number, of: number): number => (share < 1 ? Math.floor(share * of) : share)
    const left = total - (test === 'own' ? 0 : taken(test, total))
    return Math.max(1, left - taken(validation, left))
  })
}
