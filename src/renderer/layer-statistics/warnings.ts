// What is worth a look in the statistics of layers, told in plain words.
import { sizeOfHistogram, type WeightSeries } from '../series/layer-series'
import { mainRows, type LayerRow } from './rows'

/** More of a layer's units than this are 0 for all examples. */
export const MANY_DEAD = 0.5
/** A step should change a weight by about a thousandth of its norm (Karpathy, CS231n: "Ratio of weights:updates"). */
export const USUAL_RATIO = 1e-3
/** Within this factor of it nobody worries; from the wider one on it is worth a word. */
const NEAR = 10
const FAR = 50
/** How much gradients may differ from one end of the network to the other, value by value. */
const DEPTH_FACTOR = 1000
/** Between ends that are fewer layers apart, nothing can be told. */
const LEAST_LAYERS = 3

export type LayerWarning =
  | { kind: 'dead'; layers: { name: string; share: number }[] }
  | { kind: 'notFinite'; names: string[] }
  | { kind: 'vanishing' | 'exploding'; first: string; last: string; factor: number }
  | { kind: 'fast' | 'slow'; ratio: number }

export type RatioMark = 'high' | 'low' | 'usual' | 'unknown'
export function ratioMark(ratio: number): RatioMark {
  if (!Number.isFinite(ratio) || ratio === 0) return 'unknown'
  if (ratio > USUAL_RATIO * NEAR) return 'high'
  return ratio < USUAL_RATIO / NEAR ? 'low' : 'usual'
}

/** @param at place among the epochs that were measured */
export function warningsOf(rows: readonly LayerRow[], at: number): LayerWarning[] {
  const found: LayerWarning[] = []
  const broken = rows.filter(
    ({ weight }) => weight && weight.values[at]!.notFinite + weight.gradients[at]!.notFinite > 0
  )
  if (broken.length > 0) found.push({ kind: 'notFinite', names: broken.map(({ key }) => key) })
  const dead = rows.flatMap(({ layer, output }) => {
    const share = output?.dead.at(at) ?? NaN
    return share > MANY_DEAD ? [{ name: layer, share }] : []
  })
  if (dead.length > 0) found.push({ kind: 'dead', layers: dead })
  const main = mainRows(rows)
  if (broken.length === 0) found.push(...depthWarning(main, at), ...paceWarning(main, at))
  return found
}

/** The size of one gradient, as a root mean square. */
const gradientSize = (weight: WeightSeries, at: number): number =>
  weight.gradientNorm.at(at) / Math.sqrt(sizeOfHistogram(weight.gradients[at]!))

function depthWarning(main: ReturnType<typeof mainRows>, at: number): LayerWarning[] {
  if (main.length < LEAST_LAYERS) return []
  const [first, last] = [main[0]!, main.at(-1)!]
  const factor = gradientSize(first.weight, at) / gradientSize(last.weight, at)
  const about = { first: first.layer, last: last.layer }
  if (factor < 1 / DEPTH_FACTOR) return [{ kind: 'vanishing', ...about, factor: 1 / factor }]
  return factor > DEPTH_FACTOR && factor < Infinity ? [{ kind: 'exploding', ...about, factor }] : []
}

/** By the layer in the middle: a few always differ. */
function paceWarning(main: ReturnType<typeof mainRows>, at: number): LayerWarning[] {
  const ratios = main.map(({ weight }) => weight.ratio.at(at)).filter((ratio) => Number.isFinite(ratio) && ratio > 0)
  if (ratios.length === 0) return []
  const ratio = ratios.sort((a, b) => a - b)[ratios.length >> 1]!
  if (ratio > USUAL_RATIO * FAR) return [{ kind: 'fast', ratio }]
  return ratio < USUAL_RATIO / FAR ? [{ kind: 'slow', ratio }] : []
}
