// The row of a run. Apart from what reads and writes runs, since it needs all layers to say which settings are not their defaults.
import { settingsOf } from '../../comparison/settings'
import { NO_ANNOTATIONS, type Annotations } from '../../shared/annotations'
import { isActive, type RunRecord } from '../../shared/run'
import { trainingSeconds, type RunSummary } from '../../shared/run-list'
import { identifierName } from '../../shared/training'
import { isThisProcess } from './owner'

export function summarize(record: RunRecord, hasModel: boolean, annotations: Annotations = NO_ANNOTATIONS): RunSummary {
  const {
    project,
    baseDir: _baseDir,
    environment: _environment,
    weights: _weights,
    checkpoints: _checkpoints,
    profile,
    dataset: { preprocessing: _preprocessing, columns: _columns, ...dataset },
    ...rest
  } = record
  return {
    ...rest,
    dataset,
    name: annotations.name ?? record.name,
    annotations,
    project: project.name,
    settings: record.imported?.settings ?? settingsOf(project),
    timed: profile !== null,
    batch_size: project.training.batch_size,
    optimizer: record.imported ? '' : identifierName(project.training.optimizer),
    seconds: trainingSeconds(record),
    hasModel,
    mine: isActive(record.status) && record.owner !== null && isThisProcess(record.owner)
  }
}
