import { defineCommand } from './define'

export default defineCommand({
  id: 'show-train',
  label: 'view.train',
  shortcut: 'Ctrl+3',
  enabled: () => true,
  run: ({ workbench }) => void (workbench.view = 'train')
})
