// The rows of a run's data as they are shown: pictures, texts or a line of values.
import { computed, shallowRef, watch } from 'vue'
import { rowsOf, type ColumnValues } from '../../shared/columns'
import type { RunRecord } from '../../shared/run'
import { useAnswer } from '../data/examples/use-answer'
import { pictureColumn } from '../data/pictures/picture-column'
import { picturesOf, rangeOf, type Pixels } from '../data/pictures/pixels'
import { valueText } from '../data/duplicates/row-text'
import { dataOf, useModels } from '../stores/models'

export interface ShownRow {
  picture: Pixels | null
  /** Of pictures: the values that are drawn darkest and brightest. */
  range: [number, number]
  text: string | null
  values: { name: string; text: string }[]
}
export type ShownAs = 'picture' | 'text' | 'values'
const MOST_COLUMNS = 12
const MOST_WORDS = 40_000

export function useRunData(record: () => RunRecord | null) {
  const models = useModels()
  const { value: description, error } = useAnswer(
    () => record() && JSON.stringify(dataOf(record()!)),
    () => models.describeData(record()!)
  )
  const features = computed(() => description.value?.columns.filter(({ role }) => role === 'feature') ?? [])
  const picture = computed(() => pictureColumn(description.value))
  /** Of a table, a text is one value among others. */
  const text = computed(
    () =>
      features.value.find(({ type }) => type === 'sequence') ??
      (features.value.length === 1 ? features.value.find(({ type }) => type === 'text') : null) ??
      null
  )
  const as = computed((): ShownAs => (picture.value ? 'picture' : text.value ? 'text' : 'values'))
  const isFile = (): boolean => picture.value?.type === 'picture'
  /** Words of a text of numbers, by number. */
  const words = shallowRef<Map<number, string> | null>(null)
  watch(
    text,
    async (column) => {
      words.value = null
      if (column?.type !== 'sequence') return
      const found = await models.vocabulary(record()!, column.name, MOST_WORDS).catch(() => null)
      if (found && column === text.value) words.value = new Map(found.words.map(({ id, word }) => [id, word]))
    },
    { immediate: true }
  )
  const columns = computed((): string[] => {
    const one = picture.value ?? text.value
    return one ? [one.name] : features.value.slice(0, MOST_COLUMNS).map(({ name }) => name)
  })

  /** @param side pixels that a picture may take each way */
  async function read(rows: ArrayLike<number>, side: number): Promise<ShownRow[]> {
    if (rows.length === 0 || columns.value.length === 0) return []
    const { values } = await models.rowsAt(record()!, columns.value, Array.from(rows), isFile() ? side : null)
    return shownRows(values, columns.value, as.value, words.value)
  }
  return { description, error, as, columns, words, isFile, read }
}
export type RunData = ReturnType<typeof useRunData>

export function shownRows(
  values: readonly ColumnValues[],
  columns: readonly string[],
  as: ShownAs,
  words: ReadonlyMap<number, string> | null
): ShownRow[] {
  const first = values[0]!
  const range = rangeOf(first)
  if (as === 'picture') return picturesOf(first).map((picture) => ({ picture, range, text: null, values: [] }))
  const count = rowsOf(first)
  return Array.from({ length: count }, (_, row) => ({
    picture: null,
    range,
    text: as === 'text' ? textOf(first, row, words) : null,
    values: as === 'values' ? values.map((column, i) => ({ name: columns[i]!, text: valueText(column, row) })) : []
  }))
}
function textOf(values: ColumnValues, row: number, words: ReadonlyMap<number, string> | null): string {
  if (values.kind !== 'sequences' || !words) return valueText(values, row)
  const ids = values.data.subarray(values.offsets[row], values.offsets[row + 1])
  return Array.from(ids, (id) => words.get(id) ?? `#${id}`).join(' ')
}
