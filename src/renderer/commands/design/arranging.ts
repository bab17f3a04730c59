import { align, type Alignment } from '../../../document/edits/align'
import { layOut } from '../../../document/edits/lay-out'
import { directionOf } from '../../../document/geometry'
import { defineCommand, type Command, type CommandContext } from '../define'

const isDesign = ({ workbench, project }: CommandContext): boolean =>
  workbench.view === 'design' && (project.draft?.model.nodes.length ?? 0) > 0

function arrange({ project, builder }: CommandContext, turn: boolean): void {
  project.editModel('arrange', (design) => {
    const now = directionOf(design)
    return layOut(design, turn ? (now === 'TB' ? 'LR' : 'TB') : now)
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
    run: (context) => arrange(context, false)
  }),
  defineCommand({
    id: 'turn',
    label: 'command.turn',
    enabled: isDesign,
    run: (context) => arrange(context, true)
  }),
  aligning('align-left', 'left'),
  aligning('align-top', 'top'),
  aligning('spread-columns', 'columns'),
  aligning('spread-rows', 'rows')
]
