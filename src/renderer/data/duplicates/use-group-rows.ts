// What the copies of groups look like: fetched for the groups in sight.
import { computed, onBeforeUnmount, shallowRef, watch } from 'vue'
import type { ColumnValues } from '../../../shared/columns'
import type { DataDescription } from '../../../shared/data-contract'
import { useLooked } from '../../stores/looked'
import { PageCache } from '../examples/page-cache'

/** All rows of a group are the same, so one of them tells for all. */
export const GROUPS_A_PAGE = 24
const MOST_COLUMNS = 24
const THUMBNAIL = 128

export function useGroupRows(options: {
  groups: () => readonly { rows: number[] }[]
  description: () => DataDescription | null
}) {
  const looked = useLooked()
  const columns = computed(() =>
    (options.description()?.columns ?? [])
      .filter(({ role }) => role === 'feature')
      .slice(0, MOST_COLUMNS)
      .map(({ name }) => name)
  )
  const pages = shallowRef<PageCache<ColumnValues[]> | null>(null)
  watch(
    [options.groups, columns],
    ([groups]) => {
      pages.value?.close()
      pages.value =
        groups.length === 0 || columns.value.length === 0
          ? null
          : new PageCache(GROUPS_A_PAGE, groups.length, async (first, count) => {
              const at = groups.slice(first, first + count).map(({ rows }) => rows[0]!)
              const asked = { columns: columns.value, first: 0, count: 0, at, thumbnail: THUMBNAIL }
              return (await looked.ask('rows', asked)).values
            })
    },
    { immediate: true }
  )
  onBeforeUnmount(() => pages.value?.close())
  return { columns, pages }
}
