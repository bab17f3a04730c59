import { annotationsSchema } from './annotations'
import { directionOf } from './monitor'
import { runRecordSchema, type RunRecord } from './run'
import { settingsMapSchema } from './setting'
import { bytes } from './typed-arrays'
import { z } from './zod'

/** One row of the run list. */
export const runSummarySchema = runRecordSchema
  .omit({
    project: true,
    baseDir: true,
    environment: true,
    weights: true,
    profile: true,
    checkpoints: true,
    dataset: true
  })
  .extend({
    dataset: runRecordSchema.shape.dataset.omit({ preprocessing: true, columns: true }),
    /** `name` is that of the annotations, where they have one. */
    annotations: annotationsSchema,
    /** The project's name. */
    project: z.string(),
    /** What it was trained with, flat (src/comparison/settings.ts). */
    settings: settingsMapSchema,
    /** Whether the record has a profile. */
    timed: z.boolean(),
    batch_size: z.int(),
    optimizer: z.string(),
    /** Seconds of training where the record tells them, else from creation to the end (or to the last event). */
    seconds: z.number(),
    hasModel: z.boolean(),
    /** This workbench trains it, or has it wait for its turn: only then can it be paused and stopped here. */
    mine: z.boolean()
  })
export type RunSummary = z.infer<typeof runSummarySchema>

/** Rows as they cross: as they are, or where they are many as the bytes of their JSON (`packRows`), which is read ten times as fast. */
export const packedRowsSchema = z.union([z.array(runSummarySchema), bytes])
export type PackedRows = z.infer<typeof packedRowsSchema>

/** @param texts each row as `jsonText` writes it */
export const packRows = (texts: readonly string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`[${texts.join(',')}]`)

export function unpackRows(packed: PackedRows): RunSummary[] {
  if (Array.isArray(packed)) return packed
  return (JSON.parse(new TextDecoder().decode(packed)) as RunSummary[]).map(withNumbers)
}

/** A row of the list as JSON tells it: NaN and the infinities were written as strings. */
export function withNumbers(row: RunSummary): RunSummary {
  for (const logs of [row.last, row.test]) {
    for (const name in logs) logs[name] = Number(logs[name])
  }
  for (const name in row.best) row.best[name]!.value = Number(row.best[name]!.value)
  return row
}

/** Seconds of training where the record tells them; else since its creation. */
export function trainingSeconds({ trained, created, ended }: Pick<RunRecord, 'trained' | 'created' | 'ended'>): number {
  const end = ended === null ? Date.now() : Date.parse(ended)
  if (!trained) return (end - Date.parse(created)) / 1000
  return trained.seconds + (trained.since === null ? 0 : Math.max(0, end - trained.since) / 1000)
}

/** The log that says best how good a run is: a metric rather than a loss, of validation rather than of training. */
export function mainLog(logs: Readonly<Record<string, unknown>>): string | null {
  const rank = (name: string): number => (name.endsWith('loss') ? 2 : 0) + (name.startsWith('val_') ? 0 : 1)
  const known = Object.keys(logs).filter((name) => directionOf(name) !== null)
  return known.reduce<string | null>((best, name) => (best === null || rank(name) < rank(best) ? name : best), null)
}
