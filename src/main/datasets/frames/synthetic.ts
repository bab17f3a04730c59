// Examples made up by a generator, and points set by hand: small enough to be held.
import { createHash } from 'node:crypto'
import { generatorParams, makeExamples } from '../../../pipeline/synthetic'
import { takeRows, type NumberArray, type NumberValues } from '../../../shared/columns'
import type { PointsSource, SyntheticSource } from '../../../shared/dataset'
import { NetloomError } from '../../../shared/errors'
import { words } from '../../../shared/locale'
import type { Frame, FrameColumn, RowSelection } from '../frame'
import { unknownColumn } from './memory'

interface Held {
  column: FrameColumn
  data: NumberArray
}

/** Notes of a made-up source: the parameters that it was made with, e.g. ['w', '3']. @throws NetloomError GENERATOR_PARAM, POINTS */
export async function openSyntheticFrame(source: SyntheticSource | PointsSource): Promise<Frame> {
  return source.format === 'synthetic' ? syntheticFrame(source) : pointsFrame(source)
}

const numberColumn = (name: string, data: NumberArray): Held => ({
  column: { name, type: 'number', dtype: 'float64', shape: [] },
  data
})

function syntheticFrame(source: SyntheticSource): Frame {
  const { columns, label } = makeExamples(source)
  const held = Object.entries(columns).map(([name, data]) => numberColumn(name, data))
  if (label) held.push({ column: { name: 'label', type: 'integer', dtype: 'uint8', shape: [] }, data: label })
  const notes = Object.entries(generatorParams(source)).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)] as const
  )
  return frameOf(source.generator, source.n_samples, held, notes)
}

function pointsFrame({ columns, points, task }: PointsSource): Frame {
  checkPoints({ columns, points, task })
  const held = columns.map((name, i) => {
    const values = points.map((point) => point[i]!)
    if (task === 'regression' || i < columns.length - 1) return numberColumn(name, Float64Array.from(values))
    const column: FrameColumn = { name, type: 'integer', dtype: 'int32', shape: [] }
    return { column, data: Int32Array.from(values) }
  })
  return frameOf('points', points.length, held, [])
}

const LARGEST_LABEL = 2 ** 31 - 1

function checkPoints({ columns, points, task }: Pick<PointsSource, 'columns' | 'points' | 'task'>): void {
  const fault = (where: string, expected: ReturnType<typeof words>, found: string): NetloomError =>
    new NetloomError('POINTS', { where: `dataset.source.${where}`, expected, found })
  columns.forEach((name, i) => {
    if (columns.indexOf(name) < i)
      throw fault(`columns[${i}]`, words('a name of its own', '不重复的名称'), JSON.stringify(name))
  })
  const { length } = columns
  points.forEach((point, i) => {
    if (point.length !== length)
      throw fault(`points[${i}]`, words(`${length} numbers`, `${length} 个数`), JSON.stringify(point).slice(0, 80))
    const odd = point.findIndex((value) => !Number.isFinite(value))
    if (odd >= 0) throw fault(`points[${i}][${odd}]`, words('a number', '数值'), String(point[odd]))
    const label = point[length - 1]!
    if (task === 'classification' && !(Number.isInteger(label) && label >= 0 && label <= LARGEST_LABEL))
      throw fault(
        `points[${i}][${length - 1}]`,
        words('a class number, 0, 1, 2 and so on', '类别编号（0、1、2 等）'),
        String(label)
      )
  })
}

function frameOf(format: string, rows: number, held: readonly Held[], notes: Frame['notes']): Frame {
  const byName = new Map(held.map(({ column, data }) => [column.name, data]))
  const values = (name: string): NumberValues => {
    const data = byName.get(name)
    if (!data)
      throw unknownColumn(
        format,
        name,
        held.map(({ column }) => column)
      )
    return { kind: 'numbers', shape: [], data, missing: null }
  }
  return {
    format,
    rows,
    columns: held.map(({ column }) => column),
    parts: [],
    classes: null,
    notes,
    faults: [],
    read: async (columns, selection) => columns.map((name) => take(values(name), selection)),
    hashes: async () => Object.fromEntries(held.map(({ column, data }) => [column.name, sha256(data)])),
    close: async () => undefined
  }
}

const take = (values: NumberValues, selection: RowSelection) =>
  selection instanceof Uint32Array
    ? takeRows(values, selection)
    : { ...values, data: values.data.slice(selection.first, selection.first + selection.count) }

/** Of the values as they lie in memory: little-endian on every machine that this runs on. */
const sha256 = ({ buffer, byteOffset, byteLength }: NumberArray): string =>
  createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex')
