import { defineCommand } from './define'

/** Stop ends after the current step; pressed again while that lasts, the trainer is ended at once. */
export default defineCommand({
  id: 'stop',
  label: 'command.stop',
  shortcut: 'Ctrl+.',
  enabled: ({ runs }) => runs.active !== null,
  async run({ runs }) {
    if (!runs.active) return
    if (runs.stoppingId === runs.active.id) await runs.kill(runs.active.id)
    else await runs.stop(runs.active.id)
  }
})
