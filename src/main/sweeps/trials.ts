// The runs of a sweep: what each trains, and which entry of the sweep's record it is.
import type { SweepPlan } from '../../comparison/sweep-plan'
import { valuesText } from '../../comparison/sweep-results'
import { withSettings } from '../../comparison/sweep-setting'
import type { Project } from '../../shared/project'
import type { SettingsMap } from '../../shared/setting'
import type { SweepRecord } from '../../shared/sweep'

/** One run to be: a trial with one of its seeds. */
export interface Unit {
  trial: number
  execution: number
  values: SettingsMap
}
export type TrialEntry = SweepRecord['trials'][number]

/** Trial by trial, each with all its seeds. */
export const unitsOf = ({ trials }: SweepPlan, executions: number): Unit[] =>
  trials.flatMap((values, trial) =>
    Array.from({ length: executions }, (_, execution) => ({ trial, execution, values }))
  )

const LARGEST_SEED = 0xffffffff

/** What a unit trains. @param epochs null: as the project says @throws NetloomError SWEEP_SETTING, SWEEP_VALUE */
export function projectOf(project: Project, { values, execution }: Unit, epochs: number | null): Project {
  const tried = withSettings(project, values)
  const seed = (tried.training.seed + execution) % (LARGEST_SEED + 1)
  return { ...tried, training: { ...tried.training, seed, ...(epochs !== null && { epochs }) } }
}

/** 'mnist-mlp units=128 lr=0.01', with the seed where there are several. */
export function runName(project: Project, { values }: Unit, executions: number): string {
  const seed = executions > 1 ? `seed=${project.training.seed}` : ''
  return [project.name, valuesText(values), seed].filter(Boolean).join(' ')
}

export const isOf = (entry: TrialEntry, unit: Unit): boolean =>
  entry.trial === unit.trial && entry.execution === unit.execution
