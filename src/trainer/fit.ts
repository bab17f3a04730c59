// What a network of one or two inputs gives all over them, told while it learns: the line, curve or regions of the page.
import type { CheckedProject } from '../layers/check'
import { throughSteps, type PlainInputs } from '../main/datasets/plain-inputs'
import type { Task } from '../shared/dataset'
import type { Fit, RunEvent } from '../shared/run'
import type { FloatType } from '../shared/training'
import type { Position } from './checkpoint'
import type { Session } from './engine'
import { answersOf, type Answers } from './fit-answers'
import { rarely } from './rarely'

const MARGIN = 0.1
/** On a line, and each way on a plane. */
const POINTS = { 1: 101, 2: 40 } as const
const DIGITS = 4

/** Besides the one before training and the one at the end of a run that ends early: 200 in all. */
const MOST = 198
/** No more often, and no more of the time ... */
const INTERVAL_MS = 100
const SHARE = 0.1
/** ... once they have taken so much of a processor in all: a run that is over in a moment is told epoch by epoch. */
const FREE_MS = 800

export interface FitOptions {
  session: Session
  checked: CheckedProject
  inputs: PlainInputs | null
  task: Task
  /** Of each example, what it is compared with is itself. */
  isOwnTarget: boolean
  floatType: FloatType
  epochs: number
  from: Position
  emit(event: RunEvent): void
}

export interface FitWatch {
  /** To be asked before the first epoch. */
  begin(): Promise<void>
  /** To be told of positions, as training comes by them. */
  after(position: Position, last: boolean): Promise<void>
  /** Epochs that may pass from `epoch` on before it is to be told. */
  most(epoch: number): number
}

/**
 * The next epoch after which the fit is told, of those after `epoch`: every one of a short run; of a longer one the gaps grow,
 * since what is learnt first changes most. Number k of them follows epoch `epochs * (k / 198) ** 3`.
 */
export function nextFit(epoch: number, epochs: number): number {
  if (epochs <= MOST) return epoch + 1
  const at = (k: number): number => Math.ceil(epochs * (k / MOST) ** 3)
  let k = Math.max(1, Math.floor(MOST * Math.cbrt(epoch / epochs)))
  while (at(k) <= epoch) k++
  return at(k)
}

/** Null where there is no such picture of the project. */
export function watchFit(options: FitOptions): FitWatch | null {
  const { session, epochs, from, emit } = options
  let grid = gridOf(options)
  if (!grid) return null
  let next = from.epoch === 0 && from.step === 0 ? 0 : nextFit(from.epoch, epochs)
  let told = -1
  let spent = 0
  let ended = -Infinity
  const sharing = rarely(SHARE)
  const isFree = (): boolean => spent < FREE_MS || (performance.now() - ended >= INTERVAL_MS && sharing.isDue())

  async function tell(epoch: number): Promise<void> {
    if (!grid || epoch === told) return
    const began = performance.now()
    const worked = process.cpuUsage()
    const first = told < 0
    told = epoch
    next = nextFit(epoch, epochs)
    try {
      const [outputs] = await session.apply(grid.x, grid.count)
      emit({ type: 'fit', time: Date.now(), epoch, axes: grid.axes, ...grid.answers(outputs!) })
    } catch {
      // The run is worth no less without: what the steps take between the examples is not known.
      grid = null
    }
    ended = performance.now()
    // The first one compiles a graph: it says nothing of those that follow.
    if (first) return
    const { user, system } = process.cpuUsage(worked)
    spent += (user + system) / 1000
    sharing.took(began)
  }
  return {
    begin: async () => {
      if (next === 0) await tell(0)
    },
    after: async ({ epoch, step }, last) => {
      if (step === 0 && (last || (epoch >= next && isFree()))) await tell(epoch)
    },
    most: (epoch) => (grid && isFree() ? Math.max(1, next - epoch) : Infinity)
  }
}

interface Grid {
  axes: Fit['axes']
  count: number
  x: ArrayLike<number>
  answers: Answers
}

function gridOf({ checked, inputs, task, isOwnTarget, floatType }: FitOptions): Grid | null {
  if (!inputs || isOwnTarget || checked.outputs.length !== 1) return null
  const { features, target } = inputs
  const points = POINTS[features.length as 1 | 2]
  const axes = features.map(({ name, range: [least, most] }) => {
    const margin = (most - least) * MARGIN || 1
    return { column: name, min: least - margin, max: most + margin, points }
  })
  const count = points ** axes.length
  const columns = axes.map(({ min, max }, axis) => {
    const fastest = axis === axes.length - 1
    const place = (row: number): number => (fastest ? row % points : Math.floor(row / points))
    return Float64Array.from({ length: count }, (_, row) => min + ((max - min) * place(row)) / (points - 1))
  })
  try {
    const targets = target && Float64Array.from({ length: count }, (_, row) => samples(target.range)[row % 3]!)
    const fed = throughSteps(inputs, columns, targets, floatType)
    const unit = fed?.targets && target ? inverseOf(samples(target.range), fed.targets) : IDENTITY
    const answers = unit && answersOf(checked.outputs[0]!, task, (value) => rounded(unit(value)))
    return fed && answers ? { axes, count, x: fed.x, answers } : null
  } catch {
    return null
  }
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS))
const IDENTITY = (value: number): number => value

const samples = ([least, most]: readonly [number, number]): [number, number, number] => {
  const end = most > least ? most : least + 1
  return [least, (least + end) / 2, end]
}

const LINEAR_WITHIN = 1e-5
/** Predictions in the units of the data, where the steps scale and shift the target; null where they do more. */
function inverseOf(
  [a, middle, b]: readonly [number, number, number],
  made: ArrayLike<number>
): ((value: number) => number) | null {
  const [from, between, to] = [made[0]!, made[1]!, made[2]!]
  const scale = (b - a) / (to - from)
  if (!Number.isFinite(scale)) return null
  const isLinear = Math.abs(a + (between - from) * scale - middle) <= LINEAR_WITHIN * Math.abs(b - a)
  return isLinear ? (value) => a + (value - from) * scale : null
}
