// Python that loads a project's data and deals it into splits as Netloom does.
import { rescaled, type DataPlan, type Feeding } from './data'
import { flat, layout } from './expression'
import { PYTHON } from './languages'
import { jsonExpression } from './literals'
import { keepsFrame, kerasLoad } from './keras-sources'
import { kerasSteps } from './keras-steps'
import { code, type CodeLine } from './text'

const shapeText = (shape: readonly number[]): string => flat(jsonExpression([...shape], 'tuple'), PYTHON)

/** Sections: loading, held-out examples, what becomes of them. `float`: numpy's type of the examples. */
export function kerasData(data: DataPlan, float: 'float32' | 'float64', columns: boolean): CodeLine[][] {
  const given = targets(data, columns)
  const fed = feed(data.feeding, data.splits)
  const dealt = [kerasLoad(data, float), holdOut(data), kerasSteps(data, float), lateRescaling(data)]
  return [...dealt, ...(data.ownTargets ? [given, fed] : [fed, given])]
}

/** Of what is not augmented; training examples are rescaled behind it. */
const lateRescaling = ({ late, splits }: DataPlan): CodeLine[] =>
  late ? code(...splits.slice(1).map((split) => `x_${split} = ${rescaled(`x_${split}`, late)}`)) : []

/** Rounds halves up, as Netloom does; Python's round() takes them to the next even number. `count`: numbers are asked for. */
const stratified = (count: boolean, rows: string): string[] => [
  'def hold_out(x, y, share):',
  count
    ? '    """Takes a share of each class out, at random; of a number, to within one a class."""'
    : '    """Takes a share of each class out, at random."""',
  ...(count ? ['    share = share / len(y) if share >= 1 else share'] : []),
  '    parts = [rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)]',
  '    taken = np.sort(np.concatenate([part[: int(len(part) * share + 0.5)] for part in parts]))',
  '    kept = np.setdiff1d(np.arange(len(y)), taken)',
  `    return ${rows}`
]
const plain = (count: boolean, rows: string): string[] => [
  'def hold_out(x, y, share):',
  count
    ? '    """Takes a share or a number of the examples out, at random."""'
    : '    """Takes a share of the examples out, at random."""',
  ...(count
    ? ['    count = int(share) if share >= 1 else int(len(y) * share + 0.5)', '    order = rng.permutation(len(y))']
    : ['    order, count = rng.permutation(len(y)), int(len(y) * share + 0.5)']),
  '    taken, kept = np.sort(order[:count]), np.sort(order[count:])',
  `    return ${rows}`
]

function holdOut(data: DataPlan): CodeLine[] {
  const { testShare, validationShare, seed, splitColumn } = data
  if (splitColumn !== null) return []
  const take = (name: string, share: number): string[] =>
    share === 0 ? [] : [`x_train, y_train, x_${name}, y_${name} = hold_out(x_train, y_train, ${share})`]
  const taken = [...take('test', testShare), ...take('val', validationShare)]
  if (taken.length === 0) return []
  const count = testShare >= 1 || validationShare >= 1
  const rows = keepsFrame(data)
    ? 'x.iloc[kept], y[kept], x.iloc[taken], y[taken]'
    : 'x[kept], y[kept], x[taken], y[taken]'
  return code(
    "# As many examples as Netloom holds out, but others: its random numbers are not numpy's.",
    `rng = np.random.default_rng(${seed})`,
    '',
    '',
    ...(data.stratified ? stratified : plain)(count, rows),
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
