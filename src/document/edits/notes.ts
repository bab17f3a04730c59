import type { Design, DesignNote } from '../../shared/design'
import { freeName } from '../names'
import type { Point } from './layers'

/** CSS pixels at zoom 1. */
const NEW_NOTE = { width: 200, height: 96 }

export function addNote(design: Design, position: Point, text = ''): { design: Design; id: string } {
  const notes = design.notes ?? []
  const id = freeName('note', new Set(notes.map((note) => note.id)))
  return { design: { ...design, notes: [...notes, { id, text, position, size: NEW_NOTE }] }, id }
}

export function changeNote(design: Design, id: string, change: Partial<DesignNote>): Design {
  const { notes = [] } = design
  if (!notes.some((note) => note.id === id)) return design
  return { ...design, notes: notes.map((note) => (note.id === id ? { ...note, ...change } : note)) }
}

export function removeNotes(design: Design, ids: readonly string[]): Design {
  const kept = (design.notes ?? []).filter(({ id }) => !ids.includes(id))
  if (kept.length === (design.notes?.length ?? 0)) return design
  const { notes: _before, ...rest } = design
  return kept.length > 0 ? { ...rest, notes: kept } : rest
}
