// Every call and every event between the page and the services. Transports derive themselves from this.
import { dataProcedures } from './data-contract'
import { debugProcedures } from './debug-contract'
import { datasetInfoSchema } from './dataset'
import { importedModelSchema } from './imported-model'
import { LOCALES } from './locale'
import { lessonProgressSchema } from './lesson-progress'
import { modelProcedures } from './model-contract'
import { projectSchema } from './project'
import {
  draftSchema,
  draftsSchema,
  filePathSchema,
  fileVersionSchema,
  folderListSchema,
  MENU_COMMANDS,
  recentProjectSchema,
  windowIdSchema
} from './project-files'
import { defineContract, event, procedure } from './rpc'
import { annotationChangeSchema } from './annotations'
import { errorPayloadSchema, runEventSchema, runRecordSchema } from './run'
import { packedRowsSchema, runSummarySchema } from './run-list'
import { runPointsSchema } from './run-points'
import { settingsMapSchema } from './setting'
import { sweepRecordSchema, sweepSpecSchema } from './sweep'
import { bytes } from './typed-arrays'
import { z } from './zod'

const nothing = z.void()
const runId = z.strictObject({ runId: z.string() })
const runIds = z.strictObject({ runIds: z.array(z.string()) })

export const settingsSchema = z.object({
  /** null follows the system. */
  locale: z.enum(LOCALES).nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  /** Runs that train at the same time; more wait for their turn. */
  parallel: z.int().min(1).max(16),
  /** By the lesson's id. */
  lessons: z.record(z.string(), lessonProgressSchema)
})
export type Settings = z.infer<typeof settingsSchema>
export const DEFAULT_SETTINGS: Settings = { locale: null, theme: 'system', parallel: 1, lessons: {} }

/** Which TensorFlow this machine trains with, and what would mend it. */
export const runtimeReportSchema = z.object({
  native: z.boolean(),
  /** 'tfjs-node', 'wasm' or 'cpu' */
  engine: z.string(),
  /** TensorFlow's version where native, else tfjs's. */
  version: z.string(),
  /** Where the native library came from, e.g. 'tensorflow-cpu wheel'. */
  source: z.string().nullable(),
  cpu: z.object({ model: z.string(), cores: z.int(), features: z.array(z.string()) }),
  missing: z.array(z.string()),
  /** One command that mends what is missing. */
  remedy: z.string().nullable()
})
export type RuntimeReport = z.infer<typeof runtimeReportSchema>

export const contract = defineContract({
  system: {
    info: procedure(
      nothing,
      z.object({
        version: z.string(),
        host: z.enum(['electron', 'browser']),
        home: z.string(),
        /** Whether `projects.chooseOpen` and the like exist; without them, `projects.list` shows the way to a file. */
        dialogs: z.boolean(),
        /** The system's languages, most wanted first. */
        languages: z.array(z.string()),
        runtime: runtimeReportSchema
      })
    ),
    /** From the bridge itself: 'lost' while it connects again, 'restored' once events may have been missed: read anew. */
    connection: event(z.object({ state: z.enum(['lost', 'restored', 'expired']) }))
  },
  settings: {
    get: procedure(nothing, settingsSchema),
    set: procedure(settingsSchema.partial(), settingsSchema)
  },
  datasets: {
    list: procedure(nothing, z.array(datasetInfoSchema)),
    download: procedure(z.strictObject({ name: z.string() }), nothing),
    cancelDownload: procedure(z.strictObject({ name: z.string() }), nothing),
    /**
     * A folder of PNG pictures, class by class in train/, validation/ and test/, from a dataset on this machine; counts of each class.
     * `folder` null: a place in the person's home that follows from what is asked, where pictures that are there already are
     * answered as they are (`written` 0). Nothing is ever overwritten.
     */
    writePictures: procedure(
      z.strictObject({
        dataset: z.string(),
        classes: z.array(z.string()),
        counts: z.strictObject({ train: z.int().min(1), validation: z.int().min(0), test: z.int().min(0) }),
        folder: filePathSchema.nullable()
      }),
      z.object({ folder: z.string(), written: z.int() })
    ),
    progress: event(
      z.object({
        name: z.string(),
        file: z.string(),
        receivedBytes: z.number(),
        totalBytes: z.number().nullable(),
        state: z.enum(['downloading', 'verifying', 'done', 'failed', 'cancelled']),
        error: errorPayloadSchema.optional()
      })
    )
  },
  data: dataProcedures,
  model: modelProcedures,
  debug: debugProcedures,
  projects: {
    /** A model of Keras or TensorFlow.js as a design, from the bytes of its file (at most LARGEST_MODEL_FILE_BYTES). */
    importModel: procedure(z.strictObject({ name: z.string(), bytes }), importedModelSchema),
    /** The same of a file on this machine. */
    importModelFile: procedure(z.strictObject({ path: filePathSchema }), importedModelSchema),
    /** The projects that come with Netloom; `lessons/...` are those that lessons begin with. */
    examples: procedure(nothing, z.array(z.object({ id: z.string(), path: z.string(), project: projectSchema }))),

    /** Reads a *.netloom.json; `path` comes back absolute. */
    open: procedure(
      z.strictObject({ path: filePathSchema }),
      z.object({ path: z.string(), project: projectSchema, version: fileVersionSchema })
    ),
    /**
     * Writes the file whole or not at all. `version`: what the file was when it was opened or last saved, else
     * PROJECT_CHANGED_ON_DISK; null: there is no file yet, else PROJECT_EXISTS. `overwrite`, once a person has agreed,
     * replaces whatever is there.
     */
    save: procedure(
      z.strictObject({
        path: filePathSchema,
        project: projectSchema,
        version: fileVersionSchema.nullable(),
        overwrite: z.boolean().default(false)
      }),
      z.object({ path: z.string(), version: fileVersionSchema })
    ),

    /** The last 20 that were opened or saved, newest first; `exists` is false for one that has gone or moved. */
    recent: procedure(nothing, z.array(recentProjectSchema.extend({ exists: z.boolean() }))),
    forgetRecent: procedure(z.strictObject({ path: z.string() }), nothing),

    /**
     * Names the window, first of all and again after 'restored'. `windowId`: the name from before a reload (kept in
     * sessionStorage); a new one is given where there is none or another open window has it (a duplicated tab).
     */
    enter: procedure(z.strictObject({ windowId: windowIdSchema.nullable() }), z.object({ windowId: windowIdSchema })),
    /** Keeps what is not saved yet, in place of the window's last draft. */
    keepDraft: procedure(draftSchema.omit({ savedAt: true }), nothing),
    /** The calling window's own, and those of windows that are gone: of a crash, or closed with unsaved changes. */
    drafts: procedure(nothing, draftsSchema),
    /** Once saved, restored elsewhere or not wanted. */
    dropDraft: procedure(z.strictObject({ windowId: windowIdSchema }), nothing),

    /** The system's dialog; null when it was cancelled. Only with `system.info.dialogs`, as the next four. */
    chooseOpen: procedure(nothing, z.string().nullable()),
    /** The same for data: a file of them, or a folder. */
    chooseData: procedure(z.strictObject({ kind: z.enum(['file', 'folder']) }), z.string().nullable()),
    /** `overwrite`: the person has agreed to replace the file. `path`: that of the project so far, if any. */
    chooseSave: procedure(
      z.strictObject({ suggestedName: z.string(), path: z.string().nullable() }),
      z.object({ path: z.string(), overwrite: z.boolean() }).nullable()
    ),
    /** One more window; it finds its file in `?project=` of its address, as every window and tab does. */
    openWindow: procedure(z.strictObject({ path: z.string().nullable() }), nothing),
    /** Before a window with unsaved changes closes: keep the draft, then call `readyToClose`. */
    closing: event(z.object({})),
    readyToClose: procedure(nothing, nothing),
    /** What this window shows: so that the file is not opened twice, and the title bar tells of unsaved changes. */
    show: procedure(z.strictObject({ path: z.string().nullable(), edited: z.boolean() }), nothing),

    /** Chosen in the menu bar of the desktop: the id of a command of the page. */
    command: event(z.object({ id: z.enum(MENU_COMMANDS) })),

    /** What a file chooser shows of a folder of this machine; null is the home folder. No hidden files. */
    list: procedure(z.strictObject({ folder: z.string().nullable() }), folderListSchema)
  },
  runs: {
    /** Newest first; `unreadable` says why a folder among them could not be read. */
    list: procedure(nothing, z.object({ runs: packedRowsSchema, unreadable: z.array(errorPayloadSchema) })),
    /** A run and all its events so far: live and finished runs are read the same way. */
    get: procedure(runId, z.object({ record: runRecordSchema, events: z.array(runEventSchema) })),
    /** Records without events, in the order that was asked for; those that cannot be read are left out. */
    records: procedure(runIds, z.array(runRecordSchema)),
    /**
     * Curves of many runs in columns. `logs`: by Keras's names, with learning_rate and samples_per_second. `coarsely`: of long
     * columns of runs that have ended only what a picture of all of it needs.
     */
    points: procedure(
      z.strictObject({
        runIds: z.array(z.string()).max(1000),
        logs: z.array(z.string()),
        coarsely: z.boolean().optional()
      }),
      z.array(runPointsSchema)
    ),
    /** Names, tags, notes, stars, archive; answers with the rows as they are then. */
    annotate: procedure(
      z.strictObject({ runIds: z.array(z.string()), change: annotationChangeSchema }),
      z.array(runSummarySchema)
    ),
    /** Takes runs that have ended away; they can be restored for 30 s at least. */
    remove: procedure(runIds, nothing),
    restore: procedure(runIds, nothing),
    /**
     * Logs of other programs as runs to compare with: a TensorBoard log folder or event file, or a CSV with a column `epoch` or
     * `step` (Keras's CSVLogger), by path or by its bytes.
     */
    import: procedure(
      z.strictObject({
        from: z.union([z.strictObject({ path: filePathSchema }), z.strictObject({ name: z.string(), bytes })])
      }),
      runIds
    ),
    /**
     * Sent whenever a run changes that trains, here (`mine`) or in another process; `events` are new since the last one. A resume
     * among them means that the run is to be read anew.
     */
    changed: event(
      z.object({
        runId: z.string(),
        record: runRecordSchema,
        events: z.array(runEventSchema),
        mine: z.boolean()
      })
    ),
    /** Rows that are new or not as they were, and runs that are gone: by annotations, by hand, by another process. */
    listed: event(z.object({ rows: packedRowsSchema, removed: z.array(z.string()) }))
  },
  sweeps: {
    /** Newest first. */
    list: procedure(nothing, z.object({ sweeps: z.array(sweepRecordSchema), unreadable: z.array(errorPayloadSchema) })),
    start: procedure(
      z.strictObject({ project: projectSchema, baseDir: z.string().nullable(), spec: sweepSpecSchema }),
      z.object({ sweepId: z.string() })
    ),
    /** What a sweep would try, without starting it: the first trials' values, and how many there are. */
    plan: procedure(
      z.strictObject({ project: projectSchema, spec: sweepSpecSchema }),
      z.object({
        total: z.int(),
        first: z.array(settingsMapSchema),
        /** Trials by the number of seeds. */
        runs: z.int(),
        /** Of all runs together, where none ends early. */
        epochs: z.int(),
        /** SuccessiveHalving: how many trials each rung trains, up to which epoch. */
        rungs: z.array(z.object({ trials: z.int(), epochs: z.int() }))
      })
    ),
    /** No further trial begins; those that train are stopped, with their models kept. */
    stop: procedure(z.strictObject({ sweepId: z.string() }), nothing),
    /** Goes on with a sweep that was stopped or interrupted: trials that are missing begin, those that were cut short go on. */
    resume: procedure(z.strictObject({ sweepId: z.string() }), nothing),
    /** Takes the sweep's own folder away, or its runs as well (as runs.remove does). */
    remove: procedure(z.strictObject({ sweepId: z.string(), runs: z.boolean() }), nothing),
    changed: event(z.object({ sweep: sweepRecordSchema }))
  },
  training: {
    /**
     * `baseDir`: what relative data paths of the project refer to. It trains at once where fewer runs train than
     * `settings.parallel` allows, or with `now`; else it waits for its turn.
     */
    start: procedure(
      z.strictObject({ project: projectSchema, baseDir: z.string().nullable(), now: z.boolean().default(false) }),
      runId
    ),
    /**
     * A new run that begins with the weights (and the optimizer's slots, where it is the same optimizer) of another one's
     * checkpoint, `file` of its `checkpoints`; null is where it ended.
     */
    branch: procedure(
      z.strictObject({
        runId: z.string(),
        checkpoint: z.string().nullable(),
        project: projectSchema,
        baseDir: z.string().nullable()
      }),
      runId
    ),
    /**
     * Goes on with a run that has ended; `epochs` in all, null as planned. `checkpoint`: `file` of one of its `checkpoints`,
     * null for the last; what the run told of the time after it is no longer so.
     */
    resume: procedure(
      z.strictObject({
        runId: z.string(),
        epochs: z.int().min(1).nullable(),
        checkpoint: z.string().nullable().default(null)
      }),
      runId
    ),
    /** After its current step; keeps a checkpoint, and the trainer with all that it has in memory. */
    pause: procedure(runId, nothing),
    continue: procedure(runId, nothing),
    /** Ends the run after its current step and keeps its model; answers once the run has ended. A queued run is taken out. */
    stop: procedure(z.strictObject({ runId: z.string(), weights: z.enum(['last', 'best']).default('last') }), nothing),
    /** Ends the trainer process at once. */
    kill: procedure(runId, nothing),
    /** Puts a queued run before another one that waits; null: at the end. */
    move: procedure(z.strictObject({ runId: z.string(), before: z.string().nullable() }), nothing),
    /** Begins a queued run now, whatever else trains. */
    startNow: procedure(runId, nothing)
  }
})
export type AppContract = typeof contract
