// What a canvas makes of positions: boxes, and curves between them.
import type { Design, DesignNode } from '../../src/shared/design'

export const NODE_SIZE = { width: 200, height: 64 }
type Places = ReadonlyMap<string, { x: number; y: number }>
type SizeOf = (node: DesignNode) => { width: number; height: number }

/** Pairs of nodes that are less than 24 px apart. */
export function overlaps({ nodes }: Design, places: Places, size: SizeOf = () => NODE_SIZE): string[] {
  const apart = 24
  return nodes.flatMap((a, i) =>
    nodes.slice(i + 1).flatMap((b) => {
      const [p, q] = [places.get(a.name)!, places.get(b.name)!]
      const beside = p.x + size(a).width + apart <= q.x || q.x + size(b).width + apart <= p.x
      const above = p.y + size(a).height + apart <= q.y || q.y + size(b).height + apart <= p.y
      return beside || above ? [] : [`${a.name} ${b.name}`]
    })
  )
}

/** Nodes that an edge runs through which leaves at the right and arrives at the left, drawn as Vue Flow's Bezier curve. */
export function crossedNodes({ nodes, edges }: Design, places: Places): string[] {
  const { width, height } = NODE_SIZE
  return edges.flatMap(({ source, target }) => {
    const from = { x: places.get(source)!.x + width, y: places.get(source)!.y + height / 2 }
    const to = { x: places.get(target)!.x, y: places.get(target)!.y + height / 2 }
    const middle = (from.x + to.x) / 2
    const at = (t: number, [a, b, c, d]: [number, number, number, number]): number =>
      (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d
    const points = Array.from({ length: 200 }, (_, i) => ({
      x: at(i / 200, [from.x, middle, middle, to.x]),
      y: at(i / 200, [from.y, from.y, to.y, to.y])
    }))
    return nodes
      .filter(({ name }) => name !== source && name !== target)
      .filter(({ name }) => {
        const corner = places.get(name)!
        return points.some(({ x, y }) => x > corner.x && x < corner.x + width && y > corner.y && y < corner.y + height)
      })
      .map(({ name }) => `${source} -> ${target} through ${name}`)
  })
}
