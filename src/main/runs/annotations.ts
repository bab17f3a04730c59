// annotations.json of a run, which anyone may write at any time: never over what could not be read.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { annotationsSchema, changedAnnotations, NO_ANNOTATIONS } from '../../shared/annotations'
import type { AnnotationChange, Annotations } from '../../shared/annotations'
import { NetloomError, type ErrorPayload } from '../../shared/errors'
import { z } from '../../shared/zod'
import { exclusively } from '../projects/exclusively'
import { errorCode } from '../error-code'

export const annotationsFile = (folder: string): string => join(folder, 'annotations.json')

export interface ReadAnnotations {
  annotations: Annotations
  /** Why the file was left out. */
  error: ErrorPayload | null
}

export function readAnnotations(folder: string): ReadAnnotations {
  try {
    const raw: unknown = JSON.parse(readFileSync(annotationsFile(folder), 'utf8'))
    const { data, error } = annotationsSchema.safeParse(raw)
    return data ? { annotations: data, error: null } : damaged(folder, z.prettifyError(error).split('\n').join(' '))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { annotations: NO_ANNOTATIONS, error: null }
    return damaged(folder, error instanceof Error ? error.message : String(error))
  }
}
/** A run's record under the name that a person has given it. */
export function named<T extends { name: string }>(record: T, folder: string): T {
  const { name } = readAnnotations(folder).annotations
  return name === null ? record : { ...record, name }
}
const damaged = (path: string, reason: string): ReadAnnotations => ({
  annotations: NO_ANNOTATIONS,
  error: new NetloomError('ANNOTATIONS_UNREADABLE', { path, reason }).toPayload()
})

/** Changes what is there just now, whoever else changes it. A file that cannot be read is kept as annotations.json.bad. */
export async function annotate(folder: string, change: AnnotationChange): Promise<Annotations> {
  const path = annotationsFile(folder)
  let after = NO_ANNOTATIONS
  await exclusively(path, () => {
    const { annotations, error } = readAnnotations(folder)
    after = changedAnnotations(annotations, change)
    if (error) renameSync(path, freeName(`${path}.bad`))
    replaceFile(path, `${JSON.stringify(after, null, 2)}\n`)
  })
  return after
}

/** In one rename. Not awaited, since the lock is held: what is lost in a power cut is a note, never a file. */
function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(draft, text)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function freeName(path: string): string {
  let name = path
  for (let i = 2; existsSync(name); i++) name = `${path}-${i}`
  return name
}
