import { defineCommand } from './define'

export default defineCommand({
  id: 'show-settings',
  label: 'command.settings',
  shortcut: 'Ctrl+,',
  enabled: () => true,
  run: ({ workbench }) => void (workbench.settingsOpen = !workbench.settingsOpen)
})
