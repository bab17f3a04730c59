// Every file beside this one and define.ts is a command. Adding a command is adding a file.
import { onMounted, onUnmounted } from 'vue'
import { useProject } from '../stores/project'
import { useReadiness } from '../stores/readiness'
import { useRuns } from '../stores/runs'
import { useWorkbench } from '../stores/workbench'
import type { Command, CommandContext } from './define'

const modules = import.meta.glob<Command>(['./*.ts', '!./define.ts', '!./index.ts'], { eager: true, import: 'default' })
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.values(modules).map((command) => [command.id, command])
)

export interface Commands {
  enabled(id: string): boolean
  run(id: string): void
  shortcut(id: string): string
}

export function useCommands(): Commands {
  const context: CommandContext = {
    project: useProject(),
    readiness: useReadiness(),
    runs: useRuns(),
    workbench: useWorkbench()
  }
  const get = (id: string): Command => {
    const command = commands.get(id)
    if (!command) throw new Error(`no command ${id}`)
    return command
  }
  return {
    enabled: (id) => get(id).enabled(context),
    run: (id) => void (get(id).enabled(context) && get(id).run(context)),
    shortcut: (id) => get(id).shortcut ?? ''
  }
}

/** 'Ctrl+Enter' of a key press; Cmd counts as Ctrl. */
export function shortcutOf(event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'key'>): string {
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : ''
  ]
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  return [...modifiers.filter(Boolean), key].join('+')
}

/** Listens for all shortcuts, and for Esc, while the component that calls it lives. */
export function useShortcuts(): void {
  const { run } = useCommands()
  const workbench = useWorkbench()
  const byShortcut = new Map([...commands.values()].map((command) => [command.shortcut, command.id]))
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return
    if (event.key === 'Escape') return void workbench.closeNearest()
    const id = byShortcut.get(shortcutOf(event))
    if (id === undefined) return
    event.preventDefault()
    run(id)
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onUnmounted(() => window.removeEventListener('keydown', onKey))
}
