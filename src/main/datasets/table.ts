import { setImmediate as nextTurn } from 'node:timers/promises'
import type { OpenDataset, ResolvedDataset, TableSource } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import type { FloatType } from '../../shared/training'
import { openTableFrame } from './frames/table'
import { readTable } from './table-columns'
import type { TableColumns } from './formats/format'

/** More distinct values than this are no classes but a quantity. */
const MAX_CLASSES = 1000

const FLOATS = { float32: Float32Array, float64: Float64Array } as const

/**
 * Opens a table of any format: the target's column, the weights' where there is one, and the features in the order given (else
 * all other columns in the file's order).
 */
export async function openTable(
  resolved: ResolvedDataset,
  source: TableSource,
  floatType: FloatType
): Promise<OpenDataset> {
  const path = resolved.files[0]!.path
  const frame = await openTableFrame(path)
  try {
    const { features, target, weights } = chooseColumns(
      path,
      frame.columns.map(({ name }) => name),
      source
    )
    const classification = source.task === 'classification'
    const values = await readTable(path, frame, {
      numeric: classification ? features : [...features, target],
      text: classification ? [target] : [],
      weights,
      floatType
    })
    const labels = classification ? encodeLabels(path, target, values.text.get(target)!) : null
    return {
      name: resolved.name,
      task: source.task,
      shape: [features.length],
      columns: features,
      classes: labels?.classes ?? null,
      train: {
        x: await interleave(values, features, floatType),
        y: labels?.y ?? (await interleave(values, [target], floatType)),
        count: values.rows,
        ...(weights.length > 0 && { w: await interleave(values, weights, floatType) })
      },
      test: null,
      unreadable: frame.faults.length,
      hashes: await frame.hashes()
    }
  } finally {
    await frame.close()
  }
}

/** `weights`: one column, or none. */
function chooseColumns(
  file: string,
  columns: readonly string[],
  source: TableSource
): { features: string[]; target: string; weights: string[] } {
  const weights = source.sample_weight === undefined ? [] : [source.sample_weight]
  const others = columns.filter((column) => !weights.includes(column))
  const target = source.target ?? others.at(-1)!
  const features = source.features ?? others.filter((column) => column !== target)
  if (features.length === 0) throw new NetloomError('CSV_ONE_COLUMN', { file, found: others.join(', ') })
  const chosen = [...features, target, ...weights]
  chosen.forEach((column, i) => {
    if (!columns.includes(column)) {
      throw new NetloomError('CSV_COLUMN_UNKNOWN', { file, found: column, known: columns.join(', ') })
    }
    if (chosen.indexOf(column) !== i) throw new NetloomError('CSV_COLUMN_TWICE', { file, column })
  })
  return { features, target, weights }
}

// Columns to rows: [rows, features].
async function interleave(
  { rows, numeric }: TableColumns,
  features: string[],
  floatType: FloatType
): Promise<Float32Array | Float64Array> {
  const x = new FLOATS[floatType](rows * features.length)
  for (const [offset, feature] of features.entries()) {
    const column = numeric.get(feature)!
    for (let row = 0; row < rows; row++) x[row * features.length + offset] = column[row]!
    await nextTurn()
  }
  return x
}

/** Class numbers follow the order of the labels: by value where all are numbers, else by character. */
function encodeLabels(
  file: string,
  column: string,
  labels: string[]
): { classes: string[]; y: Uint8Array | Float32Array } {
  const distinct = [...new Set(labels)]
  if (distinct.length < 2 || distinct.length > MAX_CLASSES) {
    throw new NetloomError('CSV_CLASSES', { file, column, expected: `2..${MAX_CLASSES}`, found: distinct.length })
  }
  const numbers = distinct.every((label) => Number.isFinite(Number(label)))
  const classes = numbers ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort()
  const classOf = new Map(classes.map((label, i) => [label, i]))
  const y = labels.map((label) => classOf.get(label)!)
  return { classes, y: classes.length <= 256 ? Uint8Array.from(y) : Float32Array.from(y) }
}
