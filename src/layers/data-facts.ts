// What a project makes of its data, as the checks and the engines need it.
import type { OpenDataset } from '../shared/dataset'
import type { Project } from '../shared/project'
import type { CheckedProject, DataFacts } from './check'

export const dataFacts = (dataset: OpenDataset): DataFacts => ({
  name: dataset.name,
  shape: dataset.shape,
  task: dataset.task,
  classes: dataset.classes?.length ?? null
})

/** How targets are handed to the loss: class numbers, one-hot rows as wide as the output, or numbers. */
export function targetsOf(
  project: Project,
  { output }: CheckedProject,
  dataset: OpenDataset
): { targets: 'int' | 'categorical' | 'numbers'; classes: number } {
  if (dataset.task === 'regression') return { targets: 'numbers', classes: 0 }
  if (project.dataset.label_mode === 'categorical')
    return { targets: 'categorical', classes: output.outputShape.at(-1) ?? 1 }
  return { targets: 'int', classes: dataset.classes?.length ?? 0 }
}

/** All Rescaling steps as one, since they follow one another: (x * a + b) * c + d. */
export const totalRescaling = (project: Project): { scale: number; offset: number } =>
  project.dataset.preprocessing.reduce(
    ({ scale, offset }, { config }) => ({ scale: scale * config.scale, offset: offset * config.scale + config.offset }),
    { scale: 1, offset: 0 }
  )
