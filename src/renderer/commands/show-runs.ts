import { defineCommand } from './define'

export default defineCommand({
  id: 'show-runs',
  label: 'view.runs',
  shortcut: 'Ctrl+4',
  enabled: () => true,
  run: ({ workbench }) => void (workbench.view = 'runs')
})
