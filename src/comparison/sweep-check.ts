// Can a sweep be done? Told before anything is started.
import { catalogue } from '../layers'
import { checkProject } from '../layers/check'
import { NetloomError } from '../shared/errors'
import { describeIssue, type Project } from '../shared/project'
import type { Setting } from '../shared/setting'
import { sweepSpecSchema, type Dimension, type SweepSpec } from '../shared/sweep'
import { objectiveOf, objectivesOf, type Objective } from './sweep-objective'
import { planSweep, type SweepPlan } from './sweep-plan'
import { settableAt, withSetting, withSettings } from './sweep-setting'

/** @param file where it was read from, for errors @throws NetloomError SWEEP_SPEC with the JSON path of the first fault */
export function validateSweep(raw: unknown, file: string | null = null): SweepSpec {
  const parsed = sweepSpecSchema.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new NetloomError('SWEEP_SPEC', {
    file: file === null ? '' : ` ${file}`,
    ...describeIssue(parsed.error, raw)
  })
}

/**
 * The plan of a sweep, once all that can be known of it without data is right: settings, the ends of their ranges, the objective,
 * and that the first trial can be trained.
 * @throws NetloomError SWEEP_NOTHING, SWEEP_TWICE, SWEEP_EPOCHS, SWEEP_SETTING, SWEEP_VALUE, SWEEP_OBJECTIVE, SWEEP_DIRECTION; as
 * checkProject
 */
export function checkSweep(project: Project, spec: SweepSpec): { plan: SweepPlan; objective: Objective } {
  const checked = checkProject(project, catalogue)
  if (spec.method !== 'Repeat') spec.parameters.forEach((dimension, i) => checkDimension(project, spec, dimension, i))
  if (spec.method !== 'Repeat' && spec.parameters.length === 0) throw new NetloomError('SWEEP_NOTHING')
  const objective = objectiveOf(spec, objectivesOf(project, checked))
  const plan = planSweep(project, spec)
  if (plan.trials[0]) checkProject(withSettings(project, plan.trials[0]), catalogue)
  return { plan, objective }
}

function checkDimension(project: Project, spec: SweepSpec, dimension: Dimension, at: number): void {
  const { setting } = dimension
  const { path } = settableAt(project, setting)
  if (spec.parameters.slice(0, at).some((other) => settableAt(project, other.setting).path === path))
    throw new NetloomError('SWEEP_TWICE', { found: path })
  if (path === 'epochs' && spec.method === 'SuccessiveHalving') throw new NetloomError('SWEEP_EPOCHS')
  for (const value of ends(dimension)) withSetting(project, setting, value)
}

const ends = (dimension: Dimension): Setting[] =>
  'values' in dimension ? dimension.values : [dimension.min_value, dimension.max_value]
