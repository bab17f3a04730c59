import { defineCommand } from './define'

/** A new sweep of the project in hand. */
export default defineCommand({
  id: 'try-values',
  label: 'command.tryValues',
  enabled: ({ project }) => project.draft !== null,
  run({ workbench }) {
    workbench.view = 'runs'
    workbench.runsPage = 'sweeps'
    workbench.sweepForm = true
  }
})
