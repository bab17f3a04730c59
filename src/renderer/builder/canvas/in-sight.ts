// What of a large network has elements: what is in sight, and what would be after a small move. Vue Flow's own choice goes
// through all nodes and edges, which are reactive, in each frame of a pan.
import { computed, onUnmounted, ref, shallowRef, watch, type ComputedRef } from 'vue'
import type { GraphEdge, GraphNode, VueFlowStore } from '@vue-flow/core'
import { sizeOf, type DesignView } from '../../../document/view'

/** Up to as many nodes, all have elements. */
const FEW = 120
/** Of the window, to each side of it. */
const MARGIN = 0.5
/** New elements in a frame, where they are in sight, and where they only might soon be. */
const [AT_ONCE, AHEAD] = [40, 5]

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}
const isWithin = (a: Box, b: Box): boolean =>
  a.left >= b.left && a.top >= b.top && a.right <= b.right && a.bottom <= b.bottom
const meets = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
const grown = ({ left, top, right, bottom }: Box, share: number): Box => ({
  left: left - (right - left) * share,
  top: top - (bottom - top) * share,
  right: right + (right - left) * share,
  bottom: bottom + (bottom - top) * share
})

export interface InSight {
  nodes: ComputedRef<GraphNode[]>
  edges: ComputedRef<GraphEdge[]>
  /** These keep their elements wherever they are: while they are dragged. */
  hold(ids: readonly string[]): void
}

export function useInSight(
  flow: Pick<VueFlowStore, 'viewport' | 'dimensions' | 'nodeLookup' | 'edgeLookup'>,
  view: ComputedRef<DesignView>
): InSight {
  const boxes = computed(
    () =>
      new Map(
        view.value.nodes.map((shown): [string, Box] => {
          const { x, y } = shown.position
          const { width, height } = sizeOf(shown)
          return [shown.id, { left: x, top: y, right: x + width, bottom: y + height }]
        })
      )
  )
  const isLarge = computed(() => view.value.nodes.length > FEW)
  function windowBox(): Box {
    const { x, y, zoom } = flow.viewport.value
    const { width, height } = flow.dimensions.value
    return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom }
  }

  /** What has elements, or gets them in the next frames. */
  const region = shallowRef<Box>(grown(windowBox(), MARGIN))
  const held = shallowRef<ReadonlySet<string>>(new Set())
  const wanted = computed(() => {
    const ids = view.value.nodes.map(({ id }) => id)
    if (!isLarge.value) return new Set(ids)
    return new Set(ids.filter((id) => held.value.has(id) || meets(boxes.value.get(id)!, region.value)))
  })
  watch(
    [flow.viewport, flow.dimensions],
    () => {
      const now = windowBox()
      const isSmall = (now.right - now.left) * (3 + 2 * MARGIN) < region.value.right - region.value.left
      if (isSmall || !isWithin(grown(now, MARGIN / 3), region.value)) region.value = grown(now, MARGIN)
    },
    { flush: 'sync', deep: true }
  )

  /** Of what is wanted, what was given elements so far. */
  const given = shallowRef<ReadonlySet<string>>(new Set())
  const frame = ref(0)
  function giveMore(): void {
    frame.value = 0
    const now = windowBox()
    const missing = [...wanted.value].filter((id) => !given.value.has(id))
    const seen = missing.filter((id) => held.value.has(id) || meets(boxes.value.get(id)!, now))
    const next = seen.length > 0 ? seen.slice(0, AT_ONCE) : missing.slice(0, AHEAD)
    given.value = new Set([...[...given.value].filter((id) => wanted.value.has(id)), ...next])
    if (next.length < missing.length) frame.value = requestAnimationFrame(giveMore)
  }
  watch(
    wanted,
    (now) => {
      if (!isLarge.value) given.value = now
      else if (frame.value === 0) giveMore()
    },
    { immediate: true }
  )
  onUnmounted(() => cancelAnimationFrame(frame.value))

  const nodes = computed(() => {
    const found: GraphNode[] = []
    for (const { id } of view.value.nodes) {
      const node = given.value.has(id) || !isLarge.value ? flow.nodeLookup.value.get(id) : undefined
      if (node) found.push(node)
    }
    return found
  })
  const edges = computed(() => {
    const found: GraphEdge[] = []
    for (const { id, source, target } of view.value.edges) {
      const edge = flow.edgeLookup.value.get(id)
      if (edge && (!isLarge.value || isDrawn(source, target))) found.push(edge)
    }
    return found
  })
  // Also those that only pass through what is in sight.
  function isDrawn(source: string, target: string): boolean {
    if (given.value.has(source) || given.value.has(target)) return true
    const [a, b] = [boxes.value.get(source)!, boxes.value.get(target)!]
    const around = {
      left: Math.min(a.left, b.left),
      top: Math.min(a.top, b.top),
      right: Math.max(a.right, b.right),
      bottom: Math.max(a.bottom, b.bottom)
    }
    return meets(around, region.value) && !wanted.value.has(source) && !wanted.value.has(target)
  }
  return { nodes, edges, hold: (ids) => (held.value = new Set(ids)) }
}
