// The chosen runs in groups, and what each of them came to.
import { computed, ref, watch } from 'vue'
import { differingSettings, groupRuns, withTraits, type Grouping, type RunGroup } from '../../../comparison/run-groups'
import { isUnderway, isWhole, logsAt, measureOf, MOMENTS, type Moment } from '../../../comparison/measured'
import { settingsOf } from '../../../comparison/settings'
import { compareWithBaseline, type Measured } from '../../../comparison/statistics/verdict'
import type { RunRecord } from '../../../shared/run'
import { useComparison } from '../../stores/comparison'
import { useRepeats } from '../../stores/repeats'

export type By = Grouping['by'] | 'hand'
/** More groups are told, but not compared: nobody reads so many rows. */
export const MOST_GROUPS = 12
const LETTERS = [...'ABCDEFGHIJKL']

export interface MeasuredGroup extends RunGroup {
  letter: string
  measured: (Measured & { record: RunRecord })[]
}
export interface LeftOut {
  record: RunRecord
  why: 'underway' | 'cutShort' | 'notMeasured' | 'group'
}

export function useGroups() {
  const comparison = useComparison()
  const repeats = useRepeats()
  const records = computed(() => comparison.compared)

  const by = ref<By>('same')
  const differing = computed(() => differingSettings(records.value.map(({ project }) => settingsOf(project))))
  const wantedPath = ref<string | null>(comparison.groupBy)
  const path = computed(() => differing.value.find((one) => one === wantedPath.value) ?? differing.value[0] ?? null)
  const hasSweeps = computed(() => records.value.some(({ sweep }) => sweep !== null))
  /** By hand: letters of runs; '' is no group. */
  const hand = ref<Record<string, string>>({})
  const automatic = computed(() => groupRuns(records.value, { by: 'same' }, repeats.like))
  // By hand one begins with what was found.
  watch(by, (now) => {
    if (now !== 'hand' || Object.keys(hand.value).length > 0) return
    const found = automatic.value.slice(0, MOST_GROUPS)
    hand.value = Object.fromEntries(found.flatMap(({ runs }, i) => runs.map(({ id }) => [id, LETTERS[i]!])))
  })
  const letterOf = (id: string): string => hand.value[id] ?? hand.value[repeats.like.get(id) ?? ''] ?? ''

  const groups = computed((): RunGroup[] => {
    if (by.value === 'hand') {
      const of = (letter: string) => records.value.filter(({ id }) => letterOf(id) === letter)
      const found = LETTERS.map((letter) => ({ key: letter, runs: of(letter) }))
      return withTraits(
        found.filter(({ runs }) => runs.length > 0),
        null
      )
    }
    if (by.value === 'setting')
      return path.value === null ? [] : groupRuns(records.value, { by: 'setting', path: path.value }, repeats.like)
    return groupRuns(records.value, { by: by.value }, repeats.like)
  })

  const moment = ref<Moment>('best')
  const wantedLog = ref<string | null>(null)
  const logs = computed(() => logsAt(records.value, moment.value))
  const log = computed(() => {
    const bare = (name: string | null): string | null => name && name.replace(/^val_/, '')
    return (
      logs.value.find((name) => name === wantedLog.value) ??
      logs.value.find((name) => bare(name) === bare(wantedLog.value)) ??
      logs.value[0] ??
      null
    )
  })
  const moments = computed(() => MOMENTS.filter((one) => logsAt(records.value, one).length > 0))

  const measured = computed(() => {
    const left: LeftOut[] = []
    const found = groups.value.map((group): Omit<MeasuredGroup, 'letter'> => {
      const own: MeasuredGroup['measured'] = []
      for (const record of group.runs) {
        const value = log.value === null ? NaN : measureOf(record, log.value, moment.value)
        if (isUnderway(record)) left.push({ record, why: 'underway' })
        else if (!isWhole(record)) left.push({ record, why: 'cutShort' })
        else if (!Number.isFinite(value)) left.push({ record, why: 'notMeasured' })
        else own.push({ record, value, seed: record.seed })
      }
      return { ...group, measured: own }
    })
    // The group of the baseline is what the others are held against.
    const first = found.findIndex(({ runs }) => runs.some(({ id }) => id === comparison.baseline))
    const ordered = first > 0 ? [found[first]!, ...found.filter((_, i) => i !== first)] : found
    for (const { runs } of ordered.slice(MOST_GROUPS))
      left.push(...runs.map((record) => ({ record, why: 'group' as const })))
    return { groups: ordered.slice(0, MOST_GROUPS).map((group, i) => ({ ...group, letter: LETTERS[i]! })), left }
  })
  const baseline = computed((): MeasuredGroup | null => measured.value.groups[0] ?? null)
  const others = computed((): MeasuredGroup[] => measured.value.groups.slice(1))
  const compared = computed(() => {
    if (!baseline.value || baseline.value.measured.length === 0) return []
    const told = others.value.filter((group) => group.measured.length > 0)
    const results = compareWithBaseline(
      baseline.value.measured,
      told.map((group) => group.measured)
    )
    return told.map((group, i) => ({ group, result: results[i]! }))
  })

  return {
    ...{ by, path, wantedPath, differing, hasSweeps, hand, letterOf, letters: LETTERS },
    ...{ moment, moments, log, logs, wantedLog, measured, baseline, others, compared, records }
  }
}
export type Groups = ReturnType<typeof useGroups>
export type Compared = Groups['compared']['value'][number]
