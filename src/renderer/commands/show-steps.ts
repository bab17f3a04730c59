import { defineCommand } from './define'

export default defineCommand({
  id: 'show-steps',
  label: 'debugger.command',
  enabled: ({ project }) => project.draft !== null,
  run({ workbench }) {
    workbench.view = 'train'
    workbench.trainPage = 'step'
  }
})
