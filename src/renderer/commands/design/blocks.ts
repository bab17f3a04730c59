import { blockOf, changeBlock, endsOf, group, repeatBlock, ungroup } from '../../../document/edits/blocks'
import { directionOf, NODE } from '../../../document/geometry'
import type { Design, DesignBlock } from '../../../shared/design'
import { defineCommand, isDesigning, type CommandContext } from '../define'

const chosenBlock = ({ builder, project }: CommandContext): DesignBlock | null =>
  project.draft ? blockOf(project.draft.model, builder.names) : null

/** From a block to its copy: its own extent along the flow, and a gap. */
function stepPast(design: Design, members: readonly string[]): { x: number; y: number } {
  const places = design.nodes.flatMap((node) => (members.includes(node.name) && node.position ? [node.position] : []))
  const extent = (values: number[]): number => Math.max(...values) - Math.min(...values)
  if (directionOf(design) === 'TB') return { x: 0, y: extent(places.map(({ y }) => y)) + NODE.height + 72 }
  return { x: extent(places.map(({ x }) => x)) + NODE.width + 72, y: 0 }
}

export default [
  defineCommand({
    id: 'group',
    label: 'command.group',
    shortcut: 'Ctrl+G',
    scope: 'canvas',
    enabled: (context) => isDesigning(context) && context.builder.selected.size > 1,
    run: ({ project, builder }) => project.editModel('group', (design) => group(design, builder.names, 'block').design)
  }),
  defineCommand({
    id: 'ungroup',
    label: 'command.ungroup',
    shortcut: 'Ctrl+Shift+G',
    scope: 'canvas',
    enabled: (context) => isDesigning(context) && chosenBlock(context) !== null,
    run: (context) => context.project.editModel('ungroup', (design) => ungroup(design, chosenBlock(context)!.name))
  }),
  defineCommand({
    id: 'collapse',
    label: 'command.collapse',
    enabled: (context) => isDesigning(context) && chosenBlock(context) !== null,
    run: (context) =>
      context.project.editModel('collapse', (design) => {
        const block = chosenBlock(context)!
        return changeBlock(design, block.name, { collapsed: !block.collapsed })
      })
  }),
  defineCommand({
    id: 'repeat-block',
    label: 'command.repeatBlock',
    enabled: (context) => {
      const block = isDesigning(context) ? chosenBlock(context) : null
      return block !== null && endsOf(context.project.draft!.model, block.members) !== null
    },
    run: (context) =>
      context.project.editModel('repeat', (design) => {
        const block = chosenBlock(context)!
        return repeatBlock(design, block.name, 2, stepPast(design, block.members)).design
      })
  })
]
