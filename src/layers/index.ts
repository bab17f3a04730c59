// The catalogue: every file in types/ is one layer type. Adding a layer is adding a file.
import type { LayerType } from './define'

const modules = import.meta.glob<LayerType>('./types/*.ts', { eager: true, import: 'default' })

export type LayerCatalogue = ReadonlyMap<string, LayerType>
export const catalogue: LayerCatalogue = new Map(
  Object.values(modules)
    .map((layer) => [layer.className, layer] as const)
    .sort(([a], [b]) => a.localeCompare(b))
)

export * from './define'
export { inferModel, type InferredLayer, type InferredModel } from './infer'
