import { shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { ErrorPayload } from '../../shared/errors'

export interface Notice {
  /** A message key below `files.notice`. */
  text: string
  args?: Record<string, string | number>
  /** What could not be done; then the notice is an error. */
  error?: ErrorPayload
  /** What is to be known about what was done. */
  notes?: readonly ErrorPayload[]
  /** A message key below `files.action`, and what it does. */
  action?: { label: string; run(): unknown }
}

const SHOWN_MS = 20_000

/** What has just happened, told above the view: one thing at a time. */
export const useNotices = defineStore('notices', () => {
  const current = shallowRef<Notice | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Errors and notes stay until they are dismissed or something else is told. @param ms how long all others are shown */
  function tell(notice: Notice, ms = SHOWN_MS): void {
    clearTimeout(timer)
    current.value = notice
    if (!notice.error && !notice.notes) timer = setTimeout(dismiss, ms)
  }
  function dismiss(): void {
    clearTimeout(timer)
    current.value = null
  }

  return { current, tell, dismiss }
})
