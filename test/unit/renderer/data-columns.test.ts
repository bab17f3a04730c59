// Statistics of columns, a few at a time.
import { describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { useStatistics } from '../../../src/renderer/data/columns/use-statistics'
import type { ColumnStatistics } from '../../../src/shared/data-contract'

describe('statistics of columns', () => {
  it('one that cannot be counted does not keep the others from it', async () => {
    let counted!: ReturnType<typeof useStatistics>
    const ask = (columns: string[]): Promise<ColumnStatistics[]> =>
      columns.includes('bad')
        ? Promise.reject(new Error('no'))
        : Promise.resolve(
            columns.map((name) => ({ column: name, rows: 1, missing: 0, distinct: 1, numbers: null, top: [] }))
          )
    createApp({
      setup() {
        counted = useStatistics(
          () => ['a', 'bad', 'c'],
          () => 'key',
          ask
        )
        return () => null
      }
    }).mount(document.createElement('div'))
    await vi.waitFor(() => expect(counted.pending.value).toBe(false))
    expect([...counted.found.value.keys()]).toEqual(['a', 'c'])
    expect(counted.error.value?.code).toBe('INTERNAL')
  })
})
