import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DesignNode } from '../../src/shared/design'
import { parseProject, type Project } from '../../src/shared/project'

export const ROOT = resolve(import.meta.dirname, '../..')
export const examplePath = (id: string): string => join(ROOT, 'examples', `${id}.netloom.json`)
export const example = (id: string): Project => parseProject(readFileSync(examplePath(id), 'utf8'), id)

/** A stack of layers: [['Input', { shape: [4] }], ['Dense', { units: 2 }]], named layer_0, layer_1, ... */
export function stack(layers: [className: string, config?: DesignNode['config']][]): Project['model'] {
  const nodes = layers.map(([class_name, config = {}], i) => ({ name: `layer_${i}`, class_name, config }))
  const edges = nodes.slice(1).map((node, i) => ({ source: nodes[i]!.name, target: node.name }))
  return { nodes, edges }
}
