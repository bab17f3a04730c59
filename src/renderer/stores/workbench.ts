import { ref } from 'vue'
import { defineStore } from 'pinia'

export const VIEWS = ['start', 'design', 'data', 'train', 'runs', 'learn'] as const
export type ViewName = (typeof VIEWS)[number]
export type DockTab = 'log' | 'problems'
const TALL_ENOUGH = 800

/** Where the person is in the window. */
export const useWorkbench = defineStore('workbench', () => {
  const view = ref<ViewName>('start')
  /** The Train view's faces: what to train, the run, and the step debugger. */
  const trainPage = ref<'setup' | 'run' | 'step'>('setup')
  /** A page of the Runs view (runs/pages). */
  const runsPage = ref('table')
  /** Whether the Sweeps page shows the form of a new one. */
  const sweepForm = ref(false)
  const dockOpen = ref(false)
  let dockTouched = false
  /** A lesson stands beside the view, which then needs the room that the log would take. */
  const taught = ref(false)
  const dockTab = ref<DockTab>('log')
  const settingsOpen = ref(false)
  const commandsOpen = ref(false)

  function toggleDock(): void {
    dockTouched = true
    dockOpen.value = !dockOpen.value
  }

  /** Opens the log for the first run, where there is room, nobody has decided otherwise and no lesson is open. */
  function offerLog(): void {
    if (!dockTouched && !taught.value && window.innerHeight >= TALL_ENOUGH) showDock('log')
  }

  function showDock(tab: DockTab): void {
    dockTab.value = tab
    dockOpen.value = true
  }

  /** What is to be trained, and how. */
  function showSetup(): void {
    view.value = 'train'
    trainPage.value = 'setup'
  }

  /** Closes the nearest thing that is open; false where nothing was. */
  function closeNearest(): boolean {
    if (commandsOpen.value) commandsOpen.value = false
    else if (settingsOpen.value) settingsOpen.value = false
    else if (dockOpen.value) toggleDock()
    else return false
    return true
  }

  return {
    view,
    trainPage,
    runsPage,
    sweepForm,
    dockOpen,
    taught,
    dockTab,
    settingsOpen,
    commandsOpen,
    showDock,
    showSetup,
    toggleDock,
    offerLog,
    closeNearest
  }
})
