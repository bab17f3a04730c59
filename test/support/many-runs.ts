// Rows of the run list, made up: as many as are wanted, always the same ones.
import { NO_ANNOTATIONS } from '../../src/shared/annotations'
import { RUN_VERSION } from '../../src/shared/run'
import type { RunSummary } from '../../src/shared/run-list'

/** A row with everything that one has. */
export const runRow = (id: string, change: Partial<RunSummary> = {}): RunSummary => ({
  version: RUN_VERSION,
  id,
  name: id,
  status: 'completed',
  created: new Date(Date.UTC(2026, 0, 1)).toISOString(),
  ended: null,
  seed: 0,
  dataset: { name: 'mnist', title: 'MNIST', origin: 'file', classes: null, hashes: {}, examples: null },
  engine: { name: 'tfjs-node', native: true, version: '2.21.0' },
  parameters: { total: 1000, trainable: 1000 },
  epochs: { done: 1, planned: 1 },
  last: null,
  best: {},
  samples_per_second: 1000,
  test: null,
  error: null,
  parent: null,
  sweep: null,
  imported: null,
  turn: null,
  owner: null,
  annotations: NO_ANNOTATIONS,
  project: 'mnist-mlp',
  settings: {},
  timed: false,
  batch_size: 32,
  optimizer: 'adam',
  seconds: 1,
  hasModel: true,
  mine: false,
  ...change
})

const OPTIMIZERS = ['adam', 'sgd', 'rmsprop', 'nadam']
const DATASETS = [
  ['mnist', 'MNIST'],
  ['fashion_mnist', 'Fashion-MNIST'],
  ['circles', 'Circles'],
  ['flowers.csv', 'flowers.csv']
] as const
const TAGS = ['baseline', 'wide', 'paper', 'try']

/** @param count of them, the oldest first */
export function manyRuns(count: number): RunSummary[] {
  const noise = (i: number, salt: number): number => {
    const value = Math.sin((i + 1) * 12.9898 + salt * 78.233) * 43_758.5453
    return value - Math.floor(value)
  }
  return Array.from({ length: count }, (_, i) => {
    const optimizer = OPTIMIZERS[i % OPTIMIZERS.length]!
    const [name, title] = DATASETS[Math.floor(i / 3) % DATASETS.length]!
    const rate = [0.1, 0.01, 0.001, 0.0003][Math.floor(noise(i, 1) * 4)]!
    const units = [32, 64, 128, 256, 512][Math.floor(noise(i, 2) * 5)]!
    const batch = [16, 32, 64, 128][Math.floor(noise(i, 3) * 4)]!
    const accuracy = 0.7 + 0.3 * noise(i, 4)
    const loss = 1.2 - accuracy + 0.1 * noise(i, 5)
    const epochs = 5 + Math.floor(noise(i, 6) * 20)
    const best = 1 + Math.floor(noise(i, 7) * epochs)
    const failed = i % 37 === 5
    return runRow(`20260101-${String(i).padStart(6, '0')}-${name}-0000`, {
      name: `${name}-${optimizer}-${i}`,
      status: failed ? 'failed' : i % 11 === 3 ? 'stopped' : 'completed',
      created: new Date(Date.UTC(2026, 0, 1) + i * 600_000).toISOString(),
      ended: new Date(Date.UTC(2026, 0, 1) + i * 600_000 + 60_000).toISOString(),
      seed: i % 5,
      dataset: { name, title, origin: 'file', classes: null, hashes: {}, examples: null },
      parameters: { total: 784 * units + units * 10, trainable: 784 * units + units * 10 },
      epochs: { done: failed ? 1 : epochs, planned: epochs },
      last: failed
        ? null
        : { loss: loss * 0.9, accuracy: accuracy + 0.005, val_loss: loss + 0.02, val_accuracy: accuracy - 0.01 },
      best: failed
        ? {}
        : {
            loss: { value: loss * 0.88, epoch: epochs },
            accuracy: { value: accuracy + 0.006, epoch: epochs },
            val_loss: { value: loss, epoch: best },
            val_accuracy: { value: accuracy, epoch: best }
          },
      samples_per_second: 1000 + 20_000 * noise(i, 8),
      test: failed ? null : { loss: loss + 0.01, accuracy: accuracy - 0.005 },
      sweep: i % 4 === 1 ? { id: `20260101-00000${i % 8}-sweep-0000`, trial: i, values: {} } : null,
      annotations: {
        ...NO_ANNOTATIONS,
        tags: TAGS.filter((_, k) => noise(i, 20 + k) < 0.15),
        note: i % 50 === 7 ? 'Look at this one again.' : '',
        starred: i % 23 === 0,
        archived: i % 41 === 9
      },
      project: `${name}-mlp`,
      settings: {
        dataset: name,
        'split.validation': 0.1,
        'split.test': 0.1,
        label_mode: 'class',
        optimizer,
        'optimizer.learning_rate': rate,
        loss: 'sparse_categorical_crossentropy',
        metrics: 'accuracy',
        epochs,
        batch_size: batch,
        seed: i % 5,
        shuffle: true,
        EarlyStopping: true,
        'EarlyStopping.patience': 5,
        input: 'Input',
        flatten: 'Flatten',
        dense_1: 'Dense',
        'dense_1.units': units,
        'dense_1.activation': 'relu',
        ...(i % 3 === 0 && { dropout: 'Dropout', 'dropout.rate': 0.1 + 0.1 * (i % 5) }),
        dense_2: 'Dense',
        'dense_2.units': 10,
        'dense_2.activation': 'softmax'
      },
      batch_size: batch,
      optimizer,
      seconds: 10 + 600 * noise(i, 9)
    })
  })
}
