import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { z } from '../shared/zod'

/**
 * A file of one JSON value.
 * @param unreadable the error to throw, of the reason
 * @returns what the schema makes of it, and the value as it stands there
 */
export async function readJson<T>(
  path: string,
  schema: z.ZodType<T>,
  unreadable: (reason: string) => Error
): Promise<{ data: T; raw: unknown }> {
  let raw: unknown
  try {
    raw = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error))
  }
  const { data, error } = schema.safeParse(raw)
  if (error) throw unreadable(`${basename(path)}, ${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}`)
  return { data, raw }
}
