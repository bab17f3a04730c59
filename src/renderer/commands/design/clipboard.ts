// The browser's own copy and paste events are used where keys are pressed (builder/use-clipboard.ts): they need no
// permission. These are for menu and command palette.
import { defineCommand, isDesigning, type CommandContext } from '../define'

const isAnySelected = ({ builder, workbench }: CommandContext): boolean =>
  workbench.view === 'design' && (builder.selected.size > 0 || builder.selectedNotes.size > 0)

async function copy({ editing }: CommandContext): Promise<void> {
  const text = editing.copySelected()
  if (text !== null) await navigator.clipboard.writeText(text)
}

export default [
  defineCommand({ id: 'copy', label: 'command.copy', browserShortcut: 'Ctrl+C', enabled: isAnySelected, run: copy }),
  defineCommand({
    id: 'cut',
    label: 'command.cut',
    browserShortcut: 'Ctrl+X',
    enabled: isAnySelected,
    async run(context) {
      await copy(context)
      context.editing.removeSelected()
    }
  }),
  defineCommand({
    id: 'paste',
    label: 'command.paste',
    browserShortcut: 'Ctrl+V',
    enabled: isDesigning,
    run: async ({ editing }) => void editing.paste(await navigator.clipboard.readText())
  }),
  defineCommand({
    id: 'duplicate',
    label: 'command.duplicate',
    shortcut: 'Ctrl+D',
    scope: 'canvas',
    enabled: isAnySelected,
    run: ({ editing }) => editing.duplicate()
  }),
  defineCommand({
    id: 'delete',
    label: 'command.delete',
    shortcut: 'Delete',
    alsoShortcuts: ['Backspace'],
    scope: 'canvas',
    enabled: (context) => isAnySelected(context) || context.builder.selectedEdges.length > 0,
    run: ({ editing }) => editing.removeSelected()
  }),
  defineCommand({
    id: 'select-all',
    label: 'command.selectAll',
    shortcut: 'Ctrl+A',
    scope: 'canvas',
    enabled: ({ project, workbench }) => workbench.view === 'design' && (project.draft?.model.nodes.length ?? 0) > 0,
    run: ({ project, builder }) =>
      builder.select(
        project.draft!.model.nodes.map(({ name }) => name),
        project.draft!.model.notes?.map(({ id }) => id)
      )
  })
]
