// JavaScript that loads a project's data and deals it into splits as Netloom does.
import { tableOf } from '../../shared/dataset'
import { KERAS_DATASETS, type DataPlan, type Feeding } from './data'
import { flat, layout, word, type Expression } from './expression'
import { JAVASCRIPT } from './languages'
import { jsonExpression } from './literals'
import { code, commentLines, type CodeLine } from './text'

/** 'xTrain' */
export const variable = (axis: 'x' | 'y', split: string): string =>
  `${axis}${split.replace(/^./, (first) => first.toUpperCase())}`
const text = (expression: Expression): string => flat(expression, JAVASCRIPT)

export function tfjsData(data: DataPlan): CodeLine[][] {
  const [given, fed] = [targets(data), feed(data)]
  return [lacking(data), load(data), held(data), ...(data.ownTargets ? [given, fed] : [fed, given])]
}

/** What is not in this script: tfjs has no equal. */
function lacking({ source, steps, splitColumn, augmentation, unfed }: DataPlan): CodeLine[] {
  const left = [
    ...steps.map(({ class_name, columns, config }) => {
      const of = columns ? ` of ${columns.join(', ')}` : ''
      return `step ${class_name}${of} ${JSON.stringify(config)}`
    }),
    ...(splitColumn === null ? [] : [`the split by column ${splitColumn}`]),
    ...(augmentation || unfed ? ['augmentation of training batches'] : []),
    ...('format' in source && ['json', 'parquet'].includes(source.format)
      ? [`reading ${source.format} (the table is read as CSV: convert it first)`]
      : [])
  ]
  return code(...left.flatMap((one) => commentLines(JAVASCRIPT.mark, `Left out: ${one}.`, JAVASCRIPT.width)))
}

const FOLDERS: Record<string, string> = {
  mnist: 'https://storage.googleapis.com/cvdf-datasets/mnist',
  'fashion-mnist': 'https://storage.googleapis.com/tensorflow/tf-keras-datasets'
}

function load(data: DataPlan): CodeLine[] {
  const { source, ownTest } = data
  const own = ownTest ? ['train', 'test'] : ['train']
  const scaled = (from: string): string =>
    [...data.rescaling, ...(data.late ? [data.late] : [])].reduce(
      (made, { scale, offset }) => made + scaling(scale) + (offset === 0 ? '' : `.add(${offset})`),
      from
    )
  const rows = tableOf(source)
  if (rows) return table(data, rows, scaled)
  const files = own.map((split) => {
    const file = split === 'test' ? 't10k' : 'train'
    const name = split === 'test' ? 'Test' : loaded(data)
    return `let [x${name}, y${name}] = await readExamples('${file}')`
  })
  const name = 'name' in source ? source.name : source.format
  const known = KERAS_DATASETS[name]
  const folder = FOLDERS[name]
  if (!known?.shape || !folder)
    return code(`// Netloom knows no dataset ${name}: give readExamples() that gives [x, y], two tensors.`, ...files)
  return code(
    `const folder = '${folder}'`,
    '',
    '/** The values of an IDX file, which follow a header. */',
    'async function readIdx(name, headerBytes) {',
    '  const response = await fetch(`${folder}/${name}.gz`)',
    "  const unpacked = response.body.pipeThrough(new DecompressionStream('gzip'))",
    '  const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer())',
    "  return tf.tensor1d(bytes.subarray(headerBytes), 'float32')",
    '}',
    '',
    'async function readExamples(part) {',
    '  const pictures = await readIdx(`${part}-images-idx3-ubyte`, 16)',
    '  const labels = await readIdx(`${part}-labels-idx1-ubyte`, 8)',
    `  return [${scaled(`pictures.reshape(${text(jsonExpression([-1, ...known.shape]))})`)}, labels]`,
    '}',
    '',
    ...files
  )
}

const scaling = (scale: number): string => {
  const divisor = Math.round(1 / scale)
  if (scale > 0 && scale < 1 && Math.abs(divisor * scale - 1) < 1e-12) return `.div(${divisor})`
  return scale === 1 ? '' : `.mul(${scale})`
}

function table(
  data: DataPlan,
  {
    path,
    format,
    features,
    target
  }: { path: string; format: string; features?: string[] | undefined; target?: string | undefined },
  scaled: (from: string) => string
): CodeLine[] {
  const quoted = (name: string): string => text(jsonExpression(name))
  const column = target === undefined ? 'names.length - 1' : `names.indexOf(${quoted(target)})`
  const columns = features
    ? `features.map((name) => names.indexOf(name))`
    : `names.map((_, i) => i).filter((i) => i !== target)`
  const byValue = 'labels.every((label) => Number.isFinite(Number(label))) ? (a, b) => a - b : undefined'
  return code(
    `const lines = (await readFile(${quoted(path)}, 'utf8')).trim().split(/\\r?\\n/)`,
    `const [names, ...rows] = lines.map((line) => line.split(${format === 'tsv' ? "'\\\\t'" : "','"}))`,
    `const target = ${column}`,
    ...(features ? layout('const features = ', jsonExpression(features), JAVASCRIPT) : []),
    `const columns = ${columns}`,
    `let x${loaded(data)} = ${scaled('tf.tensor2d(rows.map((row) => columns.map((i) => Number(row[i]))))')}`,
    ...(data.classification
      ? [
          'const labels = rows.map((row) => row[target])',
          `const byValue = ${byValue}`,
          'const classes = [...new Set(labels)].sort(byValue)',
          `let y${loaded(data)} = tf.tensor1d(labels.map((label) => classes.indexOf(label)))`
        ]
      : [`let y${loaded(data)} = tf.tensor1d(rows.map((row) => Number(row[target])))`])
  )
}

/** What is held out, in this order. */
const sharesOf = ({ testShare, validationShare }: DataPlan): ['test' | 'val', number][] =>
  (
    [
      ['test', testShare],
      ['val', validationShare]
    ] as ['test' | 'val', number][]
  ).filter(([, share]) => share > 0)
/** The examples before some of them are held out. */
const loaded = (data: DataPlan): string => (sharesOf(data).length > 0 ? 'All' : 'Train')

function held(data: DataPlan): CodeLine[] {
  const { stratified } = data
  const counts = sharesOf(data).some(([, share]) => share >= 1)
  const share = counts ? '(share < 1 ? share : share / labels.length)' : 'share'
  if (sharesOf(data).length === 0) return []
  const parts = stratified
    ? [
        '  const parts = [...new Set(labels)].map((one) => labels.flatMap((label, i) => (label === one ? [i] : [])))',
        '  for (const part of parts) tf.util.shuffle(part)',
        `  const taken = parts.flatMap((part) => part.slice(0, Math.round(part.length * ${share})))`
      ]
    : [
        `  const taken = Array.from(tf.util.createShuffledIndices(labels.length)).slice(0, Math.round(labels.length * ${share}))`
      ]
  const shares = sharesOf(data)
  const take = shares.map(([split, share], i) => {
    const rest = i === shares.length - 1 ? ['xTrain', 'yTrain'] : ['xRest', 'yRest']
    const made = [...rest, variable('x', split), variable('y', split)]
    const from = i === 0 ? 'xAll, yAll' : 'xRest, yRest'
    return `let [${made.join(', ')}] = holdOut(${from}, ${share})`
  })
  return code(
    '// As many examples as Netloom holds out, but others: tfjs shuffles without a seed.',
    `/** Takes a share of ${stratified ? 'each class' : 'the examples'} out, at random. */`,
    'function holdOut(x, y, share) {',
    '  const labels = Array.from(y.dataSync())',
    ...parts,
    '  const out = new Set(taken)',
    '  const kept = labels.flatMap((_, i) => (out.has(i) ? [] : [i]))',
    "  return [kept, taken].flatMap((list) => [x, y].map((all) => all.gather(tf.tensor1d(list, 'int32'))))",
    '}',
    '',
    ...take
  )
}

function feed({ feeding, splits }: DataPlan): CodeLine[] {
  const each = (to: (name: string) => string): CodeLine[] =>
    code(...splits.map((split) => `${variable('x', split)} = ${to(variable('x', split))}`))
  switch (feeding.kind) {
    case 'whole':
      return []
    case 'reshaped':
      return each((name) => `${name}.reshape(${text(jsonExpression([-1, ...feeding.shape]))})`)
    case 'each':
      return each((name) => `[${Array<string>(feeding.count).fill(name).join(', ')}]`)
    case 'cut':
      return [...code(...cut(feeding), ''), ...each((name) => `toInputs(${name})`)]
  }
}

function cut({ parts, eachIf }: Extract<Feeding, { kind: 'cut' }>): string[] {
  const slices = parts.map(({ from, to, shape }) => {
    const slice = `flat.slice([0, ${from}], [-1, ${to - from}])`
    return word(shape.length === 1 ? slice : `${slice}.reshape(${text(jsonExpression([-1, ...shape]))})`)
  })
  const whole = eachIf && text(jsonExpression(eachIf.join()))
  return [
    '/** Cuts the values of each example into the parts that the inputs take. */',
    'function toInputs(x) {',
    ...(whole ? [`  if (x.shape.slice(1).join() === ${whole}) return [${parts.map(() => 'x').join(', ')}]`] : []),
    '  const flat = x.reshape([x.shape[0], -1])',
    ...layout('return ', { kind: 'list', items: slices }, JAVASCRIPT, '', '  '),
    '}'
  ]
}

function targets({ oneHot, splits, ownTargets }: DataPlan): CodeLine[] {
  if (ownTargets) return code(...splits.map((split) => `${variable('y', split)} = ${variable('x', split)}`))
  const classes = oneHot && (oneHot.classes ?? '/* number of classes */ 2')
  return code(
    ...splits.map((split) => {
      const name = variable('y', split)
      return oneHot ? `${name} = tf.oneHot(${name}.toInt(), ${classes})` : `${name} = ${name}.reshape([-1, 1])`
    })
  )
}
