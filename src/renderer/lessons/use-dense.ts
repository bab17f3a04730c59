// A Dense layer of the learner's model for one example: what it is given, its weights, its sums before the activation.
import { computed } from 'vue'
import type { ModelInput } from '../../shared/model-contract'
import { useAsked } from '../data/use-asked'
import { useInside } from '../stores/inside'
import { weightedSums } from './dense'
import type { DenseLayer } from './dense-layers'
import type { TestPicture } from './use-test-picture'

export function useDense({ run, row, is }: TestPicture, layer: () => DenseLayer | null) {
  const inside = useInside()
  const model = computed(() => (run.value ? { runId: run.value.id, checkpoint: null } : null))
  const weights = useAsked(
    () => (model.value && layer() ? [model.value, layer()!.name] : null),
    () => inside.ask('weights', { ...model.value!, layer: layer()!.name })
  )
  /** All of one example at once, so that nothing is drawn of two. */
  const passed = useAsked(
    () => (model.value && layer() && row.value !== null && is.value ? [model.value, layer(), row.value] : null),
    async () => {
      const { name, before } = layer()!
      const of = row.value!
      const input: ModelInput = { kind: 'row', row: of }
      const ask = async (one: string): Promise<ArrayLike<number>> =>
        (await inside.ask('activations', { ...model.value!, input, layer: one })).values
      const [x, a] = await Promise.all([before === null ? predictedInput(input) : ask(before), ask(name)])
      return { row: of, x, a }
    }
  )
  async function predictedInput(input: ModelInput): Promise<ArrayLike<number>> {
    return (await inside.ask('predict', { ...model.value!, input })).input.x
  }
  const kernel = computed(() => weights.value.value?.find(({ name }) => name.endsWith('/kernel')) ?? null)
  const bias = computed(() => weights.value.value?.find(({ name }) => name.endsWith('/bias'))?.values ?? null)
  /** Given, weights, sums before and values after the activation. */
  const shown = computed(() => {
    const now = passed.value.value
    if (!now || !kernel.value || kernel.value.shape[0] !== now.x.length) return null
    const z = weightedSums(now.x, kernel.value.values, bias.value)
    return { ...now, z, kernel: kernel.value.values, bias: bias.value, units: z.length }
  })
  const error = computed(() => weights.error.value ?? passed.error.value)
  const busy = computed(() => weights.busy.value || passed.busy.value)
  return { shown, error, busy }
}
