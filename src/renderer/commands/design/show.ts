import { defineCommand } from '../define'

export default [
  defineCommand({
    id: 'show-design',
    label: 'view.design',
    shortcut: 'Ctrl+1',
    enabled: () => true,
    run: ({ workbench }) => void (workbench.view = 'design')
  }),
  defineCommand({
    id: 'toggle-code',
    label: 'command.code',
    shortcut: 'Ctrl+E',
    enabled: ({ workbench }) => workbench.view === 'design',
    pressed: ({ builder }) => builder.sidePane === 'code',
    run: ({ builder }) => void (builder.sidePane = builder.sidePane === 'code' ? null : 'code')
  })
]
