// Where in the pictures of a weight a single number is.
import type { DebugSession } from '../../shared/debug-contract'
import type { Project } from '../../shared/project'
import { pictureBefore } from '../inside/layers'
import { weightMaps, type MapSet, type WeightMaps } from '../inside/maps'
import type { TensorValues } from './use-tensor'

/** A weight (or its gradient) as pictures; null where it is a row of numbers, or not told whole. */
export function mapsOf(
  session: DebugSession,
  project: Project,
  name: string,
  { shape, values, isCut }: Pick<TensorValues, 'shape' | 'values' | 'isCut'>
): WeightMaps | null {
  if (isCut) return null
  const owner = session.weights.find((weight) => weight.name === name)?.layer ?? ''
  const layer = session.layers.find((one) => one.name === owner)
  const picture = pictureBefore(project.model, owner, session.layers[0]?.shape ?? [])
  return weightMaps(layer?.className ?? '', { name, shape, values }, picture)
}

export interface MapPlace {
  map: number
  y: number
  x: number
}
/** Place in the tensor of a value of the maps. */
export const placeIn = ({ offset, by }: MapSet, { map, y, x }: MapPlace): number =>
  offset + map * by.map + y * by.y + x * by.x

/** The map, row and column where a place of the tensor is seen; null where it is in none of these maps. */
export function mapPlace(maps: MapSet, place: number): MapPlace | null {
  for (let y = 0; y < maps.height; y++)
    for (let x = 0; x < maps.width; x++) {
      const rest = place - placeIn(maps, { map: 0, y, x })
      if (rest === 0) return { map: 0, y, x }
      const map = maps.by.map > 0 ? rest / maps.by.map : -1
      // Rows and columns lie further apart than maps, or closer: only one of all fits.
      if (Number.isInteger(map) && map >= 0 && map < maps.count) return { map, y, x }
    }
  return null
}
