// Python that loads a project's data and deals it into splits as Netloom does.
import { tableOf } from '../../shared/dataset'
import { KERAS_DATASETS, rescaled, type DataPlan, type Feeding } from './data'
import { flat, layout } from './expression'
import { PYTHON } from './languages'
import { jsonExpression } from './literals'
import { code, type CodeLine } from './text'

const shapeText = (shape: readonly number[]): string => flat(jsonExpression([...shape], 'tuple'), PYTHON)

/** Sections: loading, held-out examples, what becomes of them. `float`: numpy's type of the examples. */
export function kerasData(data: DataPlan, float: 'float32' | 'float64', columns: boolean): CodeLine[][] {
  const given = targets(data, columns)
  const fed = feed(data.feeding, data.splits)
  return [load(data, float), holdOut(data), ...(data.ownTargets ? [given, fed] : [fed, given])]
}

function load(data: DataPlan, float: string): CodeLine[] {
  const own = data.ownTest ? ['train', 'test'] : ['train']
  const arrays = own.flatMap((split) => rescalingLines(`x_${split}`, `x_${split}.astype("${float}")`, data.rescaling))
  const { source } = data
  if ('name' in source) {
    const known = KERAS_DATASETS[source.name]
    const rest = data.ownTest ? '(x_test, y_test)' : '_'
    if (known) return code(`(x_train, y_train), ${rest} = keras.datasets.${known.module}.load_data()`, ...arrays)
    const file = JSON.stringify(`${source.name}.npz`)
    const read = own.map((split) => `x_${split}, y_${split} = data["x_${split}"], data["y_${split}"]`)
    return code(`data = np.load(${file})`, ...read, ...arrays)
  }
  const table = tableOf(source)
  if (!table)
    return code(...own.map((split) => `x_${split}, y_${split} = load_${split}()  # ${source.format}`), ...arrays)
  const target = table.target === undefined ? 'target' : JSON.stringify(table.target)
  const features = table.features
    ? 'data[features]'
    : table.sample_weight === undefined
      ? `data.drop(columns=${target})`
      : `data.drop(columns=[${target}, ${JSON.stringify(table.sample_weight)}])`
  return code(
    `data = pd.read_csv(${JSON.stringify(table.path)})`,
    ...weighing(table.sample_weight),
    ...(table.target === undefined ? ['target = data.columns[-1]'] : []),
    ...(table.features ? layout('features = ', jsonExpression(table.features), PYTHON) : []),
    ...rescalingLines('x_train', `${features}.to_numpy("${float}")`, data.rescaling),
    data.classification
      ? `classes, y_train = np.unique(data[${target}], return_inverse=True)`
      : `y_train = data[${target}].to_numpy("${float}")`
  )
}

const weighing = (column: string | undefined): string[] =>
  column === undefined
    ? []
    : [`# Netloom weighs examples by column ${JSON.stringify(column)}: here that is left out (fit's sample_weight).`]

const rescalingLines = (name: string, from: string, steps: DataPlan['rescaling']): string[] => [
  `${name} = ${steps[0] ? rescaled(from, steps[0]) : from}`,
  ...steps.slice(1).map((step) => `${name} = ${rescaled(name, step)}`)
]

/** Rounds halves up, as Netloom does; Python's round() takes them to the next even number. */
const STRATIFIED = [
  'def hold_out(x, y, share):',
  '    """Takes a share of each class out, at random."""',
  '    parts = [rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)]',
  '    taken = np.sort(np.concatenate([part[: int(len(part) * share + 0.5)] for part in parts]))',
  '    kept = np.setdiff1d(np.arange(len(y)), taken)',
  '    return x[kept], y[kept], x[taken], y[taken]'
]
const PLAIN = [
  'def hold_out(x, y, share):',
  '    """Takes a share of the examples out, at random."""',
  '    order, count = rng.permutation(len(y)), int(len(y) * share + 0.5)',
  '    taken, kept = np.sort(order[:count]), np.sort(order[count:])',
  '    return x[kept], y[kept], x[taken], y[taken]'
]

function holdOut({ testShare, validationShare, stratified, seed }: DataPlan): CodeLine[] {
  const take = (name: string, share: number): string[] =>
    share === 0 ? [] : [`x_train, y_train, x_${name}, y_${name} = hold_out(x_train, y_train, ${share})`]
  const taken = [...take('test', testShare), ...take('val', validationShare)]
  if (taken.length === 0) return []
  return code(
    "# As many examples as Netloom holds out, but others: its random numbers are not numpy's.",
    `rng = np.random.default_rng(${seed})`,
    '',
    '',
    ...(stratified ? STRATIFIED : PLAIN),
    '',
    '',
    ...taken
  )
}

function feed(feeding: Feeding, splits: DataPlan['splits']): CodeLine[] {
  const each = (to: (name: string) => string): CodeLine[] =>
    code(...splits.map((split) => `x_${split} = ${to(`x_${split}`)}`))
  switch (feeding.kind) {
    case 'whole':
      return []
    case 'reshaped':
      return each((name) => `${name}.reshape(${shapeText([-1, ...feeding.shape]).slice(1, -1)})`)
    case 'each':
      return each((name) => `[${Array<string>(feeding.count).fill(name).join(', ')}]`)
    case 'cut':
      return [...code('', ...cut(feeding), '', ''), ...each((name) => `to_inputs(${name})`)]
  }
}

function cut({ parts, eachIf }: Extract<Feeding, { kind: 'cut' }>): string[] {
  const slices = parts.map(({ from, to, shape }) => {
    const slice = `flat[:, ${from}:${to}]`
    return shape.length === 1 ? slice : `${slice}.reshape(${shapeText([-1, ...shape]).slice(1, -1)})`
  })
  return [
    'def to_inputs(x):',
    '    """Cuts the values of each example into the parts that the inputs take."""',
    ...(eachIf
      ? [`    if x.shape[1:] == ${shapeText(eachIf)}:`, `        return [x] * ${parts.length}  # each takes all`]
      : []),
    '    flat = x.reshape(len(x), -1)',
    ...layout('    return ', { kind: 'list', items: slices.map((text) => ({ kind: 'word', text })) }, PYTHON)
  ]
}

/** One-hot rows; or, where a metric asks for it, a column. */
function targets({ oneHot, splits, ownTargets }: DataPlan, columns: boolean): CodeLine[] {
  if (ownTargets) return code(...splits.map((split) => `y_${split} = x_${split}`))
  if (!oneHot) return columns ? code(...splits.map((split) => `y_${split} = y_${split}.reshape(-1, 1)`)) : []
  const classes = oneHot.classes === null ? '' : `, ${oneHot.classes}`
  return code(...splits.map((split) => `y_${split} = keras.utils.to_categorical(y_${split}${classes})`))
}
