import { lowerIsBetter } from '../../shared/monitor'
import type { Logs, Nested, RunEvent, RunEventOf } from '../../shared/run'
import { Column } from '../../shared/column'
import { LayerSeries } from './layer-series'
import { StepClock } from '../../shared/step-clock'

/** One metric's values per batch. */
export interface BatchSeries {
  values: Column
  /** Sum and number of the finite values since the epoch began, for the running mean that Keras shows. */
  epochSum: number
  epochCount: number
}

/** Values that were told now and then: `at` steps, or after epoch `at` (from 0). */
export interface Told {
  at: Column
  values: Column
}

export const VALIDATION = 'val_'

/**
 * Turns the events of a run into columns. A live run and a replayed one go through the same `apply`; an event costs in
 * proportion to its new points, and one that was seen before changes nothing.
 */
export class RunSeries {
  start: RunEventOf<'start'> | null = null
  test: RunEventOf<'test'> | null = null
  end: RunEventOf<'end'> | null = null
  readonly notices: RunEventOf<'notice'>[] = []
  /** By metric, without validation; loss first. */
  readonly batches = new Map<string, BatchSeries>()
  /** Logs of each finished epoch, by Keras's names: row i belongs to epoch i. NaN where an epoch has no such log. */
  readonly epochLogs = new Map<string, Column>()
  /** The same, without the epochs that have no such log. */
  readonly epochsTold = new Map<string, Told>()
  readonly epochSeconds = new Column()
  readonly epochSpeed = new Column()
  /** Of each finished epoch. */
  readonly learningRate = new Column()
  readonly layers = new LayerSeries()
  /** By steps, where it changes within epochs; by epochs' ends otherwise. */
  readonly rates: Told = { at: new Column(), values: new Column() }
  readonly speeds: Told = { at: new Column(), values: new Column() }
  readonly clock = new StepClock()
  /** What the trainer takes of the machine: the newest word. */
  usage: RunEventOf<'usage'> | null = null
  /** What a network of one or two inputs gave all over them, by epochs. */
  readonly fits: RunEventOf<'fit'>[] = []
  /** Of small models: the weights before training (epoch 0; runs of before have none) and after epochs, which count from 1. */
  readonly weights: { epoch: number; values: Record<string, Nested> }[] = []
  /** The epoch that is being trained, from 0. */
  epoch = 0
  samplesPerSecond = NaN
  /** Time of the last event, ms since 1970. */
  lastTime = NaN

  /** Since when it has been paused, and the milliseconds of pauses before; ms since 1970. */
  pausedAt: number | null = null
  paused = 0

  /** False where earlier events are missing: the run has to be read anew. */
  apply(event: RunEvent): boolean {
    if (!(event.time <= this.lastTime)) this.lastTime = event.time
    switch (event.type) {
      case 'start':
        if (this.end) return false // it was ended before it began, and has begun once more
        if (!this.start) this.clock.mark(0, event.time)
        if (!this.start && event.initial) this.weights.push({ epoch: 0, values: event.initial.weights })
        this.start = event
        return true
      case 'resume':
        return false // what was told of the time after the checkpoint is no longer so
      case 'steps':
        this.pausedAt = null // also where it went on from a checkpoint
        return this.applySteps(event)
      case 'epoch':
        return this.applyEpoch(event)
      case 'notice':
        if (!this.notices.some((seen) => seen.time === event.time && seen.code === event.code)) this.notices.push(event)
        return true
      case 'profile':
      case 'checkpoint':
        return true // the record has it
      case 'pause':
        this.clock.pause(event.time)
        this.pausedAt ??= event.time
        return true
      case 'continue':
        this.clock.continue(event.time)
        if (this.pausedAt !== null) this.paused += Math.max(0, event.time - this.pausedAt)
        this.pausedAt = null
        return true
      case 'layers':
        this.layers.apply(event)
        return true
      case 'fit':
        if (event.epoch > (this.fits.at(-1)?.epoch ?? -1)) this.fits.push(event)
        return true
      case 'usage':
        this.usage = event
        return true
      case 'test':
        this.test = event
        return true
      case 'end':
        this.end = event
        return true
    }
  }

  private applySteps(event: RunEventOf<'steps'>): boolean {
    const lengths = Object.values(event.logs).map((column) => column.length)
    const count = Math.max(0, ...lengths)
    if (event.first > this.steps) return false
    const skip = this.steps - event.first
    if (skip >= count) return true
    if (event.epoch !== this.epoch) this.beginEpoch(event.epoch)
    for (const [name, values] of Object.entries(event.logs)) {
      const series = this.batch(name)
      for (let i = skip; i < values.length; i++) {
        const value = values[i]!
        series.values.push(value)
        if (!Number.isFinite(value)) continue
        series.epochSum += value
        series.epochCount++
      }
    }
    this.samplesPerSecond = event.samples_per_second
    const done = event.first + count
    this.clock.mark(done, event.time)
    tell(this.speeds, done, event.samples_per_second)
    if (event.learning_rate !== undefined) tell(this.rates, done, event.learning_rate)
    return true
  }

  private applyEpoch(event: RunEventOf<'epoch'>): boolean {
    if (event.epoch < this.epochs) return true
    if (event.epoch > this.epochs) return false
    const row = this.epochs
    this.epochSeconds.push(event.seconds)
    this.epochSpeed.push(event.samples_per_second)
    this.learningRate.push(event.learning_rate)
    const done = (row + 1) * this.stepsPerEpoch
    this.clock.mark(Math.max(done, this.steps), event.time)
    if (!(this.rates.at.last >= done)) tell(this.rates, done, event.learning_rate)
    if (event.weights) this.weights.push({ epoch: event.epoch + 1, values: event.weights })
    for (const [name, value] of Object.entries(event.logs)) {
      this.epochColumn(name, row).push(value)
      tell(this.told(name), row, value)
    }
    for (const column of this.epochLogs.values()) if (column.length === row) column.push(NaN)
    this.samplesPerSecond = event.samples_per_second
    this.beginEpoch(event.epoch + 1)
    return true
  }

  private beginEpoch(epoch: number): void {
    this.epoch = epoch
    for (const series of this.batches.values()) series.epochSum = series.epochCount = 0
  }

  private batch(name: string): BatchSeries {
    let series = this.batches.get(name)
    if (!series) {
      series = { values: new Column(1024), epochSum: 0, epochCount: 0 }
      this.batches.set(name, series)
    }
    return series
  }

  private told(name: string): Told {
    let told = this.epochsTold.get(name)
    if (!told) this.epochsTold.set(name, (told = { at: new Column(64), values: new Column(64) }))
    return told
  }

  private epochColumn(name: string, rows: number): Column {
    let column = this.epochLogs.get(name)
    if (!column) {
      column = new Column(64)
      for (let i = 0; i < rows; i++) column.push(NaN)
      this.epochLogs.set(name, column)
    }
    return column
  }

  /** Changes whenever an event brought something new. */
  get fingerprint(): string {
    const once = [this.start, this.test, this.end].map((event) => (event ? 1 : 0)).join('')
    return `${once} ${this.notices.length} ${this.epochs} ${this.steps}`
  }

  /** Finished steps (batches) of the whole run. */
  get steps(): number {
    return [...this.batches.values()][0]?.values.length ?? 0
  }

  /** Finished epochs. */
  get epochs(): number {
    return this.epochSeconds.length
  }

  /** The metrics there are curves of, without val_; loss first, then in the order of the project. */
  get metrics(): string[] {
    const names = [...this.batches.keys(), ...this.epochLogs.keys()]
    const plain = names.map((name) => (name.startsWith(VALIDATION) ? name.slice(VALIDATION.length) : name))
    return [...new Set(plain)].sort((a, b) => Number(b === 'loss') - Number(a === 'loss'))
  }

  /** Steps of one epoch; before the first event of the run, 1. */
  get stepsPerEpoch(): number {
    return this.start?.steps ?? 1
  }

  /** The newest value of a metric: the running mean of the epoch in progress, else that of the last epoch. */
  current(metric: string): number {
    const series = this.batches.get(metric)
    if (series && series.epochCount > 0) return series.epochSum / series.epochCount
    return this.epochLogs.get(metric)?.last ?? NaN
  }

  /** Running means of the epoch in progress. */
  runningLogs(): Logs {
    const entries = [...this.batches].filter(([, series]) => series.epochCount > 0)
    return Object.fromEntries(entries.map(([name, series]) => [name, series.epochSum / series.epochCount]))
  }

  /** Share of the planned steps that are done, 0 .. 1. */
  get progress(): number {
    if (!this.start) return 0
    const inEpochs = Math.max(this.epochs, this.steps / this.start.steps)
    return Math.min(1, inEpochs / this.start.epochs)
  }
}

function tell({ at, values }: Told, where: number, value: number): void {
  at.push(where)
  values.push(value)
}

/** The row of the best value, -1 where there is none. */
export function bestRow(column: Column | undefined, metric: string): number {
  let best = -1
  for (let i = 0; column && i < column.length; i++) {
    const value = column.at(i)
    if (!Number.isFinite(value)) continue
    if (best < 0 || (lowerIsBetter(metric) ? value < column.at(best) : value > column.at(best))) best = i
  }
  return best
}

/** Milliseconds from `now` until the last epoch ends, by the pace so far; null where nothing can be said yet. */
export function timeLeft(series: RunSeries, now: number): number | null {
  const { start, progress } = series
  if (!start || progress <= 0 || series.end) return null
  // What has gone by since the last event, that progress does not know of.
  const since = series.pausedAt === null ? now - series.lastTime : 0
  if (series.epochs === 0) {
    const elapsed = (series.pausedAt ?? series.lastTime) - start.time - series.paused
    return elapsed < 1500 ? null : Math.max(0, (elapsed / progress) * (1 - progress) - since)
  }
  const view = series.epochSeconds.view()
  const recent = view.subarray(-5)
  const perEpoch = recent.reduce((sum, seconds) => sum + seconds, 0) / recent.length
  return Math.max(0, (1 - progress) * start.epochs * perEpoch * 1000 - since)
}
