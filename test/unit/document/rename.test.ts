import { describe, expect, it } from 'vitest'
import { renameInProject } from '../../../src/document/edits/rename'
import { record, startHistory, undo } from '../../../src/document/history'
import { projectSchema, type Project } from '../../../src/shared/project'
import { callbackSchema } from '../../../src/shared/training'
import example from '../../../examples/mnist-mlp.netloom.json'

/** Outputs of these names behind one input. */
function project(outputs: readonly string[], monitors: readonly string[]): Project {
  const base = projectSchema.parse(example)
  return {
    ...base,
    model: {
      nodes: [
        { name: 'input', class_name: 'Input', config: { shape: [4] } },
        ...outputs.map((name) => ({ name, class_name: 'Dense', config: { units: 3 } }))
      ],
      edges: outputs.map((target) => ({ source: 'input', target }))
    },
    training: {
      ...base.training,
      callbacks: [
        ...monitors.map((monitor) => ({
          class_name: 'EarlyStopping' as const,
          config: {
            monitor,
            mode: 'auto' as const,
            min_delta: 0,
            patience: 2,
            baseline: null,
            restore_best_weights: true,
            start_from_epoch: 0
          }
        })),
        { class_name: 'TerminateOnNaN', config: {} }
      ]
    }
  }
}
const monitorsOf = ({ training }: Project): string[] =>
  training.callbacks.flatMap(({ config }) => ('monitor' in config ? [config.monitor] : []))
const after = (outputs: readonly string[], monitor: string, from = 'dense', to = 'digit'): string =>
  monitorsOf(renameInProject(project(outputs, [monitor]), from, to))[0]!

describe('renaming a layer', () => {
  it('goes on monitoring the output of that name', () => {
    const two = ['dense', 'dense_1']
    expect(after(two, 'val_dense_accuracy')).toBe('val_digit_accuracy')
    expect(after(two, 'dense_loss')).toBe('digit_loss')
    expect(after(two, 'val_dense_1_accuracy', 'dense_1')).toBe('val_digit_accuracy')
    expect(after(two, 'val_dense_sparse_categorical_accuracy')).toBe('val_digit_sparse_categorical_accuracy')
  })

  it('leaves alone what is not of that output', () => {
    const two = ['dense', 'dense_1']
    for (const log of ['val_loss', 'loss', 'val_dense_1_loss', 'dense_1_accuracy']) expect(after(two, log)).toBe(log)
    // Logs of a network with one output carry no name.
    expect(after(['dense'], 'val_dense_accuracy')).toBe('val_dense_accuracy')
    // Of an output that is gone.
    expect(after(['dense', 'other'], 'val_dense_1_loss')).toBe('val_dense_1_loss')
    expect(after(['dense', 'val_dense'], 'val_dense_loss', 'val_dense', 'x')).toBe('x_loss')
  })

  it('follows every callback that monitors', () => {
    const base = project(['dense', 'dense_1'], [])
    const monitor = 'val_dense_loss'
    const classes = ['EarlyStopping', 'ReduceLROnPlateau', 'ModelCheckpoint', 'ThresholdStopping']
    const callbacks = classes.map((class_name) => callbackSchema.parse({ class_name, config: { monitor } }))
    const renamed = renameInProject({ ...base, training: { ...base.training, callbacks } }, 'dense', 'digit')
    expect(monitorsOf(renamed)).toEqual(classes.map(() => 'val_digit_loss'))
  })

  it('is one step of undo, and touches no more than it must', () => {
    const start = project(['dense', 'dense_1'], ['val_dense_loss', 'val_loss'])
    const renamed = renameInProject(start, 'dense', 'digit')
    expect(monitorsOf(renamed)).toEqual(['val_digit_loss', 'val_loss'])
    expect(renamed.training.callbacks[1]).toBe(start.training.callbacks[1])
    const history = record(startHistory(start), renamed, 'rename')
    expect(undo(history).present).toBe(start)
    expect(renameInProject(renamed, 'digit', 'dense')).toEqual(start)
    expect(renameInProject(start, 'input', 'x').training).toBe(start.training)
  })
})
