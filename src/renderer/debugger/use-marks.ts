// What a lesson's check may look for: where one is in the step debugger, and what was done there.
import { watch } from 'vue'
import { useDebugger } from '../stores/debugger'
import { useLessons } from '../stores/lessons'

/** Tells the lesson that is open, if there is one, of what was done: `debug <what>`. */
export function useMark(): (what: string) => void {
  const lessons = useLessons()
  return (what) => {
    if (lessons.lesson) lessons.mark(`debug ${what}`)
  }
}

/** Tells it where one is: `open`, `step`, `stage <name>`, `epoch`. A new step of the lesson is told anew. */
export function useMarks(): void {
  const store = useDebugger()
  const lessons = useLessons()
  const mark = useMark()
  watch(
    () => [lessons.step?.id, store.session, store.step, store.stage, store.isStale, store.evaluated] as const,
    () => {
      if (!store.session || store.isStale) return
      mark('open')
      if (store.evaluated.length > 0) mark('epoch')
      if (store.evaluated.some(({ epoch }) => epoch + 1 >= (store.opened?.training.epochs ?? Infinity)))
        mark('all epochs')
      if (!store.step) return
      mark('step')
      mark(`stage ${store.stage}`)
    },
    { immediate: true }
  )
}
