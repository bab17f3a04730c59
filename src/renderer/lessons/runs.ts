// What several lessons ask of a run.
import { isActive } from '../../shared/run'
import { linearLayer, linearWeights } from '../fit/truth'
import type { LoadedRun } from '../series/loaded-run'

/** It trained to its end, as planned. */
export const hasEnded = (run: LoadedRun | null): run is LoadedRun => run?.record.value?.status === 'completed'
export const isLive = (run: LoadedRun | null): boolean => isActive(run?.record.value?.status ?? 'completed')

/** w and b after the newest epoch of a run whose network is one neuron of one input; null where there is none. */
export function lineOf(run: LoadedRun | null): { w: number; b: number } | null {
  const project = run?.record.value?.project
  const layer = project && linearLayer(project.model)
  const newest = run?.series.weights.at(-1)
  if (!layer || !newest) return null
  const [w, b] = linearWeights(newest.values, layer)
  return w === undefined ? null : { w, b: b ?? 0 }
}
