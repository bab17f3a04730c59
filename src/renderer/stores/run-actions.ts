// What can be done with runs of the table: bring them in order, take them away and back, hand them on.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { AnnotationChange } from '../../shared/annotations'
import { isActive } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import { useApi } from '../api'
import { asCsv, asTsv, fileName, saveText } from '../evaluate/table-text'
import { jsonOf, tableOf } from '../runs/export-text'
import { useFileChooser } from './file-chooser'
import { useNotices } from './notices'
import { useProblems } from './problems'
import { useRunTable } from './run-table'
import { useRuns } from './runs'
import { useWorkbench } from './workbench'

const UNDO_MS = 30_000

export const useRunActions = defineStore('run-actions', () => {
  const api = useApi()
  const runs = useRuns()
  const table = useRunTable()
  const notices = useNotices()
  const problems = useProblems()
  const chooser = useFileChooser()
  const workbench = useWorkbench()
  const importing = ref(false)

  async function annotate(ids: readonly string[], change: AnnotationChange): Promise<void> {
    table.settle()
    await runs.annotate(ids, change)
    table.settle()
  }
  /** Stars all of them, unless they are starred already. */
  const star = (rows: readonly RunSummary[]): Promise<void> =>
    annotate(idsOf(rows), { starred: !rows.every(({ annotations }) => annotations.starred) })
  const archive = async (rows: readonly RunSummary[], archived: boolean): Promise<void> => {
    const ids = idsOf(rows.filter(({ annotations }) => annotations.archived !== archived))
    if (ids.length === 0) return
    await annotate(ids, { archived })
    const undo = (): Promise<void> => annotate(ids, { archived: !archived }).then(notices.dismiss)
    const text = ids.length === 1 ? 'runArchived' : 'runsArchived'
    if (archived) notices.tell({ text, args: { n: ids.length }, action: { label: 'undo', run: undo } }, UNDO_MS)
  }

  /** Those that train stay. */
  async function remove(rows: readonly RunSummary[]): Promise<void> {
    const gone = rows.filter(({ status }) => !isActive(status))
    if (gone.length === 0) {
      if (rows.length > 0) notices.tell({ text: 'runsTrain' })
      return
    }
    const ids = idsOf(gone)
    const wasChosen = runs.selectedId !== null && ids.includes(runs.selectedId)
    const next = nextAfter(ids)
    if (!(await runs.remove(ids))) return
    table.check(ids, false)
    if (wasChosen) runs.selectedId = next
    table.settle()
    const undo = async (): Promise<void> => {
      notices.dismiss()
      if (await runs.restore(ids)) table.settle()
    }
    const kept = rows.length - gone.length
    const text = kept > 0 ? 'runsDeletedBut' : ids.length === 1 ? 'runDeleted' : 'runsDeleted'
    const args = { n: ids.length, name: gone[0]!.name, kept }
    notices.tell({ text, args, action: { label: 'undo', run: undo } }, UNDO_MS)
  }
  /** The row that is nearest to the chosen one and stays. */
  function nextAfter(ids: readonly string[]): string | null {
    const gone = new Set(ids)
    const rows = table.inOrder
    const at = rows.findIndex(({ id }) => id === runs.selectedId)
    const after = rows.slice(Math.max(0, at)).find(({ id }) => !gone.has(id))
    return (after ?? rows.slice(0, Math.max(0, at)).findLast(({ id }) => !gone.has(id)))?.id ?? null
  }

  function compare(ids: readonly string[]): void {
    table.checked = [...new Set(ids)]
    workbench.runsPage = 'compare'
  }

  /** The rows that are checked, else all that are shown. */
  const exported = (): readonly RunSummary[] =>
    table.checked.length > 0 ? table.inOrder.filter(({ id }) => table.checkedSet.has(id)) : table.listed
  const saveCsv = (): void => saveText(fileName('runs'), asCsv(tableOf(exported(), table.columns)))
  const saveJson = (): void => saveText('runs.json', jsonOf(exported()), 'application/json')
  const copy = (): Promise<void> => navigator.clipboard.writeText(asTsv(tableOf(exported(), table.columns)))

  async function bringIn(from: Parameters<typeof api.runs.import>[0]['from']): Promise<void> {
    importing.value = true
    try {
      const { runIds } = await api.runs.import({ from })
      await runs.refresh()
      table.settle()
      runs.selectedId = runIds[0] ?? runs.selectedId
      const text = runIds.length === 1 ? 'logImported' : 'logsImported'
      notices.tell({ text, args: { n: runIds.length } })
    } catch (error) {
      problems.report('workbench', error)
    } finally {
      importing.value = false
    }
  }
  /** Of this machine. */
  async function importPath(kind: 'file' | 'folder'): Promise<void> {
    const path = await chooser.chooseData(kind)
    if (path !== null) await bringIn({ path })
  }
  /** Of the machine of the browser. */
  async function importFiles(files: readonly File[]): Promise<void> {
    for (const file of files) {
      const path = api.$pathOf(file)
      await bringIn(path === null ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : { path })
    }
  }

  return { importing, annotate, star, archive, remove, compare, saveCsv, saveJson, copy, importPath, importFiles }
})

const idsOf = (rows: readonly RunSummary[]): string[] => rows.map(({ id }) => id)
