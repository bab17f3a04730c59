// Some rows before the first step and after each: the steps learn from the whole training split, as in training.
import { applyPipeline, learnPipeline, planPipeline, type FedRoles } from '../../pipeline/run'
import type { NamedValues } from '../../pipeline/define'
import { readStep } from '../../pipeline/read'
import { dealRows } from '../../pipeline/split'
import type { ColumnValues } from '../../shared/columns'
import type { ResolvedDataset } from '../../shared/dataset'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { FittedStep, Preprocessing } from '../../shared/preprocessing'
import type { ProjectData } from '../../shared/project'
import { namedValues } from '../datasets/column-shape'
import type { Frame } from '../datasets/frame'
import { stepsOf } from '../datasets/prepared'
import { readPictures } from '../datasets/read-pictures'
import { labelsOrNull, rolesOfFrame, taskOfResolved } from './labels'
import { checkRow } from './rows'

type ColumnState = {
  column: Pick<NamedValues, 'name' | 'type' | 'dtype'> & { shape: number[] | null }
  values: ColumnValues
}
export interface StepsPreview {
  states: ColumnState[][]
  fitted: FittedStep[]
  fault: { step: number; error: ErrorPayload } | null
}
interface StepFault {
  step: number
  error: NetloomError
}

/** @throws NetloomError where the source itself cannot be read; what a step cannot do is the `fault` */
export async function previewSteps(
  frame: Frame,
  resolved: ResolvedDataset,
  data: ProjectData,
  rows: readonly number[]
): Promise<StepsPreview> {
  rows.forEach((row) => checkRow(frame, row))
  const roles = rolesOfFrame(frame, resolved, data.split.column ?? null)
  const quantity = taskOfResolved(resolved) === 'regression' && data.label_mode !== 'input'
  const fed: FedRoles = { features: roles.features, target: quantity ? roles.target : null }
  const shown = await read(frame, namesOf(fed), Uint32Array.from(rows))

  // Steps that are not the project's own come before its first, and are not shown.
  const steps = stepsOf(resolved, data)
  const first = data.preprocessing.length - steps.length
  const foreseen = planPipeline(shown, steps, fed, [], first).fault
  const possible = steps.slice(0, foreseen?.step ?? steps.length)
  const learnt = await learn(frame, resolved, data, { steps: possible, shown, fed, first })
  const { fitted } = learnt
  const states: ColumnState[][] = [shown.map(stateOf)]
  let fault: StepFault | null = learnt.fault
  for (let count = 1 - first; count <= fitted.length; count++) {
    try {
      const applied = applyPipeline(shown, fitted.slice(0, count), fed, { first, source: rows })
      states.push(applied.columns.map(stateOf))
    } catch (error) {
      if (!(error instanceof NetloomError)) throw error
      fault = { step: count - 1, error }
      break
    }
  }
  fault ??=
    asFault(foreseen, steps.length) ?? asFault(planPipeline(shown, steps, fed, fitted, first).fault, steps.length)
  return {
    states,
    fitted: fitted.slice(-first, states.length - 1 - first),
    fault: fault && { step: Math.max(0, fault.step + first), error: toErrorPayload(fault.error) }
  }
}

/** A fault of what all steps leave for the network comes after the last. */
const asFault = (fault: { step: number | null; error: NetloomError } | null, steps: number): StepFault | null =>
  fault && { step: fault.step ?? steps, error: fault.error }

const namesOf = ({ features, target }: FedRoles): string[] => [...features, ...(target === null ? [] : [target])]

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

interface Asked {
  steps: readonly Preprocessing[]
  shown: readonly NamedValues[]
  fed: FedRoles
  first: number
}

/** All rows are read only where a step learns from them. */
async function learn(
  frame: Frame,
  resolved: ResolvedDataset,
  { split }: ProjectData,
  { steps, shown, fed, first }: Asked
): Promise<{ fitted: FittedStep[]; fault: StepFault | null }> {
  const learns = steps.some((step, i) => readStep(step, first + i).step.fit)
  if (!learns) return learnPipeline(shown, new Uint32Array(), steps, fed, { first })
  const labels = split.stratified ? await labelsOrNull(frame, resolved, split.column ?? null) : null
  const all = { first: 0, count: frame.rows }
  const [parting] = split.column === undefined ? [] : await frame.read([split.column], all)
  const { train } = dealRows(frame.rows, frame.parts, labels?.labels ?? null, parting ?? null, split)
  const names = namesOf(fed)
  if (!frame.pictures) {
    const values = await frame.read(names, all)
    const columns = names.map((name, i) => namedValues(frame, name, values[i]!))
    return learnPipeline(columns, train, steps, fed, { first })
  }
  const pictures = await readPictures(frame, fed.features, steps, train.slice(0, LEARNT_PICTURES), first)
  const others = names.filter((name) => name !== pictures.taken)
  const columns = [...pictures.columns, ...(others.length > 0 ? await read(frame, others, pictures.rows) : [])]
  const done = pictures.fitted.length
  const rest = learnPipeline(
    columns,
    Uint32Array.from({ length: pictures.rows.length }, (_, place) => place),
    pictures.rest,
    { features: pictures.features, target: fed.target },
    { first: first + done, source: pictures.rows }
  )
  const { fault } = rest
  return { fitted: [...pictures.fitted, ...rest.fitted], fault: fault && { ...fault, step: done + fault.step } }
}
