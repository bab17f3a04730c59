import { computed, ref } from 'vue'
import { defineStore } from 'pinia'
import { besideBaseline, comparableLogs, type Beside } from '../../comparison/results'
import { lowerIsBetter } from '../../shared/monitor'
import type { RunRecord } from '../../shared/run'
import { useComparison } from './comparison'

export const ORDERS = ['hand', 'metric', 'name', 'started'] as const
export type RunOrder = (typeof ORDERS)[number]

/** In which order compared runs stand beside each other, and the result by which they are judged. */
export const useComparedOrder = defineStore('compared-order', () => {
  const comparison = useComparison()
  const by = ref<RunOrder>('hand')
  /** As a person has put them; those that are not among them come behind. */
  const hand = ref<string[]>([])
  const wantedLog = ref<string | null>(null)

  const baseline = computed(() => comparison.compared.find(({ id }) => id === comparison.baseline) ?? null)
  const logs = computed(() => comparableLogs(comparison.compared))
  const log = computed(() =>
    wantedLog.value !== null && logs.value.includes(wantedLog.value) ? wantedLog.value : (logs.value[0] ?? null)
  )
  /** The baseline, then the others that are not hidden. */
  const records = computed((): RunRecord[] => {
    const others = comparison.compared.filter(({ id }) => id !== comparison.baseline && !comparison.hidden.includes(id))
    const sorted = [...others].sort(comparing(by.value))
    return baseline.value ? [baseline.value, ...sorted] : sorted
  })

  function comparing(order: RunOrder): (a: RunRecord, b: RunRecord) => number {
    const name = log.value
    const place = (id: string): number => (hand.value.includes(id) ? hand.value.indexOf(id) : Infinity)
    switch (order) {
      case 'metric': {
        if (name === null) return () => 0
        const sign = lowerIsBetter(name) ? 1 : -1
        const value = ({ best }: RunRecord): number => sign * (best[name]?.value ?? sign * Infinity)
        return (a, b) => value(a) - value(b) || 0
      }
      case 'name':
        return (a, b) => nameOf(a).localeCompare(nameOf(b))
      case 'started':
        return (a, b) => a.created.localeCompare(b.created)
      default:
        return (a, b) => place(a.id) - place(b.id) || 0
    }
  }

  /** As the list names it. */
  const names = computed(() => new Map(comparison.rows.map(({ id, name }) => [id, name])))
  const nameOf = ({ id, name }: RunRecord): string => names.value.get(id) ?? name

  /** Puts a run at the place of another one. */
  function move(id: string, to: string): void {
    const ids = records.value.map((record) => record.id)
    const [from, target] = [ids.indexOf(id), ids.indexOf(to)]
    if (from <= 0 || target <= 0 || from === target) return // The baseline stays where it is.
    hand.value = ids.toSpliced(from, 1).toSpliced(target, 0, id)
    by.value = 'hand'
  }
  const moveBy = (id: string, by: number): void => {
    const ids = records.value.map((record) => record.id)
    const to = ids[ids.indexOf(id) + by]
    if (to !== undefined) move(id, to)
  }

  const resultOf = (record: RunRecord): Beside | null =>
    log.value === null ? null : besideBaseline(record, baseline.value, log.value)

  return { by, wantedLog, logs, log, baseline, records, nameOf, move, moveBy, resultOf }
})
