import { defineCommand } from './define'

export default defineCommand({
  id: 'show-start',
  label: 'files.start',
  enabled: () => true,
  run: ({ workbench }) => void (workbench.view = 'start')
})
