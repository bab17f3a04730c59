// Everything that keeps a project from training, as far as it can be known before it is started.
import { toErrorPayload, type ErrorPayload } from '../shared/errors'
import type { Project } from '../shared/project'
import { checkTraining, dataMisfits, type DataFacts } from './check'
import type { Survey } from './survey'

/**
 * The faults of the whole design, then those of its layers in the order in which data flow; where it has none, those of
 * training and data.
 * @param survey of project.model
 * @param dataset null where nothing is known of the data
 */
export function faultsOf(project: Project, survey: Survey, dataset: DataFacts | null): ErrorPayload[] {
  const design = [...survey.faults, ...[...survey.nodes.values()].flatMap(({ error }) => error ?? [])]
  if (!survey.model || design.length > 0) return design
  try {
    const checked = checkTraining(project, survey.model)
    return dataset ? dataMisfits(project, checked, dataset).map((misfit) => misfit.toPayload()) : []
  } catch (error) {
    return [toErrorPayload(error)]
  }
}
