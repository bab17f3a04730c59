import type { LayerSeries, OutputSeries, WeightSeries } from '../series/layer-series'

/** A line of the table: a trainable weight, or a layer that has none. */
export interface LayerRow {
  /** The weight's path, or the layer's name. */
  key: string
  layer: string
  /** Within its layer: 'kernel'. */
  weightName: string | null
  weight: WeightSeries | null
  /** Of the first row of its layer. */
  output: OutputSeries | null
}

/** In the order of the network. */
export function rowsOf({ weights, outputs }: LayerSeries): LayerRow[] {
  const own = new Map<string, [string, WeightSeries][]>()
  for (const [path, series] of weights) {
    const layer = [...outputs.keys()].find((name) => path.startsWith(`${name}/`)) ?? path.split('/')[0]!
    own.set(layer, [...(own.get(layer) ?? []), [path, series]])
  }
  const names = [...outputs.keys(), ...[...own.keys()].filter((name) => !outputs.has(name))]
  return names.flatMap((layer): LayerRow[] => {
    const output = outputs.get(layer) ?? null
    const list = own.get(layer) ?? []
    if (list.length === 0) return [{ key: layer, layer, weightName: null, weight: null, output }]
    return list.map(([path, weight], i) => ({
      key: path,
      layer,
      weightName: path.slice(layer.length + 1),
      weight,
      output: i === 0 ? output : null
    }))
  })
}

/** The first weight of each layer that has some: its kernel. */
export const mainRows = (rows: readonly LayerRow[]): (LayerRow & { weight: WeightSeries })[] =>
  rows.filter(
    (row, i): row is LayerRow & { weight: WeightSeries } => row.weight !== null && rows[i - 1]?.layer !== row.layer
  )
