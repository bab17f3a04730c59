// The contract's `data`: what the page asks of any source, answered from frames. Runs in a thread of its own (worker.ts), and
// in the command line's own process.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AppContract } from '../../shared/contract'
import type { DatasetSource, ResolvedDataset } from '../../shared/dataset'
import type { Handlers } from '../../shared/rpc'
import type { ProjectData } from '../../shared/project'
import { openFrame } from '../datasets/open-frame'
import { prepareFrame, type PreparedData } from '../datasets/prepared'
import { resolveDataset, type ResolveOptions } from '../datasets/resolve'
import { isQueryable, type Frame } from '../datasets/frame'
import { batchOf, tensorOf, variantsOf } from './batches'
import { describeFrame, rolesOfFrame } from './describe'
import { findDuplicates } from './duplicates'
import { FrameCache, type OpenFrameOf } from './frame-cache'
import { labelsOf } from './labels'
import { leaksOf } from './leaks'
import { asDoubles, checkRow, evenly, pageOf, valueOf } from './rows'
import { selectRows } from './select'
import { labelsOrNull, splitsOf } from './splits'
import { columnStatistics, correlationOf } from './statistics'
import { previewSteps } from './steps'
import { suggestSources } from './suggest'
import { vocabularyOf } from './vocabulary'
import { wordNamesOf } from './words'

type DataHandlers = Handlers<AppContract>['data']
type Ref = { source: DatasetSource; baseDir: string | null }
type DataRef = { data: ProjectData; baseDir: string | null }

const all = ({ rows }: Frame) => ({ first: 0, count: rows })

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
    describe: (ref) =>
      this.#with(ref, ({ frame, once }, resolved) => once('describe', () => describeFrame(frame, resolved))),

    suggest: ({ path }) => suggestSources(path),

    rows: (input) =>
      this.#with(input, async ({ frame, onceOfFrame }) => {
        const { columns, first, count, view, thumbnail } = input
        const selected = await onceOfFrame(`select ${JSON.stringify(view)}`, () => selectRows(frame, view))
        return pageOf(frame, columns, selected, first, count, thumbnail)
      }),

    value: (input) => this.#with(input, ({ frame }) => valueOf(frame, input.column, input.row)),

    statistics: (input) =>
      this.#with(input, ({ frame, onceOfFrame }) =>
        onceOfFrame(`statistics ${JSON.stringify(input.columns)}`, async () => {
          if (isQueryable(frame)) return frame.query.statistics(input.columns)
          const statistics = []
          for (const column of input.columns) {
            const [values] = await frame.read([column], all(frame))
            statistics.push(columnStatistics(column, values!))
            await nextTurn()
          }
          return statistics
        })
      ),

    correlation: (input) =>
      this.#with(input, ({ frame, onceOfFrame }) =>
        onceOfFrame(`correlation ${JSON.stringify(input.columns)}`, async () => {
          if (isQueryable(frame)) return Float64Array.from(await frame.query.correlation(input.columns))
          return correlationOf((await frame.read(input.columns, all(frame))).map(asDoubles))
        })
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
        once(`vocabulary ${input.column} ${input.most}`, async () => {
          const [values] = await frame.read([input.column], all(frame))
          return vocabularyOf(values!, input.most, await wordNamesOf(resolved))
        })
      ),

    labels: (ref) => this.#with(ref, ({ frame, once }, resolved) => once('labels', () => labelsOf(frame, resolved))),

    splits: (ref) =>
      this.#withData(ref, ({ frame, once }, resolved) =>
        once(`splits ${JSON.stringify(ref.data.split)}`, () => splitsOf(frame, resolved, ref.data))
      ),

    duplicates: (ref) =>
      this.#withData(ref, async ({ frame, once }, resolved) => {
        const features = rolesOfFrame(frame, resolved).features
        const groups = await once(`duplicates ${JSON.stringify(features)}`, () =>
          findDuplicates(frame.rows, (first, count) => frame.read(features, { first, count }), nextTurn)
        )
        return leaksOf(groups, await splitsOf(frame, resolved, ref.data), await labelsOrNull(frame, resolved), ref.most)
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
        await open.once(`prepared ${JSON.stringify(fixed)}`, () => prepareFrame(open.frame, resolved, ref.data)),
        open
      )
    )
  }
}
