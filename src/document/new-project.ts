// Projects that begin without a file.
import type { ImportedModel } from '../shared/imported-model'
import { PROJECT_VERSION, projectSchema, type Project } from '../shared/project'

const NAME_LENGTH = 120

/** Nothing on the canvas; with data and settings that suit a first classifier, all to be changed. */
export const emptyProject = (name: string): Project =>
  projectSchema.parse({
    netloom: PROJECT_VERSION,
    name,
    dataset: {
      source: { name: 'mnist' },
      preprocessing: [{ class_name: 'Rescaling', config: { scale: 1 / 255 } }]
    },
    model: { nodes: [], edges: [] },
    training: {
      optimizer: { class_name: 'Adam', config: { learning_rate: 0.001 } },
      loss: 'sparse_categorical_crossentropy',
      metrics: ['accuracy'],
      epochs: 5,
      batch_size: 128
    }
  })

/**
 * A project of an imported model: its design, what it was compiled with, and the rest from the project in hand.
 * @param name where the model has none
 */
export function projectOf(model: ImportedModel, name: string, inHand: Project): Project {
  const { loss_weights: _weights, class_weight: _classes, ...training } = inHand.training
  return {
    netloom: PROJECT_VERSION,
    name: (model.name || name).slice(0, NAME_LENGTH),
    dataset: inHand.dataset,
    model: model.design,
    training: { ...training, dtype_policy: 'float32', ...model.training }
  }
}
