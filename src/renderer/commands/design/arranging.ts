import { arrange } from '../../../document/arrange'
import { align, type Alignment } from '../../../document/edits/align'
import { moveNodes } from '../../../document/edits/layers'
import { directionOf, NODE, type Direction } from '../../../document/geometry'
import type { Design } from '../../../shared/design'
import { defineCommand, type Command, type CommandContext } from '../define'

const isDesign = ({ workbench, project }: CommandContext): boolean =>
  workbench.view === 'design' && (project.draft?.model.nodes.length ?? 0) > 0

const arranged = (design: Design, direction: Direction): Design => {
  const turned = direction === directionOf(design) ? design : { ...design, direction }
  return moveNodes(turned, arrange(turned, { direction, size: () => NODE }))
}
function layOut({ project, builder }: CommandContext, turn: boolean): void {
  project.editModel('arrange', (design) => {
    const now = directionOf(design)
    return arranged(design, turn ? (now === 'TB' ? 'LR' : 'TB') : now)
  })
  requestAnimationFrame(() => builder.controls?.fit())
}

const aligning = (id: string, how: Alignment): Command =>
  defineCommand({
    id,
    label: `command.align.${how}`,
    enabled: (context) => isDesign(context) && context.builder.selected.size > 1,
    run: ({ project, builder }) => project.editModel('align', (design) => align(design, builder.names, how))
  })

export default [
  defineCommand({
    id: 'arrange',
    label: 'command.arrange',
    shortcut: 'Shift+L',
    scope: 'canvas',
    enabled: isDesign,
    run: (context) => layOut(context, false)
  }),
  defineCommand({
    id: 'turn',
    label: 'command.turn',
    enabled: isDesign,
    run: (context) => layOut(context, true)
  }),
  aligning('align-left', 'left'),
  aligning('align-top', 'top'),
  aligning('spread-columns', 'columns'),
  aligning('spread-rows', 'rows')
]
