import { defineCommand } from './define'

export default defineCommand({
  id: 'show-data',
  label: 'view.data',
  shortcut: 'Ctrl+2',
  enabled: () => true,
  run: ({ workbench }) => void (workbench.view = 'data')
})
