import { defineCommand } from './define'

export default defineCommand({
  id: 'show-commands',
  label: 'command.showCommands',
  shortcut: 'Ctrl+K',
  keysOnly: true,
  enabled: () => true,
  run: ({ workbench }) => void (workbench.commandsOpen = !workbench.commandsOpen)
})
