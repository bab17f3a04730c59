// What follows the project in hand: its draft on disk, the window's title bar and address, and where a reload returns to.
import { onBeforeUnmount, onMounted, watch } from 'vue'
import { useApi } from '../api'
import { useDrafts } from '../stores/drafts'
import { useFiles } from '../stores/files'
import { useProblems } from '../stores/problems'
import { useProject } from '../stores/project'
import { useWorkbench, VIEWS } from '../stores/workbench'

const AUTOSAVE_MS = 1000
const [TEMPLATE_KEY, VIEW_KEY] = ['netloom.template', 'netloom.view']

export interface Following {
  /** Takes the project in hand that the window begins with. */
  begin(): Promise<void>
}

/** @param runCommand runs a command that was chosen in the desktop's menu bar */
export function useFollowing(runCommand: (id: string) => void): Following {
  const api = useApi()
  const files = useFiles()
  const drafts = useDrafts()
  const project = useProject()
  const problems = useProblems()
  const workbench = useWorkbench()
  const endings: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  async function keepNow(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    await files.keep().catch((error: unknown) => problems.report('workbench', error))
  }
  const keepSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void keepNow(), AUTOSAVE_MS)
  }
  const leave = (): void => void keepNow()

  function remember(key: string, value: string | null): void {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, value)
  }
  function showAddress(path: string | null): void {
    const address = new URL(location.href)
    if (path === null) address.searchParams.delete('project')
    else address.searchParams.set('project', path)
    if (address.href !== location.href) history.replaceState(history.state, '', address)
  }

  function follow(): void {
    watch(() => [project.draft, files.path, files.version], keepSoon)
    // Also where the path stays null: the address may name a file that could not be opened.
    watch(
      () => [project.opened, files.path],
      () => {
        showAddress(files.path)
        remember(TEMPLATE_KEY, project.chosenId)
      }
    )
    watch(
      () => workbench.view,
      (view) => remember(VIEW_KEY, view)
    )
    watch(
      () => ({ path: files.path, edited: files.edited }),
      (shown) => void api.projects.show(shown).catch(() => undefined),
      { immediate: true }
    )
  }

  async function begin(): Promise<void> {
    const [template, view] = [TEMPLATE_KEY, VIEW_KEY].map((key) => sessionStorage.getItem(key))
    await project.loadExamples()
    try {
      const isFound = await files.load(template ?? null)
      // Who has gone elsewhere meanwhile stays there.
      if (workbench.view === 'start')
        workbench.view = VIEWS.find((name) => name === view) ?? (isFound ? 'design' : 'start')
    } catch (error) {
      problems.report('workbench', error)
    }
    follow()
  }

  onMounted(() => {
    window.addEventListener('pagehide', leave)
    endings.push(
      () => window.removeEventListener('pagehide', leave),
      api.$on('projects.command', ({ id }) => runCommand(id)),
      api.$on('projects.closing', async () => {
        await keepNow()
        await api.projects.readyToClose()
      }),
      api.$on('system.connection', async ({ state }) => {
        if (state !== 'restored') return
        await drafts.enter('again').catch((error: unknown) => problems.report('workbench', error))
        await keepNow()
      })
    )
  })
  onBeforeUnmount(() => endings.forEach((end) => end()))
  return { begin }
}
