// Names of logs as Keras has them, from the tags of TensorBoard.
const EPOCH = /^epoch_(.+)$/
const BATCH = /^batch_(.+)$/
/** Of evaluate() after epochs, which tell the same. */
const EVALUATION = /^evaluation_(.+)_vs_iterations$/
const TRAIN_FIRST = /^(?:train|training)[/_](.+)$/i
const VALIDATION_FIRST = /^(?:val|valid|validation)[/_](.+)$/i
const TRAIN_LAST = /^(.+)[/_](?:train|training)$/i
const VALIDATION_LAST = /^(.+)[/_](?:val|valid|validation)$/i
const KNOWN = /^(?:val_)?(?:loss|accuracy|learning_rate)$/i
const RATES = new Set(['lr', 'learning rate', 'learning-rate', 'lr-adam', 'lr-sgd'])

/** epoch: its step is an epoch, from 0; batch: a step of training; evaluation: in steps, and told by epochs as well; any: unknown. */
export type TagKind = 'epoch' | 'batch' | 'evaluation' | 'any'

/** @param validation it was told in a folder `validation` */
export function logOf(tag: string, validation: boolean): { log: string; kind: TagKind } {
  const prefix = validation ? 'val_' : ''
  for (const [kind, form] of [
    ['epoch', EPOCH],
    ['batch', BATCH],
    ['evaluation', EVALUATION]
  ] as const) {
    const name = form.exec(tag)?.[1]
    if (name !== undefined) return { log: prefix + name, kind }
  }
  return { log: validation ? prefix + tidy(tag) : nameOf(tag), kind: 'any' }
}

function nameOf(tag: string): string {
  const validation = VALIDATION_FIRST.exec(tag) ?? VALIDATION_LAST.exec(tag)
  if (validation) return `val_${tidy(validation[1]!)}`
  const train = TRAIN_FIRST.exec(tag) ?? TRAIN_LAST.exec(tag)
  return tidy(train?.[1] ?? tag)
}

function tidy(name: string): string {
  if (RATES.has(name.toLowerCase())) return 'learning_rate'
  return KNOWN.test(name) ? name.toLowerCase() : name
}
