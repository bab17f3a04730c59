import { z } from './zod'

/** How far a person has come in a lesson. Ids of steps are the lesson's own. */
export const lessonProgressSchema = z.object({
  /** The step that is open; null: the first. */
  step: z.string().nullable(),
  /** Steps that are done. */
  done: z.array(z.string()),
  /** Runs that were started in the lesson, oldest first. */
  runs: z.array(z.string())
})
export type LessonProgress = z.infer<typeof lessonProgressSchema>
