// Copy, cut and paste of layers through the browser's own events: they need no permission, and work between windows.
import { onMounted, onUnmounted } from 'vue'
import { useBuilder } from '../stores/builder'
import { useEditing } from './use-editing'

/** @param isOn whether the Design view is what is in front */
export function useClipboard(isOn: () => boolean): void {
  const builder = useBuilder()
  const editing = useEditing()
  const isElsewhere = (event: ClipboardEvent): boolean => {
    const target = event.target instanceof Element ? event.target : null
    const isText = target?.closest('input, textarea, [contenteditable=true], [role=dialog]')
    // Chosen text, as in the code view, is copied as text.
    return !isOn() || !!isText || (event.type !== 'paste' && !window.getSelection()?.isCollapsed)
  }
  function copy(event: ClipboardEvent): void {
    const text = isElsewhere(event) ? null : editing.copySelected()
    if (text === null) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    if (event.type === 'cut') editing.removeSelected()
  }
  function paste(event: ClipboardEvent): void {
    if (isElsewhere(event)) return
    const text = event.clipboardData?.getData('text/plain')
    if (text && editing.paste(text)) {
      event.preventDefault()
      builder.controls?.focus()
    }
  }
  const events = { copy, cut: copy, paste }
  onMounted(() => Object.entries(events).forEach(([name, on]) => window.addEventListener(name, on as EventListener)))
  onUnmounted(() =>
    Object.entries(events).forEach(([name, on]) => window.removeEventListener(name, on as EventListener))
  )
}
