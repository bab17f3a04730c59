// Projects with faults, and what is known of them, for tests of fixes and warnings.
import { catalogue } from '../../src/layers'
import type { DataFacts } from '../../src/layers/check'
import { faultsOf } from '../../src/layers/faults'
import { surveyDesign } from '../../src/layers/survey'
import type { FaultyProject, Known } from '../../src/document/mending/define'
import type { Design } from '../../src/shared/design'
import type { ErrorPayload } from '../../src/shared/errors'
import { validateProject, type Project } from '../../src/shared/project'
import { stack } from './stack'

export const digits: DataFacts = { name: 'mnist', shape: [28, 28], task: 'classification', classes: 10 }
export const sides: DataFacts = { name: 'sides', shape: [4], task: 'classification', classes: 2 }
export const prices: DataFacts = { name: 'prices', shape: [4], task: 'regression', classes: null }

type Layers = Parameters<typeof stack>[0]
export interface Given {
  /** Layers in a row named layer_0, layer_1, ..., or a whole design. */
  model: Layers | Design
  training?: Partial<Project['training']>
  label_mode?: Project['dataset']['label_mode']
}

/** A project that is valid as a file, on data of ten classes where nothing else is said. */
export function projectOf({ model, training = {}, label_mode = 'int' }: Given): Project {
  return validateProject(
    {
      netloom: 1,
      name: 'faulty',
      dataset: { source: { name: 'mnist' }, label_mode },
      model: Array.isArray(model) ? stack(model) : model,
      training: { loss: 'sparse_categorical_crossentropy', ...training }
    },
    'faulty'
  )
}

export const knownOf = (project: Project, dataset: DataFacts | null): Known => ({
  project,
  survey: surveyDesign(project.model, catalogue),
  dataset
})
export const faultsIn = (project: Project, dataset: DataFacts | null): ErrorPayload[] =>
  faultsOf(project, surveyDesign(project.model, catalogue), dataset)
export const problemsIn = (project: Project, dataset: DataFacts | null): FaultyProject[] =>
  faultsIn(project, dataset).map((error) => ({ ...knownOf(project, dataset), error }))
