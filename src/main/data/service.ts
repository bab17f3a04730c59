// The contract's `data`: what the page asks of any source, answered from frames. Runs in a thread of its own (worker.ts), and
// in the command line's own process.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AppContract } from '../../shared/contract'
import { elementsOf } from '../../shared/columns'
import type { DatasetSource, ResolvedDataset } from '../../shared/dataset'
import type { Handlers } from '../../shared/rpc'
import type { ProjectData } from '../../shared/project'
import { openFrame } from '../datasets/open-frame'
import { prepareFrame, type PreparedData } from '../datasets/prepared'
import { resolveDataset, type ResolveOptions } from '../datasets/resolve'
import { isQueryable, type ColumnStatistics, type Frame } from '../datasets/frame'
import { Correlator } from '../datasets/frames/correlation'
import { batchOf, tensorOf, variantsOf } from './batches'
import { describeFrame } from './describe'
import { findDuplicates } from './duplicates'
import { FrameCache, type OpenFrameOf } from './frame-cache'
import { labelsOf, labelsOrNull, rolesOfFrame } from './labels'
import { leaksOf } from './leaks'
import { pictureStatistics, readDigests } from './pictures'
import { asDoubles, checkRow, evenly, pageOf, valueOf } from './rows'
import { selectRows } from './select'
import { splitsOf } from './splits'
import { columnStatistics } from './statistics'
import { previewSteps } from './steps'
import { suggestSources } from './suggest'
import { vocabularyOf } from './vocabulary'
import { wordNamesOf } from './words'

type DataHandlers = Handlers<AppContract>['data']
type Ref = { source: DatasetSource; baseDir: string | null }
type DataRef = { data: ProjectData; baseDir: string | null }

const all = ({ rows }: Frame) => ({ first: 0, count: rows })
const ROWS_AT_ONCE = 1 << 16
/** As many numbers are read at once where rows are looked through. */
const NUMBERS_AT_ONCE = 1 << 22

/** @throws NetloomError FRAME_COLUMN */
async function statisticsOf(frame: Frame, columns: readonly string[]): Promise<ColumnStatistics[]> {
  if (isQueryable(frame)) return frame.query.statistics(columns)
  const statistics: ColumnStatistics[] = []
  for (const name of columns) {
    const type = frame.columns.find((column) => column.name === name)?.type
    if (type === 'picture' && frame.pictures) statistics.push(await pictureStatistics(frame, name))
    else {
      const [values] = await frame.read([name], all(frame))
      statistics.push(columnStatistics(name, type!, values!))
    }
    await nextTurn()
  }
  return statistics
}

/** @throws NetloomError FRAME_COLUMN */
async function correlationOf(frame: Frame, columns: readonly string[]): Promise<Float64Array<ArrayBuffer>> {
  if (isQueryable(frame)) return Float64Array.from(await frame.query.correlation(columns))
  const correlator = new Correlator(columns.length)
  for (let first = 0; first < frame.rows; first += ROWS_AT_ONCE) {
    const read = await frame.read(columns, { first, count: Math.min(ROWS_AT_ONCE, frame.rows - first) })
    correlator.add(read.map((values) => ({ kind: 'numbers', shape: [], data: asDoubles(values), missing: null })))
    await nextTurn()
  }
  return Float64Array.from(correlator.finish())
}

function rowsAtOnce(frame: Frame, names: readonly string[]): number {
  const numbers = frame.columns
    .filter(({ name }) => names.includes(name))
    .reduce((sum, { shape }) => sum + elementsOf(shape ?? [1024]), 0)
  return Math.max(16, Math.min(ROWS_AT_ONCE, Math.floor(NUMBERS_AT_ONCE / Math.max(1, numbers))))
}

export class DataService {
  readonly #frames: FrameCache
  readonly #options: Omit<ResolveOptions, 'baseDir'>

  constructor(
    options: Omit<ResolveOptions, 'baseDir'> = {},
    open: (resolved: ResolvedDataset) => Promise<Frame> = openFrame
  ) {
    this.#options = options
    this.#frames = new FrameCache(open)
  }

  dispose = (): Promise<void> => this.#frames.closeAll()

  readonly handlers: DataHandlers = {
    // Not kept: faults, notes and types may be found while the data are read.
    describe: (ref) =>
      this.#with(ref, ({ frame, once }, resolved) =>
        describeFrame(frame, resolved, () => once('labels', null, () => labelsOf(frame, resolved)))
      ),

    suggest: ({ path }) => suggestSources(path),

    rows: (input) =>
      this.#with(input, async ({ frame, onceOfFrame }) => {
        const { columns, first, count, view, at, thumbnail } = input
        if (at) {
          at.forEach((row) => checkRow(frame, row))
          return pageOf(frame, columns, Uint32Array.from(at), 0, at.length, thumbnail)
        }
        const selected = await onceOfFrame('select', view, () => selectRows(frame, view))
        return pageOf(frame, columns, selected, first, count, thumbnail)
      }),

    file: ({ row, ...ref }) => this.#with(ref, async ({ frame }) => frame.fileOf?.(row) ?? null),

    value: (input) => this.#with(input, ({ frame }) => valueOf(frame, input.column, input.row)),

    statistics: (input) =>
      this.#with(input, ({ frame, onceOfFrame }) =>
        onceOfFrame('statistics', input.columns, () => statisticsOf(frame, input.columns))
      ),

    correlation: (input) =>
      this.#with(input, ({ frame, onceOfFrame }) =>
        onceOfFrame('correlation', input.columns, () => correlationOf(frame, input.columns))
      ),

    scatter: (input) =>
      this.#with(input, async ({ frame }) => {
        const { x, y, colour, most } = input
        const rows = evenly(frame.rows, most)
        const values = await frame.read(colour === null ? [x, y] : [x, y, colour], rows)
        return { rows, x: asDoubles(values[0]!), y: asDoubles(values[1]!), colour: values[2] ?? null }
      }),

    vocabulary: (input) =>
      this.#with(input, ({ frame, once }, resolved) =>
        once('vocabulary', [input.column, input.most], async () => {
          const [values] = await frame.read([input.column], all(frame))
          return vocabularyOf(values!, input.most, await wordNamesOf(resolved))
        })
      ),

    labels: (ref) =>
      this.#with(ref, ({ frame, once }, resolved) => once('labels', null, () => labelsOf(frame, resolved))),

    splits: (ref) =>
      this.#withData(ref, ({ frame, once }, resolved) =>
        once('splits', ref.data.split, () => splitsOf(frame, resolved, ref.data))
      ),

    duplicates: (ref) =>
      this.#withData(ref, async ({ frame, once }, resolved) => {
        const { features, split } = rolesOfFrame(frame, resolved, ref.data.split.column ?? null)
        const groups = await once('duplicates', features, () =>
          findDuplicates(frame.rows, (first, count) => readDigests(frame, features, { first, count }), {
            breathe: nextTurn,
            rowsAtOnce: rowsAtOnce(frame, features)
          })
        )
        const splits = await once('splits', ref.data.split, () => splitsOf(frame, resolved, ref.data))
        return leaksOf(groups, splits, await labelsOrNull(frame, resolved, split), ref.most)
      }),

    steps: (ref) => this.#withData(ref, ({ frame }, resolved) => previewSteps(frame, resolved, ref.data, ref.rows)),

    tensor: (ref) =>
      this.#prepared(ref, (prepared, { frame }) => {
        checkRow(frame, ref.row)
        return tensorOf(prepared, ref.data, ref.row)
      }),

    variants: (ref) =>
      this.#prepared(ref, (prepared, { frame }) => {
        checkRow(frame, ref.row)
        return variantsOf(prepared, ref.data, ref)
      }),

    batch: (ref) => this.#prepared(ref, (prepared) => batchOf(prepared, ref.data, ref))
  }

  async #with<T>(
    { source, baseDir }: Ref,
    work: (open: OpenFrameOf, resolved: ResolvedDataset) => Promise<T>
  ): Promise<T> {
    const resolved = await resolveDataset(source, { ...this.#options, baseDir })
    return this.#frames.use(resolved, (open) => work(open, resolved))
  }

  #withData<T>(
    { data, baseDir }: DataRef,
    work: (open: OpenFrameOf, resolved: ResolvedDataset) => Promise<T>
  ): Promise<T> {
    return this.#with({ source: data.source, baseDir }, work)
  }

  #prepared<T>(ref: DataRef, work: (prepared: PreparedData, open: OpenFrameOf) => T | Promise<T>): Promise<T> {
    const { augmentation: _, ...fixed } = ref.data
    return this.#withData(ref, async (open, resolved) =>
      work(
        // As large as the training's data: only the last is kept.
        await open.once('prepared', fixed, () => prepareFrame(open.frame, resolved, ref.data), 1),
        open
      )
    )
  }
}
