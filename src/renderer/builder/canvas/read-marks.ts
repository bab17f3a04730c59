import type { ComputedRef, InjectionKey } from 'vue'
import type { InferredLayer } from '../../../layers/index'

export type MarkKind = 'same' | 'changed' | 'added' | 'removed'
export interface ReadMark {
  kind: MarkKind
  layer: InferredLayer | null
  /** Short lines under the name: 'units 64 → 128'. */
  lines: readonly string[]
}
/** What a canvas that is only looked at says of each node and edge, by their ids. */
export interface ReadMarks {
  nodes: ReadonlyMap<string, ReadMark>
  edges: ReadonlyMap<string, MarkKind>
  /** What a kind is called. */
  words: Readonly<Record<MarkKind, string>>
}
export const SIGNS: Readonly<Record<MarkKind, string>> = { same: '', changed: '≠', added: '+', removed: '−' }
export const READ_MARKS: InjectionKey<ComputedRef<ReadMarks & { selected: string | null }>> = Symbol('read marks')
