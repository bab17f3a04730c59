// What a person says of a run: annotations.json in its folder, beside run.json, which only the run's own writer writes.
import { z } from './zod'

export const ANNOTATIONS_VERSION = 1

const tagsSchema = z.array(z.string().min(1).max(80)).max(100)
/** Without defaults, which would be given to what a change leaves out. */
const fields = {
  /** In place of the run's own name. */
  name: z.string().min(1).max(200).nullable(),
  note: z.string().max(20_000),
  starred: z.boolean(),
  /** Kept, and left out of lists unless they are asked for it. */
  archived: z.boolean()
}

export const annotationsSchema = z.object({
  version: z.literal(ANNOTATIONS_VERSION).default(ANNOTATIONS_VERSION),
  name: fields.name.default(null),
  tags: tagsSchema.default([]),
  note: fields.note.default(''),
  starred: fields.starred.default(false),
  archived: fields.archived.default(false)
})
export type Annotations = z.infer<typeof annotationsSchema>

export const NO_ANNOTATIONS: Annotations = annotationsSchema.parse({})

/** A change of them; tags by their difference, so that two changes of one run do not undo each other. */
export const annotationChangeSchema = z
  .object(fields)
  .partial()
  .extend({ addTags: tagsSchema.optional(), removeTags: z.array(z.string()).optional() })
export type AnnotationChange = z.infer<typeof annotationChangeSchema>

/** Annotations after a change; `addTags` come behind those that are there, each tag once. */
export function changedAnnotations(before: Annotations, change: AnnotationChange): Annotations {
  const { addTags = [], removeTags = [], ...rest } = change
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const tags = [...new Set([...before.tags.filter((tag) => !removeTags.includes(tag)), ...addTags])]
  return annotationsSchema.parse({ ...before, ...given, tags })
}
