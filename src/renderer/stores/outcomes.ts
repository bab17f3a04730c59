// What runs predict of a whole split, kept: several tabs and many pairs ask for the same.
import { defineStore } from 'pinia'
import type { Outcomes } from '../../comparison/predictions'
import type { SplitName } from '../../shared/dataset'
import { useModels, type ModelOf } from './models'

/** The most that one call of the contract gives. */
const PAGE = 100_000
/** Examples that are kept of all runs together: 28 bytes each. */
const KEPT = 4_000_000

export interface OutcomesOf {
  model: ModelOf
  /** Changes with the weights. */
  state: string
  split: SplitName
}
const COLUMNS = ['rows', 'truth', 'predicted', 'confidence', 'loss'] as const

export const useOutcomesStore = defineStore('outcomes', () => {
  const models = useModels()
  /** The one that was asked for last at the end. */
  const kept = new Map<string, { size: number; outcomes: Promise<Outcomes> }>()

  /** Of the first output. */
  function outcomesOf(of: OutcomesOf): Promise<Outcomes> {
    const key = JSON.stringify([of.model, of.state, of.split])
    const known = kept.get(key)
    if (known) {
      kept.delete(key)
      kept.set(key, known)
      return known.outcomes
    }
    const entry = { size: 0, outcomes: read(of) }
    kept.set(key, entry)
    entry.outcomes.then(
      ({ rows }) => {
        entry.size = rows.length
        forget()
      },
      () => kept.delete(key)
    )
    return entry.outcomes
  }

  function forget(): void {
    let total = [...kept.values()].reduce((sum, { size }) => sum + size, 0)
    for (const [key, { size }] of kept) {
      if (total <= KEPT || kept.size <= 2) return
      kept.delete(key)
      total -= size
    }
  }

  async function read({ model, split }: OutcomesOf): Promise<Outcomes> {
    const view = {
      split,
      output: 0,
      truth: null,
      predicted: null,
      outcome: 'all',
      order: 'row',
      descending: false
    } as const
    const pages = [await models.examples(model, view, 0, PAGE)]
    const { total } = pages[0]!
    for (let first = PAGE; first < total; first += PAGE) pages.push(await models.examples(model, view, first, PAGE))
    if (pages.length === 1) return pages[0]!
    const whole: Outcomes = {
      rows: new Uint32Array(total),
      truth: new Float64Array(total),
      predicted: new Float64Array(total),
      confidence: new Float32Array(total),
      loss: new Float32Array(total)
    }
    pages.forEach((page, i) => {
      for (const column of COLUMNS) whole[column].set(page[column], i * PAGE)
    })
    return whole
  }

  return { outcomesOf }
})
