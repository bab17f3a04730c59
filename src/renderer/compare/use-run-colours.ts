// The colours of the compared runs: each its own, or by the value of a setting.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { fieldValue, groupRows, numberScale, shareOf, type NumberScale } from '../../comparison/fields'
import type { RunSummary } from '../../shared/run-list'
import type { Setting } from '../../shared/setting'
import { useFormat } from '../format'
import { useComparison } from '../stores/comparison'
import { useSession } from '../stores/session'
import { runColour } from '../theme/colours'
import { scaleColour } from '../theme/scale-colours'

export type ColourKey =
  | { kind: 'scale'; field: string; scale: NumberScale; colours: string[] }
  | { kind: 'values'; field: string; values: { text: string; colour: string; runs: number }[] }

export interface RunColours {
  colourOf(runId: string): string
  /** What the colours mean; null where they are the runs' own. */
  key: ColourKey | null
}
const STOPS = 9

/** Words for a field, and for a value of it. */
export function useFieldText() {
  const { t } = useI18n()
  const format = useFormat()
  return {
    fieldText: (field: string): string => (field.startsWith('@') ? t(`overlay.field.${field.slice(1)}`) : field),
    valueText(field: string, value: Setting, first: RunSummary | undefined): string {
      if (value === null) return t('overlay.noValue')
      if (field === '@repeat') return first?.name ?? ''
      return typeof value === 'number' ? format.value.plain(value) : String(value)
    }
  }
}

export function useRunColours(): ComputedRef<RunColours> {
  const comparison = useComparison()
  const session = useSession()
  const { valueText } = useFieldText()

  return computed((): RunColours => {
    const field = comparison.colourBy ?? comparison.groupBy
    if (field === null) return { colourOf: comparison.colourOf, key: null }
    const { rows } = comparison
    const values = new Map(rows.map((row) => [row.id, fieldValue(row, field)]))
    const scale = numberScale([...values.values()])
    const without = 'var(--nl-text-3)'
    if (scale) {
      const colourOf = (id: string): string => {
        const value = values.get(id)
        return typeof value === 'number' ? scaleColour(shareOf(value, scale), session.dark) : without
      }
      const colours = Array.from({ length: STOPS }, (_, i) => scaleColour(i / (STOPS - 1), session.dark))
      return { colourOf, key: { kind: 'scale', field, scale, colours } }
    }
    const groups = groupRows(rows, field)
    const byRun = new Map<string, string>()
    const told = groups.map(({ value, members }, i) => {
      const colour = value === null ? without : runColour(i)
      for (const member of members) byRun.set(rows[member]!.id, colour)
      return { text: valueText(field, value, rows[members[0]!]), colour, runs: members.length }
    })
    return { colourOf: (id) => byRun.get(id) ?? without, key: { kind: 'values', field, values: told } }
  })
}
