// What a picture of a lesson draws from.
import { useLessons } from '../stores/lessons'
import type { LessonFacts } from './define'

export interface LessonHandle {
  readonly facts: LessonFacts
  /** Tells the step's check of something that was done in the picture. */
  mark(what: string): void
}

export function useLesson(): LessonHandle {
  const lessons = useLessons()
  return { facts: lessons.facts, mark: lessons.mark }
}
