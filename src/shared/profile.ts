// What follows from the times of a step's parts.
import type { Profile } from './run'

export interface LayerTime {
  /** Milliseconds. */
  forward: number
  backward: number
  total: number
  /** Of the whole step, 0 .. 1. */
  share: number
}
export interface StepTimes {
  /** By name, in the order of the network. */
  layers: ReadonlyMap<string, LayerTime>
  /** Milliseconds that are no layer's: data, loss and optimizer. */
  other: number
  /** Of the whole step, milliseconds. */
  total: number
}

export function stepTimes({ layers: { name, forward_ms, backward_ms }, other }: Profile): StepTimes {
  const rest = other.data_ms + other.loss_ms + other.optimizer_ms
  const total = [...forward_ms, ...backward_ms].reduce((sum, ms) => sum + ms, rest)
  const share = (ms: number): number => (total > 0 ? ms / total : 0)
  const times = name.map((layer, i): [string, LayerTime] => {
    const [forward, backward] = [forward_ms[i] ?? 0, backward_ms[i] ?? 0]
    return [layer, { forward, backward, total: forward + backward, share: share(forward + backward) }]
  })
  return { layers: new Map(times), other: rest, total }
}
