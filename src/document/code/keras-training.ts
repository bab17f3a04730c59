// Python that compiles, trains and evaluates the model.
import { LOSSES, METRICS, OPTIMIZERS } from '../../layers/terms'
import type { Project } from '../../shared/project'
import { augmentationSchema } from '../../shared/preprocessing'
import type { CallbackConfig } from '../../shared/training'
import { rescaled, type DataPlan } from './data'
import { call, layout, list, value, word, type Expression, type Named } from './expression'
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

export function kerasFit({ training }: Project, plan: Plan, data: DataPlan): CodeLine[] {
  const { epochs, batch_size, shuffle, class_weight, callbacks, seed } = training
  const several = plan.outputs.length > 1
  const generator = augmented(data)
  const named: Named[] = [
    ...(generator.flows ? [] : ([['batch_size', value(batch_size)]] as Named[])),
    ['epochs', value(epochs)]
  ]
  if (!shuffle && !generator.flows) named.push(['shuffle', value(false)])
  if (data.splits.includes('val'))
    named.push(['validation_data', { kind: 'tuple', items: [word('x_val'), target('y_val', plan)] }])
  if (class_weight && !several) named.push(['class_weight', weightsByClass(class_weight)])
  if (class_weight && several) named.push(['sample_weight', target('weights', plan)])
  if (callbacks.length > 0) named.push(['callbacks', list(callbacks.map(callback))])
  const examples = [word('x_train'), target('y_train', plan)]
  const flow: Named[] = [
    ['batch_size', value(batch_size)],
    ...(shuffle ? [] : ([['shuffle', value(false)]] as Named[])),
    ['seed', value(seed)]
  ]
  const given = generator.flows ? [call('generator.flow', examples, flow)] : examples
  const fit = layout('history = ', call('model.fit', given, named), PYTHON)
  const weights = class_weight && several ? sampleWeights(class_weight, data) : []
  return code(...generator.lines, ...weights, ...fit)
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
      'Keras takes class_weight for one output only: here each example has its weight.',
      PYTHON.width
    ),
    ...layout('class_weight = ', weightsByClass(given), PYTHON),
    `weights = np.array([class_weight.get(int(label), 1.0) for label in ${labels}])`
  ]
}

function callback({ class_name, config }: CallbackConfig): Expression {
  if (class_name === 'TerminateOnNaN') return call('keras.callbacks.TerminateOnNaN')
  if (class_name !== 'EarlyStopping') throw new Error(`${class_name}: not yet`)
  const { monitor, patience, min_delta, mode, restore_best_weights } = config
  const named: Named[] = [
    ['monitor', value(monitor)],
    ['patience', value(patience)]
  ]
  if (min_delta !== 0) named.push(['min_delta', value(min_delta)])
  if (mode !== 'auto') named.push(['mode', value(mode)])
  if (restore_best_weights) named.push(['restore_best_weights', value(true)])
  return call('keras.callbacks.EarlyStopping', [], named)
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
