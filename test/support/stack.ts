import type { Design, DesignNode } from '../../src/shared/design'

/** A stack of layers: [['Input', { shape: [4] }], ['Dense', { units: 2 }]], named layer_0, layer_1, ... */
export function stack(layers: [className: string, config?: DesignNode['config']][]): Design {
  const nodes = layers.map(([class_name, config = {}], i) => ({ name: `layer_${i}`, class_name, config }))
  const edges = nodes.slice(1).map((node, i) => ({ source: nodes[i]!.name, target: node.name }))
  return { nodes, edges }
}
