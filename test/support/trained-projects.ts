// Projects whose training takes all that fit, callbacks and schedules have.
import { validateProject, type Project } from '../../src/shared/project'
import { example } from './projects'

const changed = (id: string, training: object, dataset: object = {}): Project => {
  const project = example(id)
  return validateProject(
    {
      ...project,
      dataset: { ...project.dataset, ...dataset },
      training: { ...project.training, callbacks: [], epochs: 3, ...training }
    },
    id
  )
}
const schedule = (class_name: string, config: object) => ({ class_name, config })
const EXPONENTIAL = schedule('ExponentialDecay', { initial_learning_rate: 0.1, decay_steps: 2, decay_rate: 0.5 })
const PIECEWISE = schedule('PiecewiseConstantDecay', { boundaries: [2, 4], values: [0.1, 1, 0.01] })
const COSINE = schedule('CosineDecay', {
  initial_learning_rate: 0,
  decay_steps: 1000,
  warmup_target: 0.001,
  warmup_steps: 100
})

export const TRAINED: Record<string, Project> = {
  'every callback': changed('mnist-mlp', {
    validation_freq: 2,
    validation_steps: 3,
    callbacks: [
      { class_name: 'LearningRateScheduler', config: { schedule: EXPONENTIAL } },
      { class_name: 'LearningRateScheduler', config: { schedule: PIECEWISE } },
      { class_name: 'ReduceLROnPlateau', config: { patience: 2, factor: 0.5, cooldown: 1, min_lr: 0.0001 } },
      { class_name: 'EarlyStopping', config: { patience: 5, baseline: 2, start_from_epoch: 1, min_delta: 0.001 } },
      { class_name: 'ModelCheckpoint', config: { save_best_only: true, monitor: 'val_accuracy' } },
      { class_name: 'ModelCheckpoint', config: {} },
      { class_name: 'ModelCheckpoint', config: { save_freq: 100, save_best_only: true, monitor: 'loss', mode: 'min' } },
      { class_name: 'ThresholdStopping', config: { threshold: 0.99 } },
      { class_name: 'ThresholdStopping', config: { monitor: 'loss', threshold: 0.01 } },
      { class_name: 'TimeStopping', config: { seconds: 600 } },
      { class_name: 'TerminateOnNaN', config: {} }
    ]
  }),
  'a schedule by step': changed('mnist-mlp', {
    optimizer: { class_name: 'Adam', config: { learning_rate: COSINE, clipnorm: 1 } },
    steps_per_epoch: 7,
    validation_steps: 2,
    class_weight: { '1': 2 }
  }),
  'steps of augmented pictures': changed(
    'mnist-cnn',
    { steps_per_epoch: 5, optimizer: { class_name: 'SGD', config: { learning_rate: PIECEWISE } } },
    { augmentation: { horizontal_flip: true } }
  ),
  'steps in order': changed('mnist-mlp', { steps_per_epoch: 30, shuffle: false, validation_freq: 3, epochs: 4 })
}
