// Keys of the step debugger, where nothing else wants them.

/** What has keys of its own, and what Space presses. */
const OWN_KEYS = 'input, textarea, select, canvas, [contenteditable=true], [role=dialog], [role=listbox], dialog'
const PRESSED_BY_SPACE = 'button, a, summary, [role=button]'

/** 'next', 'back', 'batch' (the next one), or the number of a stage from 0; null where the key means nothing here. */
export function keyAction(event: KeyboardEvent): 'next' | 'back' | 'batch' | number | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(OWN_KEYS) || document.querySelector('dialog[open]')) return null
  if (event.key === ' ') return target?.closest(PRESSED_BY_SPACE) ? null : 'next'
  if (event.key === 'ArrowRight') return 'next'
  if (event.key === 'ArrowLeft') return 'back'
  if (event.key === 'n' || event.key === 'N') return 'batch'
  return /^[1-5]$/.test(event.key) ? Number(event.key) - 1 : null
}
