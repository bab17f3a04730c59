import { defineCommand, type CommandContext } from './define'

const canStop = ({ runs }: CommandContext): boolean => runs.active !== null && runs.active.mine

export default [
  /** Ends after the current step; pressed again while that lasts, the trainer is ended at once. */
  defineCommand({
    id: 'stop',
    label: 'command.stop',
    shortcut: 'Ctrl+.',
    enabled: canStop,
    async run({ runs }) {
      if (!runs.active) return
      if (runs.stoppingId === runs.active.id) await runs.kill(runs.active.id)
      else await runs.stop(runs.active.id)
    }
  }),
  defineCommand({
    id: 'stop-best',
    label: 'command.stopBest',
    enabled: canStop,
    run: ({ runs }) => (runs.active ? runs.stop(runs.active.id, 'best') : undefined)
  }),
  defineCommand({
    id: 'kill',
    label: 'command.kill',
    enabled: canStop,
    run: ({ runs }) => (runs.active ? runs.kill(runs.active.id) : undefined)
  })
]
