// Python that does a project's steps: they learn from the training split, and are done to all.
import { steps as known } from '../../pipeline'
import type { Preprocessing } from '../../shared/preprocessing'
import { KERAS_DATASETS, type DataPlan } from './data'
import { call, flat, value, word, type Named } from './expression'
import { keepsFrame, resizingOf } from './keras-sources'
import { PYTHON } from './languages'
import { jsonExpression, paramExpression } from './literals'
import { argumentsOf, type JsonObject } from './params'
import { code, commentLines, type CodeLine } from './text'

/** Also the end of a table: what the steps leave of it as numbers. */
export function kerasSteps(data: DataPlan, float: string): CodeLine[] {
  if (data.steps.length === 0) return []
  const resized = resizingOf(data)
  const steps = data.steps.filter((step) => step !== resized)
  const frame = keepsFrame(data)
  const lines = steps.flatMap((step) => (frame ? ofTable(step, data) : ofArrays(step, data, float)))
  if (!frame) return code(...lines)
  const replaces = lines.some((line) => line.includes('replaced('))
  const end = each(data, (x) => `${x}.to_numpy("${float}")`)
  return code(...(replaces ? REPLACED : []), ...each(data, (x) => `${x}.copy()`), ...lines, ...end)
}

const REPLACED = [
  'def replaced(x, column, values, names):',
  '    """Other columns in the place of one."""',
  '    at = x.columns.get_loc(column)',
  '    new = pd.DataFrame(np.asarray(values), index=x.index, columns=names)',
  '    return pd.concat([x.iloc[:, :at], new, x.iloc[:, at + 1 :]], axis=1)',
  '',
  ''
]

const each = ({ splits }: DataPlan, to: (x: string) => string): string[] =>
  splits.map((split) => `x_${split} = ${to(`x_${split}`)}`)
const inside = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`)

/** Parameters that differ from the defaults, which are Keras's and scikit-learn's too. */
function made(
  step: Preprocessing,
  callee: string,
  without: readonly string[] = [],
  more: readonly Named[] = [],
  of?: string
): string {
  const given = argumentsOf(known.get(step.class_name)?.params ?? {}, step.config as JsonObject)
  const named = given
    .filter(({ key }) => !without.includes(key))
    .map(({ key, spec, value: item }): Named => [key, paramExpression(spec, item)])
  return flat(call(callee, of === undefined ? [] : [word(of)], [...named, ...more]), PYTHON)
}
const leftOut = ({ class_name, config }: Preprocessing): string[] =>
  commentLines('#', `Left out: Netloom's step ${class_name} ${JSON.stringify(config)} has no equal here.`, PYTHON.width)
const valueOf = (given: unknown): string => flat(jsonExpression((given ?? null) as JsonObject), PYTHON)
const asArray = (given: unknown): string => (Array.isArray(given) ? `np.array(${valueOf(given)})` : valueOf(given))
const scaledBy = (x: string, { scale = 1, offset = 0 }: Preprocessing['config']): string =>
  `${x} * ${asArray(scale)} + ${asArray(offset)}`
const FUNCTIONS: Record<string, string> = { log: 'np.log', log1p: 'np.log1p', log2: 'np.log2', log10: 'np.log10' }
const logOf = ({ config }: Preprocessing): string | undefined => FUNCTIONS[String(config.function ?? 'log')]

const TEXTS = ['OneHotEncoder', 'OrdinalEncoder', 'TextVectorization']

function ofTable(step: Preprocessing, data: DataPlan): string[] {
  const { class_name, config } = step
  const all = TEXTS.includes(class_name)
    ? 'x_train.select_dtypes(exclude=["number", "bool"]).columns.tolist()'
    : 'x_train.select_dtypes("number").columns.tolist()'
  const columns = `columns = ${step.columns ? valueOf(step.columns) : all}`
  const put = (to: (values: string) => string): string[] =>
    data.splits.map((split) => `x_${split}[columns] = ${to(`x_${split}[columns]`)}`)
  const learnt = (name: string, maker: string): string[] => [
    columns,
    `${name} = ${maker}.fit(x_train[columns])`,
    ...put((values) => `${name}.transform(${values})`)
  ]
  switch (class_name) {
    case 'Rescaling':
      return [columns, ...put((values) => scaledBy(values, config))]
    case 'Clip':
      return [columns, ...put((values) => `${values}.clip(${valueOf(config.min)}, ${valueOf(config.max)})`)]
    case 'Log':
      return logOf(step) ? [columns, ...put((values) => `${logOf(step)}(${values})`)] : leftOut(step)
    case 'Normalization':
      return [
        columns,
        `normalization = ${made(step, 'keras.layers.Normalization')}`,
        ...(config.mean === undefined || config.mean === null
          ? ['normalization.adapt(x_train[columns].to_numpy("float32"))']
          : []),
        ...put((values) => `np.asarray(normalization(${values}.to_numpy("float32")))`)
      ]
    case 'MinMaxScaler':
      return learnt('scaler', made(step, 'MinMaxScaler'))
    case 'OrdinalEncoder':
      return learnt('encoder', made(step, 'OrdinalEncoder'))
    case 'SimpleImputer':
      return config.strategy === 'drop' ? dropped(step, data) : learnt('imputer', made(step, 'SimpleImputer'))
    case 'OneHotEncoder':
      return [
        columns,
        'for column in columns:',
        ...inside([
          `encoder = ${made(
            step,
            'OneHotEncoder',
            [],
            [
              ['sparse_output', value(false)],
              ['dtype', word('bool')]
            ]
          )}`,
          'encoder.fit(x_train[[column]])',
          'names = encoder.get_feature_names_out()',
          ...reversed(data).map((x) => `${x} = replaced(${x}, column, encoder.transform(${x}[[column]]), names)`)
        ])
      ]
    case 'TextVectorization':
      return [
        columns,
        'for column in columns:',
        ...inside([
          `vectorization = ${made(step, 'keras.layers.TextVectorization')}`,
          'vectorization.adapt(x_train[column].to_list())',
          ...vectorized(config, 'x_train[column].to_list()').length,
          ...reversed(data).flatMap((x) => [
            `values = ${vectorized(config, '').of(`${x}[column].to_list()`)}`,
            `names = [f"{column}_{i}" for i in range(values.shape[1])]`,
            `${x} = replaced(${x}, column, values, names)`
          ])
        ])
      ]
    default:
      return leftOut(step)
  }
}
/** The training split last: the others are changed by what is learnt of it. */
const reversed = ({ splits }: DataPlan): string[] => [...splits].reverse().map((split) => `x_${split}`)

function dropped(step: Preprocessing, { splits }: DataPlan): string[] {
  const of = step.columns ? `[${valueOf(step.columns)}]` : ''
  return splits.flatMap((split) => [
    `kept = x_${split}${of}.notna().all(axis=1).to_numpy()`,
    `x_${split}, y_${split} = x_${split}[kept], y_${split}[kept]`
  ])
}

/** Without output_sequence_length, texts are as long as the longest of the training split. */
function vectorized(
  config: Preprocessing['config'],
  train: string
): { length: string[]; of: (texts: string) => string } {
  const isOpen = (config.output_mode ?? 'int') === 'int' && (config.output_sequence_length ?? null) === null
  if (!isOpen) return { length: [], of: (texts) => `np.asarray(vectorization(${texts}))` }
  const pad = '"post"'
  return {
    length: [`length = vectorization(${train}).shape[1]`],
    of: (texts) =>
      `keras.utils.pad_sequences(np.asarray(vectorization(${texts})), length, padding=${pad}, truncating=${pad})`
  }
}

function ofArrays(step: Preprocessing, data: DataPlan, float: string): string[] {
  const { class_name, config } = step
  const rank = 'name' in data.source ? KERAS_DATASETS[data.source.name]?.shape?.length : undefined
  switch (class_name) {
    case 'Rescaling':
      return each(data, (x) => scaledBy(x, config))
    case 'Clip':
      return each(data, (x) => `np.clip(${x}, ${valueOf(config.min)}, ${valueOf(config.max)})`)
    case 'Log':
      return logOf(step) ? each(data, (x) => `${logOf(step)}(${x})`) : leftOut(step)
    case 'Normalization':
      return [
        `normalization = ${made(step, 'keras.layers.Normalization')}`,
        ...(config.mean === undefined || config.mean === null ? ['normalization.adapt(x_train)'] : []),
        ...each(data, (x) => `np.asarray(normalization(${x}))`)
      ]
    case 'Resizing': {
      const resizing = `resizing = ${made(step, 'keras.layers.Resizing')}`
      return rank === 2
        ? [resizing, ...each(data, (x) => `np.asarray(resizing(${x}[..., np.newaxis]))[..., 0]`)]
        : [resizing, ...each(data, (x) => `np.asarray(resizing(${x}))`)]
    }
    case 'Grayscale':
      return each(data, (x) => `np.asarray(keras.ops.image.rgb_to_grayscale(${x}))`)
    case 'pad_sequences':
      return [
        ...(config.num_words === undefined || config.num_words === null ? [] : rarer(config.num_words)),
        ...(config.maxlen === undefined || config.maxlen === null ? ['length = max(len(x) for x in x_train)'] : []),
        ...each(data, (x) => padding(step, x))
      ]
    case 'TextVectorization':
      return [
        `vectorization = ${made(step, 'keras.layers.TextVectorization')}`,
        'vectorization.adapt(x_train)',
        ...vectorized(config, 'x_train').length,
        ...reversed(data).map((x) => `${x} = ${vectorized(config, '').of(x)}`)
      ]
    case 'MinMaxScaler':
      return [
        `scaler = ${made(step, 'MinMaxScaler')}.fit(x_train)`,
        ...each(data, (x) => `scaler.transform(${x}).astype("${float}")`)
      ]
    default:
      return leftOut(step)
  }
}
function padding(step: Preprocessing, x: string): string {
  const open = step.config.maxlen === undefined || step.config.maxlen === null
  const length: Named[] = open ? [['maxlen', word('length')]] : []
  return made(step, 'keras.utils.pad_sequences', ['num_words'], length, x)
}
const rarer = (most: unknown): string[] =>
  commentLines(
    '#',
    `Left out: word numbers from ${String(most)} on become 2; load_data(num_words=...) does so.`,
    PYTHON.width
  )
