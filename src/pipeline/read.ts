// Steps as a project names them, checked and with their defaults; and their errors with the place in the project.
import { NetloomError } from '../shared/errors'
import type { Preprocessing } from '../shared/preprocessing'
import { readParams, type ParamSpecs, type ParamValues } from '../shared/schema'
import type { Step } from './define'
import { steps } from './index'

export interface ReadStep {
  step: Step
  params: ParamValues<ParamSpecs>
  /** The columns that the project names. */
  columns: readonly string[] | undefined
  /** JSON path, e.g. dataset.preprocessing[2] */
  where: string
}

/** @throws NetloomError PIPELINE_STEP, PIPELINE_PARAM */
export function readStep({ class_name, config, columns }: Preprocessing, index: number): ReadStep {
  const where = `dataset.preprocessing[${index}]`
  const step = steps.get(class_name)
  if (!step) throw new NetloomError('PIPELINE_STEP', { where, found: class_name, known: [...steps.keys()].join(', ') })
  try {
    const params = readParams(step.params, config, { className: class_name, layer: '', where: `${where}.config` })
    return { step, params, columns, where }
  } catch (error) {
    throw error instanceof NetloomError ? new NetloomError('PIPELINE_PARAM', error.args) : error
  }
}

/**
 * Does something of a step; its errors get the path in the project, and the number that their row has in the source.
 * @param numberOf of a row given to the step, its number in the source
 */
export function inPlace<T>({ where, step }: ReadStep, numberOf: (row: number) => number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof NetloomError)) throw error
    const { key, row, ...args } = error.args
    throw new NetloomError(
      error.code,
      {
        className: step.className,
        ...args,
        where: key === undefined ? where : `${where}.config.${key}`,
        ...(row !== undefined && { row: numberOf(Number(row)) })
      },
      { cause: error }
    )
  }
}
