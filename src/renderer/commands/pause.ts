import { defineCommand } from './define'

/** The same key pauses and goes on. */
export default defineCommand({
  id: 'pause',
  label: 'command.pause',
  shortcut: 'Ctrl+Shift+.',
  pressed: ({ runs }) => runs.active?.status === 'paused',
  enabled: ({ runs }) => runs.active !== null && runs.active.mine && runs.stoppingId !== runs.active.id,
  async run({ runs }) {
    if (!runs.active) return
    if (runs.active.status === 'paused') await runs.goOn(runs.active.id)
    else await runs.pause(runs.active.id)
  }
})
