// What the services tell of the steps, and which columns a step has changed.
import type { Api } from '../../api'
import type { FittedStep } from '../../../shared/preprocessing'

export type StepsAnswer = Awaited<ReturnType<Api['data']['steps']>>
export type ColumnState = StepsAnswer['states'][number][number]

/** The columns that a step took, and what came in their place. */
export function changeOf(
  { states }: Pick<StepsAnswer, 'states'>,
  step: number,
  { columns }: Pick<FittedStep, 'columns'>
): { before: ColumnState[]; after: ColumnState[] } {
  const [was, is] = [states[step] ?? [], states[step + 1] ?? []]
  const taken = new Set(columns)
  const untouched = new Set(was.map(({ column }) => column.name).filter((name) => !taken.has(name)))
  return {
    before: was.filter(({ column }) => taken.has(column.name)),
    after: is.filter(({ column }) => !untouched.has(column.name))
  }
}
