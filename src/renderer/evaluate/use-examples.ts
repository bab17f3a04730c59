// One page of predictions of a view, together with the rows that they are of.
import { ref, watch } from 'vue'
import type { PredictionView } from '../../shared/model-contract'
import { useAnswer } from '../data/examples/use-answer'
import { useModels, type ModelOf } from '../stores/models'
import type { Format } from '../format'
import type { ExampleFacts } from './ExampleCard.vue'
import { nameOf } from './class-rows'
import type { RunData, ShownRow } from './use-run-data'

export interface ShownExample {
  facts: ExampleFacts
  shown: ShownRow | null
}
interface Page {
  total: number
  examples: ShownExample[]
}

export function useExamples(options: {
  model: () => ModelOf | null
  /** Changes with the weights. */
  state: () => string | null
  view: () => PredictionView | null
  data: RunData
  classes: () => readonly string[] | null
  isClass: () => boolean
  format: () => Format
  size: () => number
  /** Pixels that a picture may take each way. */
  side: () => number
}) {
  const models = useModels()
  const page = ref(0)
  const of = (): string | null => {
    const [model, view] = [options.model(), options.view()]
    return model && view && JSON.stringify([model, options.state(), view])
  }
  watch(of, () => (page.value = 0), { flush: 'sync' })
  const { value, error, slow, pending } = useAnswer<Page>(
    () => {
      const view = of()
      // Rows are asked for once it is known what they are; without the data, predictions alone cannot be had either.
      const ready = options.data.description.value !== null || options.data.error.value !== null
      return view && ready ? `${view} ${page.value} ${options.size()} ${options.data.words.value?.size ?? 0}` : null
    },
    async () => {
      const [first, count] = [page.value * options.size(), options.size()]
      const found = await models.examples(options.model()!, options.view()!, first, count)
      const rows = await options.data.read(found.rows, options.side())
      const written = (number: number): string => {
        if (Number.isNaN(number)) return ''
        return options.isClass() ? nameOf(options.classes(), number) : options.format().value(number)
      }
      const examples = Array.from(found.rows, (row, i): ShownExample => {
        const [truth, predicted] = [found.truth[i]!, found.predicted[i]!]
        const facts: ExampleFacts = {
          ...{ row, truth: written(truth), predicted: written(predicted) },
          right: options.isClass() ? truth === predicted : null,
          ...{ confidence: found.confidence[i]!, loss: found.loss[i]!, error: truth - predicted }
        }
        return { facts, shown: rows[i] ?? null }
      })
      return { total: found.total, examples }
    }
  )
  return { page, value, error, slow, pending }
}
