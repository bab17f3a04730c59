// Some rows before the first step and after each: the steps learn from the whole training split, as in training.
import { planPipeline, applyPipeline, fitPipeline } from '../../pipeline/run'
import type { NamedValues } from '../../pipeline/define'
import { rolesOf } from '../../pipeline/roles'
import { dealRows } from '../../pipeline/split'
import { takeRows, type ColumnValues } from '../../shared/columns'
import { taskOf, type ResolvedDataset } from '../../shared/dataset'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { FittedStep } from '../../shared/preprocessing'
import type { ProjectData } from '../../shared/project'
import { namedValues } from '../datasets/column-shape'
import type { Frame } from '../datasets/frame'
import { checkRow } from './rows'
import { labelsOrNull } from './splits'

type ColumnState = {
  column: Pick<NamedValues, 'name' | 'type' | 'dtype'> & { shape: number[] | null }
  values: ColumnValues
}
export interface StepsPreview {
  states: ColumnState[][]
  fitted: FittedStep[]
  fault: { step: number; error: ErrorPayload } | null
}

/** @throws NetloomError where the source itself cannot be read; what a step cannot do is the `fault` */
export async function previewSteps(
  frame: Frame,
  resolved: ResolvedDataset,
  data: ProjectData,
  rows: readonly number[]
): Promise<StepsPreview> {
  rows.forEach((row) => checkRow(frame, row))
  const { source, split, preprocessing } = data
  const roles = rolesOf(
    source,
    frame.columns.map(({ name }) => name),
    split.column ?? null
  )
  const task = 'name' in source ? resolved.task : taskOf(source)
  const target = task === 'regression' ? roles.target : null
  const names = [...roles.features, ...(target === null ? [] : [target])]
  const shown = await read(frame, names, Uint32Array.from(rows))
  const states: ColumnState[][] = [shown.map(stateOf)]
  const fitted: FittedStep[] = []
  const fault = (step: number, error: unknown): StepsPreview => {
    if (!(error instanceof NetloomError)) throw error
    return { states, fitted, fault: { step, error: toErrorPayload(error) } }
  }
  const learns = preprocessing.length > 0
  const training = learns ? await trainingOf(frame, resolved, data, names) : null
  for (let i = 0; i < preprocessing.length; i++) {
    const steps = preprocessing.slice(0, i + 1)
    const fed = { features: roles.features, target }
    try {
      const learnt = fitPipeline(training!.columns, training!.rows, steps, fed)
      fitted.push(learnt.at(-1)!)
      const applied = applyPipeline(shown, learnt, fed, rows)
      states.push(applied.columns.map(stateOf))
    } catch (error) {
      return fault(i, error)
    }
  }
  const plan = planPipeline(shown, preprocessing, { features: roles.features, target }, fitted)
  return plan.fault ? fault(plan.fault.step ?? preprocessing.length, plan.fault.error) : { states, fitted, fault: null }
}

const read = async (frame: Frame, names: readonly string[], rows: Uint32Array): Promise<NamedValues[]> => {
  const values = await frame.read(names, rows)
  return names.map((name, i) => namedValues(frame, name, values[i]!))
}

const stateOf = ({ name, type, dtype, shape, values }: NamedValues): ColumnState => ({
  column: { name, type, dtype, shape: values.kind === 'numbers' ? [...values.shape] : shape && [...shape] },
  values
})

/** Pictures of files beyond this are not all decoded for a preview: what is learnt of them is learnt from the first. */
const LEARNT_PICTURES = 512

/** All rows with the numbers of the training ones. */
async function trainingOf(
  frame: Frame,
  resolved: ResolvedDataset,
  { split }: ProjectData,
  names: readonly string[]
): Promise<{ columns: NamedValues[]; rows: Uint32Array }> {
  const labels = split.stratified ? await labelsOrNull(frame, resolved) : null
  const [column] = split.column === undefined ? [] : await frame.read([split.column], { first: 0, count: frame.rows })
  const { train } = dealRows(frame.rows, frame.parts, labels?.labels ?? null, column ?? null, split)
  const isFiles = names.some((name) => frame.columns.find((one) => one.name === name)?.type === 'picture')
  if (!isFiles)
    return {
      columns: await read(
        frame,
        names,
        Uint32Array.from({ length: frame.rows }, (_, i) => i)
      ),
      rows: train
    }
  const some = train.slice(0, LEARNT_PICTURES)
  const columns = await read(frame, names, some)
  const complete = [...some.keys()].filter((row) =>
    columns.every(({ values }) => values.kind !== 'pictures' || values.values[row] !== null)
  )
  return {
    columns: columns.map((one) => ({ ...one, values: takeRows(one.values, complete) })),
    rows: Uint32Array.from(complete.keys())
  }
}
