// Python that compiles, trains and evaluates the model.
import { LOSSES, METRICS, OPTIMIZERS } from '../../layers/terms'
import type { Project } from '../../shared/project'
import { augmentationSchema } from '../../shared/preprocessing'
import { rescaled, type DataPlan } from './data'
import { call, layout, list, value, word, type Expression, type Named } from './expression'
import { kerasCallbacks } from './keras-callbacks'
import { term } from './keras-layers'
import { PYTHON } from './languages'
import { jsonExpression } from './literals'
import type { Json } from './params'
import type { Plan } from './plan'
import { code, commentLines, type CodeLine } from './text'

export function kerasCompile({ training }: Project, plan: Plan): CodeLine[] {
  const { optimizer, loss, loss_weights, metrics } = training
  const losses = (given: Json): Expression => term('keras.losses', LOSSES, given, true)
  const measured = list(metrics.map((metric) => term('keras.metrics', METRICS, metric, true)))
  const named: Named[] = [
    ['optimizer', term('keras.optimizers', OPTIMIZERS, optimizer, true)],
    ['loss', Array.isArray(loss) ? list(loss.map(losses)) : eachOutput(losses(loss), plan)]
  ]
  if (loss_weights) named.push(['loss_weights', jsonExpression(loss_weights, 'list', true)])
  if (metrics.length > 0) named.push(['metrics', eachOutput(measured, plan)])
  return code(...layout('', call('model.compile', [], named), PYTHON))
}

/** In sections: what fit is given, and the call. */
export function kerasFit({ training }: Project, plan: Plan, data: DataPlan): CodeLine[][] {
  const { epochs, batch_size, shuffle, class_weight, seed, steps_per_epoch, validation_freq, validation_steps } =
    training
  const several = plan.outputs.length > 1
  const repeated = steps_per_epoch !== undefined
  // Of batches that repeat, Keras takes no class_weight, or only one of every class.
  const eachWeighed = class_weight !== undefined && (several || repeated)
  const weights = eachWeighed ? sampleWeights(class_weight, data) : []
  const generator = augmented(data)
  const fed = generator.flows || repeated
  const named: Named[] = [...(fed ? [] : ([['batch_size', value(batch_size)]] as Named[])), ['epochs', value(epochs)]]
  if (!shuffle && !fed) named.push(['shuffle', value(false)])
  if (repeated) named.push(['steps_per_epoch', value(steps_per_epoch)])
  if (data.splits.includes('val')) {
    named.push(['validation_data', { kind: 'tuple', items: [word('x_val'), target('y_val', plan)] }])
    if (validation_freq > 1) named.push(['validation_freq', value(validation_freq)])
    if (validation_steps !== undefined) named.push(['validation_steps', value(validation_steps)])
    if (validation_steps !== undefined && fed) named.push(['validation_batch_size', value(batch_size)])
  }
  if (class_weight && !eachWeighed) named.push(['class_weight', weightsByClass(class_weight)])
  if (eachWeighed && !fed) named.push(['sample_weight', target('weights', plan)])
  const { sections, remarks, callbacks } = kerasCallbacks(training)
  if (callbacks) named.push(['callbacks', callbacks])
  const flow: Named[] = [
    ['batch_size', value(batch_size)],
    ...(shuffle ? [] : ([['shuffle', value(false)]] as Named[])),
    ['seed', value(seed)],
    ...(eachWeighed ? ([['sample_weight', word('weights')]] as Named[]) : [])
  ]
  const examples = [word('x_train'), target('y_train', plan)]
  // Pictures of [height, width] get a channel for the generator, and lose it again.
  const flat = generator.flows && isFlat(plan)
  const batches = call('generator.flow', [word(flat ? 'x_train[..., np.newaxis]' : 'x_train'), examples[1]!], flow)
  if (flat && !repeated) named.push(['steps_per_epoch', word('len(flow)')])
  const before = generator.flows
    ? flat || repeated
      ? [
          ...layout('flow = ', batches, PYTHON),
          flat ? WITHOUT_CHANNEL : 'batches = (batch for batch in flow)  # goes on for ever'
        ]
      : []
    : repeated
      ? repeatedBatches(training, plan, eachWeighed)
      : []
  const given = repeated || flat ? [word('batches')] : generator.flows ? [batches] : examples
  const fit = layout('history = ', call('model.fit', given, named), PYTHON)
  return [...sections, code(...remarks, ...generator.lines, ...weights, ...before, ...fit)]
}

const WITHOUT_CHANNEL = 'batches = ((x[..., 0], *rest) for x, *rest in flow)  # goes on for ever'
/** The one input takes no channel axis: [28, 28]. */
const isFlat = ({ inputs: [input] }: Plan): boolean =>
  Array.isArray(input?.node.config.shape) && input.node.config.shape.length === 2

/** Batches that go round the examples, as Netloom's do: of arrays, Keras would end an epoch where they end. */
function repeatedBatches({ batch_size, shuffle, seed }: Project['training'], plan: Plan, weighted: boolean): string[] {
  const tuple = (expression: Expression): Expression =>
    expression.kind === 'list' ? { kind: 'tuple', items: expression.items } : expression
  const items = ['y_train', ...(weighted ? ['weights'] : [])].map((name) => tuple(target(name, plan)))
  return [
    ...layout(
      'batches = ',
      call('tf.data.Dataset.from_tensor_slices', [{ kind: 'tuple', items: [word('x_train'), ...items] }]),
      PYTHON
    ),
    ...(shuffle ? [`batches = batches.shuffle(len(x_train), seed=${seed})`] : []),
    `batches = batches.batch(${batch_size}).repeat()`
  ]
}

/** Keras's ImageDataGenerator, where it can feed this network; `flows`: fit takes its batches. */
function augmented({ augmentation, unfed, late }: DataPlan): { lines: string[]; flows: boolean } {
  const comment = (text: string): string[] => commentLines('#', text, PYTHON.width)
  const scale = late?.scale ?? 1
  const offset = late?.offset ?? 0
  const left = 'Left out: augmentation. ImageDataGenerator feeds networks of one input and one output, with labels.'
  if (!augmentation) return { lines: unfed ? comment(left) : [], flows: false }
  const { rescale, ...others } = augmentation
  const defaults = augmentationSchema.parse({}) as Record<string, unknown>
  const named = Object.entries(others).flatMap(([key, item]): Named[] =>
    JSON.stringify(item) === JSON.stringify(defaults[key]) ? [] : [[key, jsonExpression(item, 'list')]]
  )
  const total = scale * (rescale ?? 1)
  if (offset !== 0) named.push(['preprocessing_function', word(`lambda x: ${rescaled('x', { scale: total, offset })}`)])
  else if (total !== 1) named.push(['rescale', word(shortScale(total))])
  return {
    lines: [
      ...comment('Only training batches are changed, at random; Netloom draws other changes from the seed.'),
      ...layout('generator = ', call('ImageDataGenerator', [], named), PYTHON)
    ],
    flows: true
  }
}
const shortScale = (scale: number): string => {
  const divisor = Math.round(1 / scale)
  return scale > 0 && scale < 1 && Math.abs(divisor * scale - 1) < 1e-12 ? `1 / ${divisor}` : String(scale)
}

/** One for a single output, else the same in a list for each. */
const eachOutput = (given: Expression, { outputs }: Plan): Expression =>
  outputs.length > 1 ? list(outputs.map(() => given)) : given
/** Every output is compared with the same targets. */
const target = (name: string, plan: Plan): Expression => eachOutput(word(name), plan)

const weightsByClass = (given: Record<string, number>): Expression => ({
  kind: 'object',
  entries: Object.entries(given).map(([key, weight]) => [
    String(Number(key)),
    { kind: 'value', value: weight, float: true }
  ])
})

function sampleWeights(given: Record<string, number>, { oneHot }: DataPlan): string[] {
  const labels = oneHot ? 'y_train.argmax(axis=-1)' : 'y_train'
  return [
    ...commentLines(
      '#',
      'Keras takes class_weight for one output of arrays only: here each example has its weight.',
      PYTHON.width
    ),
    ...layout('class_weight = ', weightsByClass(given), PYTHON),
    `weights = np.array([class_weight.get(int(label), 1.0) for label in ${labels}])`
  ]
}

export const kerasEvaluate = (plan: Plan, { splits }: DataPlan): CodeLine[] =>
  splits.includes('test')
    ? code(
        ...layout(
          'results = ',
          call('model.evaluate', [word('x_test'), target('y_test', plan)], [['return_dict', value(true)]]),
          PYTHON
        ),
        'print(results)'
      )
    : []
