// Tensors as sets of small pictures: what a layer gives, and what it weighs its inputs with.
import type { Colour } from '../data/pictures/pixels'

/** Pictures of one size in an array: value (map, y, x) is data[offset + map * by.map + y * by.y + x * by.x]. */
export interface MapSet {
  data: ArrayLike<number>
  count: number
  height: number
  width: number
  offset: number
  by: { map: number; y: number; x: number }
}

export const valueAt = ({ data, offset, by }: MapSet, map: number, y: number, x: number): number =>
  data[offset + map * by.map + y * by.y + x * by.x]!

/**
 * What a layer gives for one example: a map for each channel; of a sequence one map, its steps from left to right and its
 * units from top to bottom; null where it gives units alone.
 */
export function outputMaps(shape: readonly number[], data: ArrayLike<number>): MapSet | null {
  if (shape.length < 2) return null
  const channels = shape.at(-1)!
  if (shape.length === 2) {
    const [steps] = shape as [number, number]
    return { data, count: 1, height: channels, width: steps, offset: 0, by: { map: 0, y: 1, x: channels } }
  }
  const width = shape.at(-2)!
  const height = shape.slice(0, -2).reduce((product, size) => product * size, 1)
  return { data, count: channels, height, width, offset: 0, by: { map: 1, y: width * channels, x: channels } }
}

export interface Weight {
  name: string
  shape: readonly number[]
  values: ArrayLike<number>
}
export interface WeightMaps {
  maps: MapSet
  /** Of how many channels of the input there are such maps; 1 where all are shown, or there is one. */
  inputs: number
  /** 'filter': what is looked for; 'unit': the weights of a unit, as a picture; 'matrix': rows are inputs, columns units. */
  kind: 'filter' | 'unit' | 'matrix'
}

/**
 * A weight as pictures; null where it is no more than a row of numbers.
 * @param picture shape of what the layer is given where that is a picture laid out in a row, else null
 * @param input number of the channel of the input
 */
export function weightMaps(
  className: string,
  { name, shape, values: data }: Weight,
  picture: readonly number[] | null,
  input = 0
): WeightMaps | null {
  const isKernel = /kernel$/.test(name)
  const isTransposed = className.endsWith('Transpose')
  const isDepthwise = className.startsWith('Depthwise') || name.endsWith('depthwise_kernel')
  if (isKernel && shape.length === 4) {
    const [height, width, third, fourth] = shape as [number, number, number, number]
    const cell = third * fourth
    const by = { map: isTransposed ? fourth : 1, y: width * cell, x: cell }
    const set = { data, height, width, by }
    if (isDepthwise) return { maps: { ...set, count: cell, offset: 0 }, inputs: 1, kind: 'filter' }
    const [inputs, count] = isTransposed ? [fourth, third] : [third, fourth]
    return { maps: { ...set, count, offset: input * (isTransposed ? 1 : fourth) }, inputs, kind: 'filter' }
  }
  if (isKernel && shape.length === 3 && /Conv/.test(className)) {
    const [width, second, third] = shape as [number, number, number]
    const [height, count] = isTransposed ? [third, second] : [second, third]
    const by = isTransposed ? { map: third, y: 1, x: second * third } : { map: 1, y: third, x: second * third }
    return { maps: { data, count, height, width, offset: 0, by }, inputs: 1, kind: 'filter' }
  }
  if (shape.length !== 2) return null
  const [rows, units] = shape as [number, number]
  const [height = 0, width = 0, channels = 1] = picture ?? []
  if (picture && height * width * channels === rows) {
    const by = { map: 1, y: width * channels * units, x: channels * units }
    return { maps: { data, count: units, height, width, offset: input * units, by }, inputs: channels, kind: 'unit' }
  }
  return {
    maps: { data, count: 1, height: rows, width: units, offset: 0, by: { map: 0, y: units, x: 1 } },
    inputs: 1,
    kind: 'matrix'
  }
}

/** The largest size of a value in a map, or in the first `limit` maps where `map` is null; what is not finite is left out. */
export function largest(set: MapSet, map: number | null, limit = set.count): number {
  let most = 0
  const [from, to] = map === null ? [0, Math.min(limit, set.count)] : [map, map + 1]
  for (let m = from; m < to; m++)
    for (let y = 0; y < set.height; y++)
      for (let x = 0; x < set.width; x++) {
        const size = Math.abs(valueAt(set, m, y, x))
        if (size > most && size < Infinity) most = size
      }
  return most
}

/** Zero is the ground, so that white means nothing; below it one hue, above it the other. */
export interface Diverging {
  ground: Colour
  below: Colour
  above: Colour
}

/** One map into a picture, its upper left corner at [left, top]. @param scale the value that has the full colour */
export function paintMap(
  target: Pick<ImageData, 'data' | 'width'>,
  [left, top]: readonly [number, number],
  set: MapSet,
  map: number,
  scale: number,
  { ground, below, above }: Diverging
): void {
  const out = target.data
  for (let y = 0; y < set.height; y++) {
    let at = ((top + y) * target.width + left) * 4
    for (let x = 0; x < set.width; x++, at += 4) {
      const value = valueAt(set, map, y, x)
      const share = scale > 0 ? Math.min(1, Math.abs(value) / scale) || 0 : 0
      const hue = value < 0 ? below : above
      for (let c = 0; c < 3; c++) out[at + c] = ground[c]! + (hue[c]! - ground[c]!) * share
      out[at + 3] = 255
    }
  }
}

/** How maps lie in rows: side in pixels of each, columns, rows. */
export interface Tiling {
  columns: number
  rows: number
  width: number
  height: number
}
export const GAP = 6

/** As many to a row as fit, of a proportion that keeps pixels square. @param side of the longer edge */
export function tile(count: number, available: number, side: number, set: { height: number; width: number }): Tiling {
  const scale = side / Math.max(set.height, set.width, 1)
  const width = Math.max(4, Math.round(set.width * scale))
  const height = Math.max(4, Math.round(set.height * scale))
  const columns = Math.max(1, Math.min(count, Math.floor((available + GAP) / (width + GAP))))
  return { columns, rows: Math.ceil(count / columns), width, height }
}

/** The map at a point of the tiling; null between them. */
export function mapAt({ columns, width, height }: Tiling, count: number, x: number, y: number): number | null {
  const [column, row] = [Math.floor(x / (width + GAP)), Math.floor(y / (height + GAP))]
  if (x < 0 || y < 0 || column >= columns || x % (width + GAP) >= width || y % (height + GAP) >= height) return null
  const map = row * columns + column
  return map < count ? map : null
}
