import { unshare } from '../../../document/edits/layers'
import { addNote } from '../../../document/edits/notes'
import { defineCommand, isDesigning, type CommandContext } from '../define'

const chosen = ({ builder, project }: CommandContext) =>
  project.draft?.model.nodes.find(({ name }) => name === builder.single)

export default [
  defineCommand({
    id: 'quick-add',
    label: 'command.quickAdd',
    shortcut: '/',
    alsoShortcuts: ['Tab'],
    scope: 'canvas',
    enabled: isDesigning,
    run: ({ builder }) => void (builder.quickAdd = { placement: null, at: null })
  }),
  defineCommand({
    id: 'rename',
    label: 'command.rename',
    shortcut: 'F2',
    scope: 'canvas',
    enabled: (context) => isDesigning(context) && context.builder.single !== null,
    run: ({ builder }) => void (builder.renaming = builder.single)
  }),
  defineCommand({
    id: 'call-again',
    label: 'command.callAgain',
    enabled: (context) =>
      isDesigning(context) && chosen(context) !== undefined && chosen(context)!.class_name !== 'Input',
    run: ({ editing, builder }) => editing.callAgain(builder.single!)
  }),
  defineCommand({
    id: 'unshare',
    label: 'command.unshare',
    enabled: (context) => isDesigning(context) && chosen(context)?.layer !== undefined,
    run: ({ project, builder }) => project.editModel('unshare', (design) => unshare(design, builder.single!))
  }),
  defineCommand({
    id: 'add-note',
    label: 'command.addNote',
    shortcut: 'N',
    scope: 'canvas',
    enabled: isDesigning,
    run: ({ project, builder }) =>
      project.editModel('addNote', (design) => {
        const added = addNote(design, builder.controls?.centre() ?? { x: 0, y: 0 })
        builder.select([], [added.id])
        return added.design
      })
  }),
  defineCommand({
    id: 'edit-parameters',
    label: 'command.editParameters',
    shortcut: 'Enter',
    scope: 'canvas',
    enabled: (context) => isDesigning(context) && context.builder.selected.size > 0,
    run: () => {
      const field = document.querySelector<HTMLInputElement>('#inspector [data-param] .control input')
      field?.focus()
      field?.select()
    }
  })
]
