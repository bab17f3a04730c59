// The words of a text column, and what the project's steps make of them.
import { computed } from 'vue'
import { useLooked } from '../../stores/looked'
import { useAnswer } from '../examples/use-answer'
import type { RowFacts } from '../examples/use-row-facts'
import { learntWords, vectorizationOf, vocabularyFrom, type Vocabulary } from './tokens'

const MOST_WORDS = 100_000

export function useVocabulary(facts: RowFacts, column: () => string | null) {
  const looked = useLooked()
  const {
    value: counted,
    error,
    slow
  } = useAnswer(
    () => facts.source.value && column() && `${facts.source.value} ${column()}`,
    () => looked.ask('vocabulary', { column: column()!, most: MOST_WORDS })
  )
  const step = computed(() => (column() ? vectorizationOf(looked.data?.preprocessing ?? [], column()!) : null))
  const { value: previewed, error: stepError } = useAnswer(
    () =>
      step.value && facts.source.value ? `${facts.source.value} ${column()} ${JSON.stringify(looked.data)}` : null,
    () => looked.askData('steps', { rows: [0] })
  )
  const learnt = computed(() => (previewed.value && column() ? learntWords(previewed.value.fitted, column()!) : null))
  const vocabulary = computed((): Vocabulary | null => {
    if (step.value) return learnt.value && vocabularyFrom(learnt.value.words.map((word, id) => ({ word, id })))
    return counted.value && vocabularyFrom(counted.value.words)
  })
  /** How many tokens the step keeps of each text; null for all. */
  const kept = computed(() => (step.value ? (learnt.value?.length ?? null) : null))
  return { counted, vocabulary, step, kept, error, slow, stepError, most: MOST_WORDS }
}
export type VocabularyOf = ReturnType<typeof useVocabulary>
