// The arrow keys go from layer to layer: along the edges with the flow of data, and between branches across it.
import { moveNodes } from '../../../document/edits/layers'
import { directionOf, GRID, plus } from '../../../document/geometry'
import type { Design, DesignNode } from '../../../shared/design'
import { defineCommand, type Command, type CommandContext } from '../define'

type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'
const VECTORS: Record<Arrow, { x: number; y: number }> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 }
}
const STEP = 3 * GRID

/** The neighbour that an arrow leads to: by an edge where one goes that way, else the nearest layer on that side. */
function neighbour(design: Design, from: DesignNode, arrow: Arrow): DesignNode | null {
  const { x: dx, y: dy } = VECTORS[arrow]
  const along = directionOf(design) === 'TB' ? dy : dx
  const linked = design.edges.flatMap(({ source, target }) => {
    if (along > 0 && source === from.name) return [target]
    return along < 0 && target === from.name ? [source] : []
  })
  const candidates = design.nodes.filter(
    ({ name }) => name !== from.name && (linked.length === 0 || linked.includes(name))
  )
  const scored = candidates.flatMap((node) => {
    const [x, y] = [node.position!.x - from.position!.x, node.position!.y - from.position!.y]
    const ahead = x * dx + y * dy
    const aside = Math.abs(x * dy) + Math.abs(y * dx)
    return linked.length > 0 || ahead > 0 ? [{ node, score: Math.abs(ahead) + 3 * aside }] : []
  })
  return scored.sort((a, b) => a.score - b.score)[0]?.node ?? null
}

function walk({ project, builder }: CommandContext, arrow: Arrow): void {
  const { model } = project.draft!
  const from = model.nodes.find(({ name }) => name === builder.names.at(-1)) ?? null
  const placed = model.nodes.every(({ position }) => position)
  const to = from && placed ? neighbour(model, from, arrow) : (from ?? model.nodes[0])
  if (!to) return
  builder.select([to.name])
  builder.controls?.reveal([to.name])
}
const nudge = ({ project, builder }: CommandContext, arrow: Arrow): void =>
  project.editModel(
    'move',
    (design) => {
      const by = { x: VECTORS[arrow].x * STEP, y: VECTORS[arrow].y * STEP }
      const moved = design.nodes.filter(({ name }) => builder.selected.has(name))
      return moveNodes(design, new Map(moved.map((node) => [node.name, plus(node.position ?? { x: 0, y: 0 }, by)])))
    },
    { merge: 'nudge' }
  )

const commandsOf = (arrow: Arrow): Command[] => [
  defineCommand({
    id: `walk-${arrow}`,
    label: `command.walk.${arrow}`,
    shortcut: arrow,
    scope: 'canvas',
    keysOnly: true,
    enabled: ({ project }) => (project.draft?.model.nodes.length ?? 0) > 0,
    run: (context) => walk(context, arrow)
  }),
  defineCommand({
    id: `nudge-${arrow}`,
    label: `command.nudge.${arrow}`,
    shortcut: `Shift+${arrow}`,
    scope: 'canvas',
    keysOnly: true,
    enabled: ({ builder }) => builder.selected.size > 0,
    run: (context) => nudge(context, arrow)
  })
]

export default (Object.keys(VECTORS) as Arrow[]).flatMap(commandsOf)
