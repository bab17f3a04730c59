// Where a layer that is dragged would go if it were let go now: onto an edge, behind a layer, or by itself.
import { ref, watch, type Ref } from 'vue'
import { useVueFlow } from '@vue-flow/core'
import type { Point } from '../../../document/edits/layers'
import { behindOf, centredAt, type Placement } from '../../../document/edits/place'
import type { Design, DesignEdge } from '../../../shared/design'
import { useProject } from '../../stores/project'
import { LAYER_DRAG, draggedLayer, neededInputs } from '../drag'
import { useEditing } from '../use-editing'

export interface Drop {
  /** The edge below a layer that is moved about and connected with nothing; it is marked until `unmark`. */
  edgeUnder(event: MouseEvent, moved: string): DesignEdge | null
  unmark(): void
  /** For a layer from the palette. */
  left(event: DragEvent): void
  over(event: DragEvent): void
  drop(event: DragEvent): void
}

export const isLoose = (design: Design, name: string): boolean =>
  !design.edges.some(({ source, target }) => source === name || target === name)

export function useDrop(root: Ref<HTMLElement | null>, dropped: () => void): Drop {
  const flow = useVueFlow('design')
  const project = useProject()
  const editing = useEditing()
  /** A selector: the edge or the layers that would be connected. */
  const marked = ref<string | null>(null)
  watch(marked, (now, before) => {
    for (const selector of [before, now]) {
      for (const element of selector ? root.value!.querySelectorAll(selector) : []) {
        element.classList.toggle('drop-here', selector === now)
      }
    }
  })
  const unmark = (): void => void (marked.value = null)

  function edgeAt(event: MouseEvent): DesignEdge | null {
    for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
      const id = element.closest<SVGElement>('.vue-flow__edge')?.dataset.id
      const edges = id === undefined ? [] : ((flow.findEdge(id)?.data ?? []) as readonly DesignEdge[])
      if (edges.length === 1) {
        marked.value = `.vue-flow__edge[data-id="${CSS.escape(id!)}"]`
        return edges[0]!
      }
    }
    unmark()
    return null
  }

  function placementAt(event: DragEvent): Placement {
    const at: Point = centredAt(flow.screenToFlowCoordinate({ x: event.clientX, y: event.clientY }))
    const needs = neededInputs(event)
    const edge = needs > 0 ? edgeAt(event) : null
    if (edge) return { edge }
    const behind = needs > 0 && project.draft ? behindOf(project.draft.model, at, needs) : null
    const names = !behind ? [] : 'join' in behind ? behind.join : [behind.after]
    marked.value = names.map((name) => `[data-layer="${CSS.escape(name)}"]`).join(', ') || null
    return behind ?? { at }
  }

  return {
    edgeUnder(event, moved) {
      if (project.draft && isLoose(project.draft.model, moved)) return edgeAt(event)
      unmark()
      return null
    },
    unmark,
    left({ relatedTarget }) {
      if (!(relatedTarget instanceof Node && root.value?.contains(relatedTarget))) unmark()
    },
    over(event) {
      if (!event.dataTransfer?.types.includes(LAYER_DRAG)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      placementAt(event)
    },
    drop(event) {
      const className = draggedLayer(event)
      if (className === null) return
      event.preventDefault()
      editing.place(className, placementAt(event))
      unmark()
      dropped()
    }
  }
}
