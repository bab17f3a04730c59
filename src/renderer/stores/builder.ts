import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { Point } from '../../document/edits/layers'
import type { Placement } from '../../document/edits/place'
import { useProject } from './project'

/** Where quick-add was asked for: what it adds goes there. */
export interface QuickAdd {
  placement: Placement | null
  /** Of the window, CSS pixels; null stands in the middle of the canvas. */
  at: Point | null
}
export type SidePane = 'code' | null

/** What the canvas can be asked to do; it lends them to the store while it is shown. */
export interface CanvasControls {
  fit(names?: readonly string[]): void
  /** Moves the view where these layers are out of sight, or, for a new one, where the next would be. */
  reveal(names: readonly string[], options?: { room: boolean }): void
  zoomBy(factor: number): void
  focus(): void
  /** The middle of what is shown, in the design's coordinates. */
  centre(): Point
  /** Where the middle of the first layer goes, so that others have room behind it. */
  start(): Point
}

/** What is chosen and open in the Design view. */
export const useBuilder = defineStore('builder', () => {
  const project = useProject()
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  const selectedNotes = shallowRef<ReadonlySet<string>>(new Set())
  /** Edges as source → target. */
  const selectedEdges = shallowRef<readonly { source: string; target: string }[]>([])
  const quickAdd = shallowRef<QuickAdd | null>(null)
  const sidePane = ref<SidePane>(null)
  /** Layers are coloured by their share of the measured time, instead of by their group. */
  const colourByTime = ref(false)
  const controls = shallowRef<CanvasControls | null>(null)
  /** A layer whose name is being typed on the canvas. */
  const renaming = ref<string | null>(null)

  const names = computed(() => [...selected.value])
  const single = computed(() => (selected.value.size === 1 ? names.value[0]! : null))

  function select(layers: Iterable<string>, notes: Iterable<string> = []): void {
    selected.value = new Set(layers)
    selectedNotes.value = new Set(notes)
    selectedEdges.value = []
  }
  // What is gone cannot stay chosen: after undo, another project, a rename elsewhere.
  watch(
    () => project.draft?.model,
    (model) => {
      const there = new Set(model?.nodes.map(({ name }) => name))
      if (names.value.some((name) => !there.has(name))) {
        selected.value = new Set(names.value.filter((name) => there.has(name)))
      }
      const notes = new Set(model?.notes?.map(({ id }) => id))
      if ([...selectedNotes.value].some((id) => !notes.has(id))) {
        selectedNotes.value = new Set([...selectedNotes.value].filter((id) => notes.has(id)))
      }
      if (selectedEdges.value.length > 0) selectedEdges.value = []
    }
  )

  return {
    selected,
    selectedNotes,
    selectedEdges,
    names,
    single,
    quickAdd,
    sidePane,
    colourByTime,
    controls,
    renaming,
    select
  }
})
