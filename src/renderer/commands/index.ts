// Every file beside this one and define.ts is a command. Adding a command is adding a file.
import { onMounted, onUnmounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { useEditing } from '../builder/use-editing'
import { useBuilder } from '../stores/builder'
import { useFiles } from '../stores/files'
import { useOpenData } from '../stores/open-data'
import { useProject } from '../stores/project'
import { useReadiness } from '../stores/readiness'
import { useRunActions } from '../stores/run-actions'
import { useRunTable } from '../stores/run-table'
import { useRuns } from '../stores/runs'
import { useTimes } from '../stores/times'
import { useWorkbench } from '../stores/workbench'
import type { Command, CommandContext } from './define'

const modules = import.meta.glob<Command | readonly Command[]>(['./*.ts', './*/*.ts', '!./define.ts', '!./index.ts'], {
  eager: true,
  import: 'default'
})
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.values(modules)
    .flat()
    .map((command) => [command.id, command])
)

export interface Commands {
  enabled(id: string): boolean
  /** undefined where it is nothing that is on or off. */
  pressed(id: string): boolean | undefined
  run(id: string): void
  shortcut(id: string): string
  label(id: string): string
  /** Label and shortcut. */
  hint(id: string): string
}

export function useCommands(): Commands {
  const { t } = useI18n()
  const context: CommandContext = {
    builder: useBuilder(),
    editing: useEditing(),
    files: useFiles(),
    openData: useOpenData(),
    project: useProject(),
    readiness: useReadiness(),
    runs: useRuns(),
    runActions: useRunActions(),
    runTable: useRunTable(),
    times: useTimes(),
    workbench: useWorkbench(),
    t: (key) => t(key)
  }
  const get = (id: string): Command => {
    const command = commands.get(id)
    if (!command) throw new Error(`no command ${id}`)
    return command
  }
  const label = (id: string): string => {
    const about = get(id).about?.(context)
    return about ? t('command.about', { command: t(get(id).label), about: t(about) }) : t(get(id).label)
  }
  const shortcut = (id: string): string => get(id).shortcut ?? get(id).browserShortcut ?? ''
  return {
    enabled: (id) => get(id).enabled(context),
    pressed: (id) => get(id).pressed?.(context),
    label,
    hint: (id) => (shortcut(id) ? `${label(id)} (${shortcut(id)})` : label(id)),
    run: (id) => void (get(id).enabled(context) && get(id).run(context)),
    shortcut
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

/** Where a person types, or chooses with keys of its own. Radio buttons and boxes to tick take no text. */
const TEXT =
  'input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable=true], [role=dialog]'

/** Does the shortcut count where the key was pressed? */
export function isInScope({ scope }: Pick<Command, 'scope'>, event: Event, view: string): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (scope && target?.closest(TEXT)) return false
  return scope !== 'canvas' || (view === 'design' && (target === document.body || !!target?.closest('.design-canvas')))
}

/** A dialog in front has its own keys, and Esc is its own. */
const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null

/** Listens for all shortcuts, and for Esc, while the component that calls it lives. */
export function useShortcuts(): void {
  const { run, enabled } = useCommands()
  const workbench = useWorkbench()
  const byShortcut = new Map<string, Command[]>()
  for (const command of commands.values()) {
    for (const shortcut of [command.shortcut, ...(command.alsoShortcuts ?? [])]) {
      if (shortcut !== undefined) byShortcut.set(shortcut, [...(byShortcut.get(shortcut) ?? []), command])
    }
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented || isDialogOpen()) return
    if (event.key === 'Escape') return void workbench.closeNearest()
    const command = byShortcut.get(shortcutOf(event))?.find((one) => isInScope(one, event, workbench.view))
    if (!command) return
    // What cannot be done now is left to the browser only where it means something there, as Tab does.
    if (!enabled(command.id) && event.key === 'Tab') return
    event.preventDefault()
    run(command.id)
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onUnmounted(() => window.removeEventListener('keydown', onKey))
}
