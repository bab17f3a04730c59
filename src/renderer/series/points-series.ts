// A run as its points tell it: columns over the arrays that came, and curves of those charts that were asked for.
import type { RunEvent, RunEventOf } from '../../shared/run'
import type { Points, RunPoints } from '../../shared/run-points'
import { Column } from '../../shared/column'
import { CoarseColumn } from './coarse-column'
import { Curve, evenly, told } from './curve'
import { bestOf, isMetric, LEARNING_RATE, SPEED, type BestEpoch, type CurveKind } from './run-curves'
import { VALIDATION } from './run-series'
import { StepClock } from '../../shared/step-clock'

type Kind = Points['kind']
interface Told {
  /** null: a value of every step. */
  at: Column | null
  values: Column
}

export class PointsSeries {
  start: { time: number; epochs: number; steps: number; batch_size: number; examples: { train: number } } | null = null
  end: object | null = null
  epochs = 0
  steps = 0
  clock = new StepClock()
  /** All that the run tells. */
  logs: string[] = []
  /** Its log is no longer what these points are of. */
  outdated = false
  private readonly columns = new Map<string, Told>()
  private readonly charts = new Map<string, PointCurves>()

  constructor(readonly runId: string) {}

  get stepsPerEpoch(): number {
    return this.start?.steps ?? 1
  }
  /** Numbers that are held. */
  get size(): number {
    let size = 0
    for (const { values } of this.columns.values()) size += values instanceof CoarseColumn ? values.size : values.length
    return size
  }

  /** @param now ms since 1970, when they were read: a run that goes on is told by its events from there */
  take(points: RunPoints, now: number): void {
    const { start } = points
    this.logs = points.logs
    if (points.steps >= this.steps && points.epochs >= this.epochs) {
      this.start = start && { ...start, examples: { train: start.examples } }
      this.end = points.ended ? {} : null
      this.steps = points.steps
      this.epochs = points.epochs
      this.clock = StepClock.from(points.clock.steps, points.clock.ms, start?.time ?? now, now)
    }
    for (const { log, kind, at, values, coarse } of points.points) {
      const held = this.columns.get(keyOf(kind, log))
      // Events may have brought more, while these were on their way.
      const isCoarse = held?.values instanceof CoarseColumn
      if (held && !isCoarse && held.values.length >= values.length) continue
      this.columns.set(keyOf(kind, log), {
        at: at && Column.over(at),
        values: coarse ? new CoarseColumn(coarse) : Column.over(values)
      })
      this.charts.delete(chartOf(log))
    }
  }

  /** Takes in an event of a run that goes on. False where points are missing: they have to be asked for anew. */
  apply(event: RunEvent): boolean {
    if (event.type === 'start') return this.start !== null && !this.end && event.time === this.start.time
    if (event.type === 'resume' || event.type === 'pause' || event.type === 'continue') return false
    if (event.type === 'steps') return this.applySteps(event)
    if (event.type === 'epoch') return this.applyEpoch(event)
    if (event.type === 'end') this.end = event
    return true
  }

  private applySteps({ first, logs, time, ...event }: RunEventOf<'steps'>): boolean {
    if (!this.start || first > this.steps) return false
    for (const [log, values] of Object.entries(logs)) {
      this.know(log)
      const held = this.columns.get(keyOf('step', log))
      if (held && (first > held.values.length || held.values instanceof CoarseColumn)) return false
      for (let i = (held?.values.length ?? 0) - first; held && i < values.length; i++) held.values.push(values[i]!)
      this.steps = Math.max(this.steps, first + values.length)
    }
    this.clock.mark(this.steps, time)
    this.tell(keyOf('told', SPEED), this.steps, event.samples_per_second)
    if (event.learning_rate !== undefined) this.tell(keyOf('told', LEARNING_RATE), this.steps, event.learning_rate)
    return true
  }

  private applyEpoch(event: RunEventOf<'epoch'>): boolean {
    const after = event.epoch + 1
    if (!this.start || after > this.epochs + 1) return false
    for (const [log, value] of Object.entries(event.logs)) {
      this.know(log)
      this.tell(keyOf('epoch', log), after, value)
    }
    const done = Math.max(after * this.stepsPerEpoch, this.steps)
    this.tell(keyOf('told', LEARNING_RATE), done, event.learning_rate)
    this.clock.mark(done, event.time)
    this.epochs = Math.max(this.epochs, after)
    return true
  }

  private know(log: string): void {
    if (!this.logs.includes(log)) this.logs.push(log)
  }

  private tell(key: string, where: number, value: number): void {
    const held = this.columns.get(key)
    if (!held?.at || held.at.last >= where) return
    held.at.push(where)
    held.values.push(value)
  }

  /** Its curves of a chart; none until its points have come. */
  curves(chart: string): PointCurves {
    let curves = this.charts.get(chart)
    if (!curves) {
      curves = new PointCurves(this, chart)
      if (isMetric(chart)) {
        curves.add('batch', this.columns.get(keyOf('step', chart)))
        this.addTold(curves, 'train', chart)
        this.addTold(curves, 'validation', VALIDATION + chart)
      } else this.addTold(curves, 'single', chart)
      this.charts.set(chart, curves)
    }
    return curves
  }

  private addTold(curves: PointCurves, kind: CurveKind, log: string): void {
    const byEpoch = this.columns.get(keyOf('epoch', log))
    curves.add(kind, byEpoch ?? this.columns.get(keyOf('told', log)), byEpoch ? this.stepsPerEpoch : 1)
  }

  /** Whether of all that it has of a chart the values are there, not only lows and highs. */
  isWhole(chart: string): boolean {
    return ![...this.columns].some(
      ([key, { values }]) => values instanceof CoarseColumn && chartOf(logOf(key)) === chart
    )
  }

  /** Lets go of all points but those of these charts. @returns the logs that it no longer has */
  keepOnly(charts: readonly string[]): string[] {
    const dropped = [...this.columns.keys()].filter((key) => !charts.includes(chartOf(logOf(key))))
    for (const key of dropped) {
      this.columns.delete(key)
      this.charts.delete(chartOf(logOf(key)))
    }
    return dropped.map(logOf)
  }
}

/** The curves of one chart of such a run. */
export class PointCurves {
  readonly all = new Map<CurveKind, Curve>()

  constructor(
    readonly series: PointsSeries,
    readonly chart: string
  ) {}

  add(kind: CurveKind, points: Told | undefined, scale = 1): void {
    if (points) this.all.set(kind, new Curve(points.values, points.at ? told(points.at, scale) : evenly(1), this.chart))
  }

  follow(weight: number): void {
    for (const curve of this.all.values()) curve.follow(weight)
  }

  get best(): BestEpoch | null {
    return bestOf(this.all, this.series.stepsPerEpoch)
  }
}

const keyOf = (kind: Kind, log: string): string => `${kind} ${log}`
const logOf = (key: string): string => key.slice(key.indexOf(' ') + 1)
/** The chart that a log belongs to: validation is drawn with training. */
export const chartOf = (log: string): string => (log.startsWith(VALIDATION) ? log.slice(VALIDATION.length) : log)
export const logsOf = (chart: string): string[] => (isMetric(chart) ? [chart, VALIDATION + chart] : [chart])
