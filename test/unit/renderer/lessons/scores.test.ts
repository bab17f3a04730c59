import { expect, it } from 'vitest'
import { chosenBy, gapOf, optimismOf, trialScores, withAndWithout } from '../../../../src/renderer/lessons/scores'

type Row = Parameters<typeof trialScores>[0][number]
const row = (id: string, change: Partial<Row>): Row => ({
  ...{ id, status: 'completed', settings: {}, sweep: null, best: {}, last: null, test: null },
  epochs: { done: 40, planned: 40 },
  ...change
})
const trial = (id: string, sweep: string, validation: number, test: number | null): Row =>
  row(id, {
    sweep: { id: sweep, trial: 0, values: {} },
    best: { val_accuracy: { value: validation, epoch: 1 } },
    test: test === null ? null : { loss: 0, accuracy: test }
  })

it('takes the newest ended run of each kind, and none of a sweep', () => {
  const augmented = { settings: { 'augmentation.rotation_range': 40 } }
  const runs = [
    row('a', {}),
    row('b', augmented),
    row('c', {}),
    row('d', { ...augmented, status: 'running' }),
    trial('e', 's', 1, 1)
  ]
  expect(withAndWithout(runs)).toMatchObject({ without: { id: 'c' }, with: { id: 'b' } })
  expect(withAndWithout([])).toEqual({ without: null, with: null })
  expect(gapOf(row('a', { last: { loss: 0.25, val_loss: 1 } }))).toBe(0.75)
  expect(gapOf(row('a', {}))).toBeUndefined()
  expect(chosenBy([row('a', {}), row('b', { settings: { EarlyStopping: true } })], true)?.id).toBe('b')
})

it('holds validation against test of the newest sweep alone', () => {
  const runs = [
    trial('old', '1', 0.9, 0.9),
    trial('a', '2', 0.75, 0.75),
    trial('b', '2', 1, 0.5),
    trial('c', '2', 0.5, 0.75),
    trial('d', '2', 1, null)
  ]
  const scores = trialScores(runs)
  expect(scores.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(optimismOf(scores)).toEqual({ best: { id: 'b', validation: 1, test: 0.5 }, ofBest: 0.5, mean: 0.25 / 3 })
  expect(trialScores([row('a', {})])).toEqual([])
  expect(optimismOf([])).toBeNull()
})
