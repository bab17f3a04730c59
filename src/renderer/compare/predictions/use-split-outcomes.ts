// What several runs predict of a split: asked two at a time, as the services open two models at a time.
import { computed, onActivated, onBeforeUnmount, onDeactivated, shallowRef, watch } from 'vue'
import type { Outcomes } from '../../../comparison/predictions'
import type { SplitName } from '../../../shared/dataset'
import { toErrorPayload, type ErrorPayload } from '../../../shared/errors'
import { useSlow } from '../../inside/use-slow'
import { useOutcomesStore } from '../../stores/outcomes'
import type { AskableRun } from './askable'

const AT_A_TIME = 2

export function useSplitOutcomes(runs: () => readonly AskableRun[], split: () => SplitName | null) {
  const store = useOutcomesStore()
  const found = shallowRef<ReadonlyMap<string, Outcomes>>(new Map())
  const errors = shallowRef<ReadonlyMap<string, ErrorPayload>>(new Map())
  const underway = shallowRef(0)
  let [number, active] = [0, true]
  const key = (): string => JSON.stringify([split(), runs().map(({ model, state }) => [model, state])])

  async function ask(): Promise<void> {
    const mine = ++number
    const asked = split()
    const waiting = [...runs()]
    const ids = new Set(waiting.map(({ record }) => record.id))
    // What is of other runs, or of another split, goes; answers that are kept come at once.
    found.value = new Map()
    errors.value = new Map()
    underway.value = asked === null ? 0 : ids.size
    if (asked === null || !active) return
    async function work(): Promise<void> {
      for (let run = waiting.shift(); run && mine === number; run = waiting.shift()) {
        const { id } = run.record
        try {
          const outcomes = await store.outcomesOf({ model: run.model, state: run.state, split: asked! })
          if (mine === number) found.value = new Map(found.value).set(id, outcomes)
        } catch (thrown) {
          if (mine === number) errors.value = new Map(errors.value).set(id, toErrorPayload(thrown))
        }
        if (mine === number) underway.value--
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
  }
  watch(key, () => void ask(), { immediate: true })
  onActivated(() => {
    if (active) return
    active = true
    void ask()
  })
  onDeactivated(() => {
    active = false
    number++
  })
  onBeforeUnmount(() => number++)
  const slow = useSlow(() => underway.value > 0)
  const done = computed(() => found.value.size + errors.value.size)
  return { found, errors, underway, done, slow }
}
