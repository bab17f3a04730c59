import { computed, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { emptyProject, projectOf } from '../../document/new-project'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { ImportedModel } from '../../shared/imported-model'
import { parseProject, type Project } from '../../shared/project'
import type { Draft } from '../../shared/project-files'
import { isSame } from '../../shared/same'
import { useApi } from '../api'
import { folderOf, isProjectFile, stemOf } from '../files/paths'
import { useDrafts } from './drafts'
import { useFileChooser, type ChosenFile } from './file-chooser'
import { useNotices } from './notices'
import { useProject, type Origin } from './project'
import { useSession } from './session'
import { useWorkbench } from './workbench'

interface Start extends Origin {
  path?: string | null
  version?: string | null
  /** It is nowhere but here. */
  unsaved?: boolean
}
/** A save that would have overwritten what this window has not seen. */
export interface Conflict {
  path: string
  error: ErrorPayload
}

const CONFLICTS: ReadonlySet<string> = new Set(['PROJECT_CHANGED_ON_DISK', 'PROJECT_EXISTS'])

/** A project may have any name, if it was given one outside of Netloom; it begins with its format's version. */
const holdsProject = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*\{\s*"netloom"/.test(new TextDecoder().decode(bytes.subarray(0, 200)))

/** Which file the project in hand is, what of it is not saved, and the ways to another project. */
export const useFiles = defineStore('files', () => {
  const api = useApi()
  const project = useProject()
  const drafts = useDrafts()
  const chooser = useFileChooser()
  const notices = useNotices()
  const session = useSession()
  const workbench = useWorkbench()

  /** null for a project that has no file yet. */
  const path = ref<string | null>(null)
  /** What the file was when it was opened or last saved. */
  const version = ref<string | null>(null)
  /** The project as it is in its file, or as the template has it; null where it is nowhere but here. */
  const saved = shallowRef<Project | null>(null)
  const edited = computed(() => project.draft !== null && !isSame(project.draft, saved.value))
  const conflict = shallowRef<Conflict | null>(null)
  /** Whether it is decided which project the window begins with. */
  const ready = ref(false)
  let isKept = false

  /** The draft on disk follows the project in hand; one that is saved has none. */
  async function keep(): Promise<void> {
    if (edited.value && project.draft) {
      isKept = true
      await drafts.keep({ path: path.value, version: version.value, project: project.draft })
    } else if (isKept) {
      isKept = false
      await drafts.drop()
    }
  }

  /** Before another project takes its place: what is not saved can be restored afterwards. */
  async function setAside(): Promise<{ windowId: string; name: string } | null> {
    await keep()
    if (!edited.value || !project.draft || drafts.windowId === null) return null
    const before = { windowId: drafts.windowId, name: project.draft.name }
    await drafts.enter('anew')
    isKept = false
    return before
  }

  /** Takes another project in hand. Nothing asks, as nothing is lost. */
  async function begin(next: Project, start: Start = {}): Promise<void> {
    const before = await setAside()
    path.value = start.path ?? null
    version.value = start.version ?? null
    project.begin(next, { folder: start.path ? folderOf(start.path) : null, ...start })
    saved.value = start.unsaved ? null : project.draft
    conflict.value = null
    notices.dismiss()
    if (!before) return
    const { windowId, name } = before
    const action = { label: 'restore', run: () => restoreLeft(windowId) }
    notices.tell({ text: 'setAside', args: { name }, action })
    await drafts.refresh()
  }

  /** Tells an error where the person looks; what was in hand stays in hand. */
  async function attempt(text: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      notices.tell({ text, error: toErrorPayload(error) })
    }
  }
  const refuse = (error: unknown): void => notices.tell({ text: 'openFailed', error: toErrorPayload(error) })
  const show = (): void => void (workbench.view = 'design')

  const startNew = (name: string): Promise<void> => attempt('openFailed', () => begin(emptyProject(name)).then(show))

  /** Stays in the view: the Train view has the templates, too. */
  const openTemplate = (id: string): Promise<void> =>
    attempt('openFailed', async () => {
      const template = project.examples.find((one) => one.id === id)
      if (template) await begin(template.project, { folder: folderOf(template.path), example: id })
    })

  /** A run's settings, so that it can be done again or changed. */
  const adopt = (settings: Project, folder: string | null): Promise<void> =>
    attempt('openFailed', () => {
      const example = project.examples.find((one) => isSame(one.project.model.nodes, settings.model.nodes))
      return begin(settings, { folder, example: example?.id ?? null })
    })

  async function openProject(file: string): Promise<void> {
    const { project: found, ...there } = await api.projects.open({ path: file })
    await begin(found, there)
    show()
  }
  async function beginModel(model: ImportedModel, name: string): Promise<void> {
    const inHand = project.draft ?? emptyProject(name)
    await begin(projectOf(model, name, inHand), { unsaved: true, folder: project.baseDir })
    show()
    if (model.notes.length > 0)
      notices.tell({ text: 'imported', args: { name: project.draft!.name }, notes: model.notes })
  }

  /** A project or a model, by its path. */
  const openPath = (file: string): Promise<void> =>
    attempt('openFailed', async () => {
      if (isProjectFile(file)) return openProject(file)
      try {
        const model = await api.projects.importModelFile({ path: file })
        await beginModel(model, stemOf(file))
      } catch (error) {
        // It may be a project under a name of another kind.
        if (!(error instanceof NetloomError) || error.code !== 'MODEL_FILE_UNKNOWN') throw error
        await openProject(file).catch((second: unknown) =>
          Promise.reject(second instanceof NetloomError && second.code === 'PROJECT_INVALID' ? error : second)
        )
      }
    })
  /** What was dropped or pasted: its content is known, its path is not. */
  const openContent = (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> =>
    attempt('openFailed', async () => {
      if (!isProjectFile(name) && !holdsProject(bytes))
        return beginModel(await api.projects.importModel({ name, bytes }), stemOf(name))
      await begin(parseProject(new TextDecoder().decode(bytes), name), { unsaved: true })
      show()
    })
  /** What was dropped or pasted: by its path where the host knows it, so that it is saved where it was. */
  async function openFile(file: File): Promise<void> {
    const there = api.$pathOf(file)
    if (there !== null) return openPath(there)
    await openContent(file.name, new Uint8Array(await file.arrayBuffer()))
  }
  async function open(mode: 'open' | 'import'): Promise<void> {
    const file = await chooser.open(mode, path.value)
    if (file !== null) await openPath(file)
  }

  /** Restores under this window's name before the other draft goes. */
  const restore = (draft: Draft): Promise<void> =>
    attempt('restoreFailed', async () => {
      await begin(draft.project, { path: draft.path, version: draft.version, unsaved: true })
      await keep()
      await drafts.discard(draft.windowId)
      show()
    })
  async function restoreLeft(windowId: string): Promise<void> {
    await drafts.refresh()
    const draft = drafts.left.find((one) => one.windowId === windowId)
    if (draft) await restore(draft)
  }

  /** A window of the desktop, or a tab; `noopener`, else it would begin with this tab's project. */
  async function openWindow(): Promise<void> {
    if (session.info?.dialogs) await api.projects.openWindow({ path: null })
    else window.open(location.pathname, '_blank', 'noopener')
  }

  let writing: Promise<unknown> = Promise.resolve()
  /** One save after another: each has to know the version that the one before has made. */
  function write(target: string, overwrite = false): Promise<void> {
    const written = writing.then(async () => {
      if (!project.draft) return
      const sent = project.draft
      try {
        const known = target === path.value ? version.value : null
        const done = await api.projects.save({ path: target, project: sent, version: known, overwrite })
        path.value = done.path
        version.value = done.version
        saved.value = sent
        conflict.value = null
        if (notices.current?.error) notices.dismiss()
      } catch (error) {
        const failure = toErrorPayload(error)
        if (CONFLICTS.has(failure.code)) conflict.value = { path: target, error: failure }
        else notices.tell({ text: 'saveFailed', error: failure })
        return
      }
      await keep().catch(() => undefined) // It is saved: a draft too many does no harm.
    })
    writing = written
    return written
  }

  async function saveAs(): Promise<void> {
    if (!project.draft) return
    const chosen: ChosenFile | null = await chooser.save(project.draft.name, path.value)
    if (!chosen) return
    if (chosen.path === path.value) return write(chosen.path)
    project.moveTo(folderOf(chosen.path))
    const name = stemOf(chosen.path)
    if (name !== '') project.rename(name.slice(0, 120))
    await write(chosen.path, chosen.overwrite)
  }
  const save = (): Promise<void> => (path.value === null ? saveAs() : write(path.value))

  /** How a conflict ends. What is in hand is kept as a draft where the other file takes its place. */
  async function resolve(how: 'save-as' | 'overwrite' | 'theirs' | 'cancel'): Promise<void> {
    const found = conflict.value
    conflict.value = null
    if (!found || how === 'cancel') return
    if (how === 'overwrite') await write(found.path, true)
    else if (how === 'theirs') await openPath(found.path)
    else await saveAs()
  }

  /**
   * The project that the window begins with: what it had before a reload, else the file of its address.
   * @param template the id of the one that was in hand before a reload
   * @returns false where there was none, and the first example was taken
   */
  async function load(template: string | null): Promise<boolean> {
    await drafts.enter('again')
    const own = await drafts.refresh()
    drafts.tellOfLeft()
    const named = new URLSearchParams(location.search).get('project')
    if (own && (named === null || named === own.path)) {
      await begin(own.project, { path: own.path, version: own.version, unsaved: true })
      isKept = true
      return true
    }
    if (own) await drafts.enter('anew').then(drafts.refresh)
    if (named !== null) await openPath(named)
    if (project.draft) return true
    const failure = notices.current
    const first = template ?? project.examples[0]?.id
    if (first !== undefined) await openTemplate(first)
    if (failure) notices.tell(failure)
    return template !== null && project.chosenId === template
  }

  return {
    path,
    version,
    edited,
    conflict,
    ready,
    keep,
    startNew,
    openTemplate,
    adopt,
    open,
    openPath,
    openContent,
    openFile,
    refuse,
    openWindow,
    restore,
    save,
    saveAs,
    resolve,
    load
  }
})
