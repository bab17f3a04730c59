// Changes of made-up data: of the project's as its steps of undo, of others with steps of their own.
import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { keyOf, useLooked } from '../../stores/looked'
import { useProject } from '../../stores/project'
import type { MadeUpSource } from './points'

export interface PlaneEdits {
  /** `merge`: what is typed into one field without leaving it is one step. */
  put(source: MadeUpSource, merge?: string): void
  undo(): void
  canUndo: ComputedRef<boolean>
}

const MOST_STEPS = 100

export function usePlaneEdits(): PlaneEdits {
  const looked = useLooked()
  const project = useProject()
  const past = shallowRef<{ source: MadeUpSource; merge: string | undefined }[]>([])
  let own = ''
  // Another source was chosen: nothing of it has been changed yet.
  watch(
    () => (looked.current ? keyOf(looked.current) : ''),
    (key) => {
      if (key !== own) past.value = []
    },
    { flush: 'sync' }
  )
  function show(source: MadeUpSource): void {
    own = keyOf({ source, baseDir: looked.current!.baseDir })
    looked.revise(source)
  }
  function put(source: MadeUpSource, merge?: string): void {
    if (looked.isOwn) {
      looked.editData('dataset', (data) => ({ ...data, source }), merge && `points:${merge}`)
      return
    }
    const before = looked.current!.source as MadeUpSource
    const isSame = merge !== undefined && past.value.at(-1)?.merge === merge
    if (!isSame) past.value = [...past.value, { source: before, merge }].slice(-MOST_STEPS)
    show(source)
  }
  function undo(): void {
    if (looked.isOwn) return project.undoEdit()
    const last = past.value.at(-1)
    if (!last) return
    past.value = past.value.slice(0, -1)
    show(last.source)
  }
  const canUndo = computed(() => (looked.isOwn ? project.undoLabel === 'dataset' : past.value.length > 0))
  return { put, undo, canUndo }
}
