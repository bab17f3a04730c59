import type { Design } from '../../shared/design'
import { NODE } from '../geometry'
import { moveNodes, type Point } from './layers'

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom', 'columns', 'rows'] as const
export type Alignment = (typeof ALIGNMENTS)[number]

/** Layers have one size, so a shared left edge is a shared centre as well; `columns` and `rows` spread them evenly. */
export function align(design: Design, names: readonly string[], how: Alignment): Design {
  const nodes = design.nodes.filter(({ name, position }) => position && names.includes(name))
  if (nodes.length < 2) return design
  const xs = nodes.map((node) => node.position!.x)
  const ys = nodes.map((node) => node.position!.y)
  const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2
  const at: Record<Exclude<Alignment, 'columns' | 'rows'>, (point: Point) => Point> = {
    left: ({ y }) => ({ x: Math.min(...xs), y }),
    centre: ({ y }) => ({ x: middle(xs), y }),
    right: ({ y }) => ({ x: Math.max(...xs), y }),
    top: ({ x }) => ({ x, y: Math.min(...ys) }),
    middle: ({ x }) => ({ x, y: middle(ys) }),
    bottom: ({ x }) => ({ x, y: Math.max(...ys) })
  }
  if (how === 'columns' || how === 'rows') return spread(design, nodes, how === 'columns' ? 'x' : 'y')
  return moveNodes(design, new Map(nodes.map((node) => [node.name, at[how](node.position!)])))
}

function spread(design: Design, nodes: Design['nodes'], axis: 'x' | 'y'): Design {
  const sorted = [...nodes].sort((a, b) => a.position![axis] - b.position![axis])
  const first = sorted[0]!.position![axis]
  const size = axis === 'x' ? NODE.width : NODE.height
  const last = Math.max(sorted.at(-1)!.position![axis], first + (sorted.length - 1) * (size + 16))
  const step = (last - first) / (sorted.length - 1)
  const moved = sorted.map((node, i): [string, Point] => [
    node.name,
    { ...node.position!, [axis]: Math.round(first + i * step) }
  ])
  return moveNodes(design, new Map(moved))
}
