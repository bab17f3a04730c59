import { defineCommand } from '../define'

export default [
  defineCommand({
    id: 'undo',
    label: 'command.undo',
    shortcut: 'Ctrl+Z',
    scope: 'outside-text',
    about: ({ project }) => project.undoLabel && `edit.${project.undoLabel}`,
    enabled: ({ project }) => project.undoLabel !== null,
    run: ({ project }) => project.undoEdit()
  }),
  defineCommand({
    id: 'redo',
    label: 'command.redo',
    shortcut: 'Ctrl+Shift+Z',
    alsoShortcuts: ['Ctrl+Y'],
    scope: 'outside-text',
    about: ({ project }) => project.redoLabel && `edit.${project.redoLabel}`,
    enabled: ({ project }) => project.redoLabel !== null,
    run: ({ project }) => project.redoEdit()
  })
]
