// What the buttons of the lesson do in the step debugger.
import { useDebugger, type Stage } from '../../stores/debugger'
import { useLessons } from '../../stores/lessons'
import { useWorkbench } from '../../stores/workbench'
import type { Guide } from '../guide'

export const EXAMPLE = 'lessons/mnist-loop'
const SECONDS = 120

/** The lesson's project, the stage of the lesson, and a session of the step debugger. */
export async function toSession(guide: Guide): Promise<void> {
  const store = useDebugger()
  if (useLessons().own === null) await guide.take(EXAMPLE)
  if (useWorkbench().view !== 'learn') await guide.show('learn')
  if (store.session && store.isStale) await guide.click('[data-debug-anew]')
  else if (!store.session) {
    await guide.until(() => document.querySelector('[data-debug-begin]:enabled, [data-debug-next]') !== null, SECONDS)
    if (!store.session) await guide.click('[data-debug-begin]')
  }
  await guide.until(() => store.session !== null && store.busy === null && store.goingOn === null, SECONDS)
}
export async function toStage(guide: Guide, wanted: Stage): Promise<void> {
  const store = useDebugger()
  await toSession(guide)
  if (!store.step) {
    await guide.click('[data-debug-next]')
    await guide.until(() => store.step !== null && store.busy === null, SECONDS)
  }
  if (store.stage !== wanted) await guide.click(`[data-debug-stage=${wanted}]`)
  await guide.until(() => document.querySelector(`[data-debug-panel=${wanted}]`) !== null)
}

export async function trainOwn(guide: Guide): Promise<void> {
  if (useLessons().own === null) await guide.take(EXAMPLE)
  await guide.train()
}

/** The batch's answers come a moment after the stage. */
export async function hasWrong(): Promise<boolean> {
  const end = performance.now() + 1500
  while (performance.now() < end) {
    if (document.querySelector('.batch-examples .wrong')) return true
    if (document.querySelector('[data-debug-right]')) return false
    await new Promise((done) => setTimeout(done, 40))
  }
  return false
}
