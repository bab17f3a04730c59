// Tables of every format train alike.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDataset } from '../../../src/main/datasets/open'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { failure } from './build'

const tables = (name: string): string => join(import.meta.dirname, '../../fixtures/data/tables', name)
const expected = JSON.parse(readFileSync(tables('expected.json'), 'utf8')) as {
  rows: (number | boolean | string | null)[][]
}

describe('training on a table', () => {
  it.each(['table.csv', 'table.tsv', 'table.json', 'table.jsonl', 'table.parquet'])('of %s', async (name) => {
    const source = { format: 'csv' as const, path: tables(name), features: ['length', 'count'], target: 'ripe' }
    const resolved = await resolveDataset({ ...source, task: 'classification' }, { baseDir: null })
    const { train, classes, hashes } = await openDataset(resolved)
    const rows = expected.rows
    expect(classes).toEqual(['false', 'true'])
    expect([...train.x]).toEqual(rows.flatMap((row) => [Math.fround(row[0] as number), row[2]]))
    expect([...train.y]).toEqual(rows.map((row) => Number(row[3])))
    expect(hashes.data).toMatch(/^[0-9a-f]{64}$/)
  })
  it.each(['table.json', 'table.parquet'])('names the row of %s that cannot be used', async (name) => {
    const fail = async (code: Parameters<typeof failure>[0], choice: object): Promise<unknown> => {
      const source = { format: 'parquet' as const, path: tables(name), task: 'regression' as const, ...choice }
      return (
        await failure(
          code,
          resolveDataset(source, { baseDir: null }).then((resolved) => openDataset(resolved))
        )
      ).args
    }
    expect(await fail('TABLE_CELL', { features: ['width'], target: 'length' })).toMatchObject({
      row: 4,
      column: 'width'
    })
    expect(await fail('TABLE_CELL', { features: ['kind'], target: 'length' })).toMatchObject({
      row: 1,
      found: 'setosa'
    })
    expect(await fail('TABLE_WEIGHT', { features: ['length'], target: 'count', sample_weight: 'width' })).toMatchObject(
      { row: 4 }
    )
    expect(
      await fail('TABLE_CELL_EMPTY', { features: ['length'], target: 'kind', task: 'classification' })
    ).toMatchObject({ row: 6 })
  })
})
