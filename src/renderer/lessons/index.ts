// Every file in lessons/ is a lesson. Adding a lesson is adding a file.
import type { Lesson } from './define'

const modules = import.meta.glob<Lesson>('./lessons/*.ts', { eager: true, import: 'default' })

export const LESSONS: readonly Lesson[] = Object.values(modules).sort((a, b) => a.order - b.order)
export const lessonOf = (id: string | null): Lesson | null => LESSONS.find((lesson) => lesson.id === id) ?? null
