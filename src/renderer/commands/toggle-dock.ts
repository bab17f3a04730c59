import { defineCommand } from './define'

export default defineCommand({
  id: 'toggle-dock',
  label: 'command.toggleDock',
  shortcut: 'Ctrl+J',
  enabled: () => true,
  run: ({ workbench }) => workbench.toggleDock()
})
