// What the page and the services tell each other of project files, drafts and folders.
import { PROJECT_EXTENSION, projectSchema } from './project'
import { errorPayloadSchema } from './run'
import { z } from './zod'

export const filePathSchema = z.string().min(1)

/** The SHA-256 of a file's bytes, in hex: two windows that see the same version see the same file. */
export const fileVersionSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** The name of a window or tab for as long as it is open, reloads included; it names its draft's file, too. */
export const windowIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

export const recentProjectSchema = z.object({
  path: z.string(),
  /** As in the project when it was last opened or saved here. */
  name: z.string(),
  /** ISO 8601. */
  openedAt: z.string()
})
export type RecentProject = z.infer<typeof recentProjectSchema>

/** What has not been saved yet. */
export const draftSchema = z.object({
  windowId: windowIdSchema,
  /** The file that it will be saved to; null for a project that has none yet. */
  path: z.string().nullable(),
  /** The version of that file that was edited. */
  version: fileVersionSchema.nullable(),
  project: projectSchema,
  /** ISO 8601. */
  savedAt: z.string()
})
export type Draft = z.infer<typeof draftSchema>

export const draftsSchema = z.object({
  /** Newest first. `own`: of the calling window itself, from before it was reloaded. */
  drafts: z.array(draftSchema.extend({ own: z.boolean() })),
  unreadable: z.array(z.object({ windowId: windowIdSchema, error: errorPayloadSchema }))
})
export type Drafts = z.infer<typeof draftsSchema>

export const folderEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  /** 'project': *.netloom.json; 'model': any other .json (it may hold data as well), and .keras; 'data': isDataFile. */
  kind: z.enum(['folder', 'project', 'model', 'data'])
})
export type FolderEntry = z.infer<typeof folderEntrySchema>

export const folderListSchema = z.object({
  folder: z.string(),
  /** null at the top. */
  parent: z.string().nullable(),
  /** Folders first, then files, by name. */
  entries: z.array(folderEntrySchema)
})
export type FolderList = z.infer<typeof folderListSchema>

/** Commands of the page that the desktop's menu bar has, too. */
export const MENU_COMMANDS = [
  'new-project',
  'open-project',
  'import-model',
  'open-data',
  'open-data-folder',
  'save',
  'save-as',
  'show-start'
] as const
export type MenuCommand = (typeof MENU_COMMANDS)[number]

/** A project's name as a file's, without what file systems refuse. */
export const projectFileName = (name: string): string =>
  `${name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-').replace(/^[. ]+|[. ]+$/g, '') || 'project'}${PROJECT_EXTENSION}`
