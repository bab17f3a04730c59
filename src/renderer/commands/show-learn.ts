import { defineCommand } from './define'

export default defineCommand({
  id: 'show-learn',
  label: 'view.learn',
  shortcut: 'Ctrl+5',
  enabled: () => true,
  run: ({ workbench }) => void (workbench.view = 'learn')
})
