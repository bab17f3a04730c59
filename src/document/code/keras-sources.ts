// Python that reads a project's data, whatever they are in.
import { generatorParams } from '../../pipeline/synthetic'
import {
  tableOf,
  type ArraysSource,
  type ImagesSource,
  type PointsSource,
  type SyntheticSource
} from '../../shared/dataset'
import { KERAS_DATASETS, rescaled, type DataPlan } from './data'
import { layout } from './expression'
import { PYTHON } from './languages'
import { jsonExpression } from './literals'
import { code, commentLines, type CodeLine } from './text'

const quoted = (text: string): string => JSON.stringify(text)
const note = (text: string): string[] => commentLines('#', text, PYTHON.width)

/** The examples of a table stay a table until its steps are done. */
export const keepsFrame = ({ source, steps }: DataPlan): boolean => tableOf(source) !== null && steps.length > 0

/** x_train and y_train, and where the source has them x_test and y_test. */
export function kerasLoad(data: DataPlan, float: string): CodeLine[] {
  return code(...(data.splitColumn !== null && !tableOf(data.source) ? unknownColumn(data) : []), ...load(data, float))
}
const unknownColumn = ({ splitColumn }: DataPlan): string[] =>
  note(`Left out: Netloom deals the examples by the column ${quoted(splitColumn!)}; give x_val, y_val, x_test, y_test.`)

function load(data: DataPlan, float: string): string[] {
  const { source } = data
  if ('name' in source) return named(data, source.name, float)
  const scaled = splitsOf(data).flatMap((split) => scaling(`x_${split}`, `x_${split}.astype("${float}")`, data))
  switch (source.format) {
    case 'arrays':
      return [...arrays(source, data), ...scaled]
    case 'images':
      return [...images(source, data), ...scaled]
    case 'texts':
      return fromFolder(
        `keras.utils.text_dataset_from_directory(${quoted(source.path)}, batch_size=None, shuffle=False)`
      )
    case 'synthetic':
      return [...madeUp(source), ...scaled]
    case 'points':
      return [...points(source, data, float), ...scaling('x_train', 'x_train', data, true)]
    default:
      return table(data, float)
  }
}

const splitsOf = ({ ownTest }: DataPlan): string[] => (ownTest ? ['train', 'test'] : ['train'])

/** Lines that convert and rescale; none of those that change nothing where `changed` is asked for. */
function scaling(name: string, from: string, { rescaling }: DataPlan, changed = false): string[] {
  if (changed && rescaling.length === 0) return []
  return [
    `${name} = ${rescaling[0] ? rescaled(from, rescaling[0]) : from}`,
    ...rescaling.slice(1).map((step) => `${name} = ${rescaled(name, step)}`)
  ]
}

function named(data: DataPlan, name: string, float: string): string[] {
  const known = KERAS_DATASETS[name]
  const own = splitsOf(data)
  const arrayLines = own.flatMap((split) => scaling(`x_${split}`, `x_${split}.astype("${float}")`, data))
  if (!known) {
    const read = own.map((split) => `x_${split}, y_${split} = data["x_${split}"], data["y_${split}"]`)
    return [`data = np.load(${quoted(`${name}.npz`)})`, ...read, ...arrayLines]
  }
  const options = 'name' in data.source ? data.source : { num_words: undefined }
  const words = known.sequences && options.num_words !== undefined ? [`num_words=${options.num_words}`] : []
  const given = [...(known.args ? [known.args] : []), ...words].join(', ')
  const rest = data.ownTest ? '(x_test, y_test)' : '_'
  const flat = known.labels === 'column' ? own.map((split) => `y_${split} = y_${split}.reshape(-1)`) : []
  return [
    `(x_train, y_train), ${rest} = keras.datasets.${known.module}.load_data(${given})`,
    ...flat,
    ...(known.sequences ? padded(data, own) : arrayLines)
  ]
}

/** Word numbers of equal length; steps may do it instead. */
function padded({ source, steps }: DataPlan, own: readonly string[]): string[] {
  if (steps.some(({ class_name }) => class_name === 'pad_sequences') || !('name' in source)) return []
  const { maxlen, padding, truncating } = source
  const named = [
    ...(maxlen === undefined ? [] : [`maxlen=${maxlen}`]),
    ...(padding === undefined ? [] : [`padding=${quoted(padding)}`]),
    ...(truncating === undefined ? [] : [`truncating=${quoted(truncating)}`])
  ]
  const usual =
    maxlen === undefined
      ? note("Netloom brings all to the dataset's usual length: give maxlen, or test may differ.")
      : []
  return [
    ...usual,
    ...own.map((split) => `x_${split} = keras.utils.pad_sequences(${[`x_${split}`, ...named].join(', ')})`)
  ]
}

const READERS: Record<string, (path: string) => string> = {
  csv: (path) => `pd.read_csv(${path})`,
  tsv: (path) => `pd.read_csv(${path}, sep="\\t")`,
  json: (path) => `pd.read_json(${path}${/\.(jsonl|ndjson)"$/.test(path) ? ', lines=True' : ''})`,
  parquet: (path) => `pd.read_parquet(${path})`
}

function table(data: DataPlan, float: string): string[] {
  const source = tableOf(data.source)!
  const target = source.target === undefined ? 'target' : quoted(source.target)
  const dropped = [target, ...[source.sample_weight, data.splitColumn].flatMap((name) => (name ? [quoted(name)] : []))]
  const others = dropped.length === 1 ? target : `[${dropped.join(', ')}]`
  const features = source.features ? 'data[features]' : `data.drop(columns=${others})`
  const lastColumn =
    data.splitColumn === null ? 'data.columns[-1]' : `data.columns.drop(${quoted(data.splitColumn)})[-1]`
  return [
    `data = ${READERS[source.format]!(quoted(source.path))}`,
    ...(source.sample_weight === undefined
      ? []
      : [
          `# Netloom weighs examples by column ${quoted(source.sample_weight)}: here that is left out (fit's sample_weight).`
        ]),
    ...(source.target === undefined ? [`target = ${lastColumn}`] : []),
    ...(source.features ? layout('features = ', jsonExpression(source.features), PYTHON) : []),
    ...(keepsFrame(data) ? [`x_train = ${features}`] : scaling('x_train', `${features}.to_numpy("${float}")`, data)),
    data.classification
      ? `classes, y_train = np.unique(data[${target}], return_inverse=True)`
      : `y_train = data[${target}].to_numpy("${float}")`,
    ...byColumn(data)
  ]
}

function byColumn(data: DataPlan): string[] {
  if (data.splitColumn === null) return []
  const words = [
    ['test', ['test', 'testing', 'eval']],
    ['val', ['validation', 'val', 'valid', 'dev']],
    ['train', ['train', 'training']]
  ] as const
  return [
    `part = data[${quoted(data.splitColumn)}].str.strip().str.lower()`,
    ...words.flatMap(([split, names]) => [
      `rows = part.isin([${names.map(quoted).join(', ')}]).to_numpy()`,
      `x_${split}, y_${split} = x_train[rows], y_train[rows]`
    ])
  ]
}

const arrayText = ({ path, member }: { path: string; member?: string | undefined }): string => {
  if (member !== undefined) return `np.load(${quoted(path)})[${quoted(member)}]`
  return path.endsWith('.npy') ? `np.load(${quoted(path)})` : `read_idx(${quoted(path)})`
}
const READ_IDX = [
  'def read_idx(path):',
  '    """An array of unsigned bytes in an IDX file, gzipped or not."""',
  '    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:',
  '        data = file.read()',
  '    shape = np.frombuffer(data, ">i4", data[3], 4)',
  '    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(shape)',
  '',
  ''
]

function arrays(source: ArraysSource, data: DataPlan): string[] {
  const given = (['x_train', 'y_train', 'x_test', 'y_test'] as const).filter(
    (role) => source[role] && (data.ownTest || role.endsWith('train'))
  )
  const lines = given.map((role) => `${role} = ${arrayText(source[role]!)}`)
  const classes =
    data.classification && source.y_train
      ? [
          'classes, y_train = np.unique(y_train, return_inverse=True)',
          ...(given.includes('y_test') ? ['y_test = np.searchsorted(classes, y_test)'] : [])
        ]
      : []
  const without = source.y_train ? [] : [...splitsOf(data).map((split) => `y_${split} = x_${split}`)]
  const reads = lines.some((line) => line.includes('read_idx(')) ? READ_IDX : []
  return [...reads, ...lines, ...classes, ...without]
}

const fromFolder = (dataset: string): string[] => [
  `data = ${dataset}`,
  'x_train, y_train = (np.stack(part) for part in zip(*data.as_numpy_iterator()))'
]

/** Resizing at the beginning is what the folder is read with. */
export const resizingOf = ({ source, steps }: DataPlan) =>
  !('name' in source) && source.format === 'images' && steps[0]?.class_name === 'Resizing' ? steps[0] : null

function images(source: ImagesSource, data: DataPlan): string[] {
  const resizing = resizingOf(data)
  const { height, width, interpolation, crop_to_aspect_ratio, pad_to_aspect_ratio } = resizing?.config ?? {}
  const named = [
    quoted(source.path),
    ...(resizing ? [`image_size=(${String(height)}, ${String(width)})`] : []),
    ...(typeof interpolation === 'string' ? [`interpolation=${quoted(interpolation)}`] : []),
    ...(crop_to_aspect_ratio === true ? ['crop_to_aspect_ratio=True'] : []),
    ...(pad_to_aspect_ratio === true ? ['pad_to_aspect_ratio=True'] : []),
    'batch_size=None',
    'shuffle=False'
  ]
  const table = typeof source.labels === 'string' ? null : source.labels
  return [
    ...(resizing ? [] : note('Keras resizes all to 256 x 256 here; Netloom takes pictures of one size as they are.')),
    ...(table
      ? note(`Left out: labels are in ${table.path}, column ${table.label}. Here they are the names of folders.`)
      : []),
    ...layout(
      'data = ',
      {
        kind: 'call',
        callee: 'keras.utils.image_dataset_from_directory',
        args: named.map((text) => ({ kind: 'word', text })),
        named: []
      },
      PYTHON
    ),
    'x_train, y_train = (np.stack(part) for part in zip(*data.as_numpy_iterator()))'
  ]
}

const MOST_LITERAL = 500
function points({ columns, points: rows }: PointsSource, data: DataPlan, float: string): string[] {
  const all =
    rows.length <= MOST_LITERAL
      ? layout('points = np.array(', jsonExpression(rows), PYTHON, ')')
      : [
          ...note(`These are ${rows.length} points set by hand: they are in the project's file, under this name.`),
          'with open("project.netloom.json") as file:',
          '    points = np.array(json.load(file)["dataset"]["source"]["points"])'
        ]
  const last = columns.length - 1
  const y = data.classification
    ? `classes, y_train = np.unique(points[:, ${last}], return_inverse=True)`
    : `y_train = points[:, ${last}].astype("${float}")`
  return [...all, `x_train = points[:, :${last}].astype("${float}")`, y]
}

const OTHERS = "# The same kind as Netloom makes up, but others: its random numbers are not numpy's."

function madeUp(source: SyntheticSource): string[] {
  const { generator, n_samples: n, noise, seed } = source
  let p: Record<string, unknown>
  try {
    p = generatorParams(source)
  } catch {
    p = source.config
  }
  const rng = `made_up = np.random.default_rng(${seed})`
  const plus = noise > 0 ? ` + made_up.normal(scale=${noise}, size=${n})` : ''
  const spread = noise > 0 ? [`x_train = x_train + made_up.normal(scale=${noise}, size=x_train.shape)`] : []
  const list = (key: string): number[] => (Array.isArray(p[key]) ? (p[key] as number[]) : [0, 1])
  const between = `x_train = made_up.uniform(${list('x_range').join(', ')}, size=(${n}, 1))`
  const number = (key: string): string => String(p[key])
  switch (generator) {
    case 'linear':
      return [
        OTHERS,
        rng,
        `x_train = made_up.normal(size=(${n}, 1))`,
        `y_train = ${number('w')} * x_train[:, 0] + ${number('b')}${plus}`
      ]
    case 'polynomial':
      return [
        OTHERS,
        rng,
        between,
        `y_train = np.polynomial.polynomial.polyval(x_train[:, 0], [${list('coefficients').join(', ')}])${plus}`
      ]
    case 'sine': {
      const angle = `2 * np.pi * ${number('frequency')} * x_train[:, 0] + ${number('phase')}`
      return [OTHERS, rng, between, `y_train = ${number('amplitude')} * np.sin(${angle})${plus}`]
    }
    case 'moons':
      return [OTHERS, `x_train, y_train = make_moons(${n}, noise=${noise}, random_state=${seed})`]
    case 'circles': {
      const factor = number('factor')
      return [OTHERS, `x_train, y_train = make_circles(${n}, noise=${noise}, factor=${factor}, random_state=${seed})`]
    }
    case 'blobs':
      return [
        OTHERS,
        'x_train, y_train = make_blobs(',
        `    ${n},`,
        `    centers=${number('centers')},`,
        `    cluster_std=${number('cluster_std')},`,
        `    center_box=(${list('center_box').join(', ')}),`,
        `    random_state=${seed},`,
        ')',
        ...(noise > 0 ? [rng, ...spread] : [])
      ]
    case 'xor':
      return [
        OTHERS,
        rng,
        `x_train = made_up.uniform(-1, 1, size=(${n}, 2))`,
        'y_train = (x_train[:, 0] * x_train[:, 1] < 0).astype("uint8")',
        ...spread
      ]
    case 'spirals':
      return [
        OTHERS,
        rng,
        `arms = ${number('classes')}`,
        `y_train = np.arange(${n}) % arms`,
        `radius = (np.arange(${n}) // arms + 1) * arms / ${n}`,
        `angle = 2 * np.pi * (${number('turns')} * radius + y_train / arms)`,
        'x_train = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)',
        ...spread
      ]
  }
}
