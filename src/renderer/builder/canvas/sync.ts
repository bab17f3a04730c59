// Brings Vue Flow to what the document shows, by differences: what an edit did not touch keeps its element, its measured
// size and its selection.
import { markRaw } from 'vue'
import { Position, type Edge, type GraphNode, type Node, type VueFlowStore } from '@vue-flow/core'
import { NODE, type Direction } from '../../../document/geometry'
import type { DesignView, Shown, ShownBlock, ShownEdge } from '../../../document/view'

type Flow = Pick<
  VueFlowStore,
  'addNodes' | 'removeNodes' | 'addEdges' | 'removeEdges' | 'findNode' | 'findEdge' | 'nodes' | 'edges'
>

// As Vue Flow would measure them: where edges end is known before a node has elements, and also if it never has any.
const HANDLE = 12
function measured(direction: Direction): Pick<GraphNode, 'dimensions' | 'handleBounds'> {
  const isDown = direction === 'TB'
  const at = (end: number): { x: number; y: number } =>
    isDown
      ? { x: (NODE.width - HANDLE) / 2, y: end * NODE.height - HANDLE / 2 }
      : { x: end * NODE.width - HANDLE / 2, y: (NODE.height - HANDLE) / 2 }
  const handle = (type: 'source' | 'target', position: Position, end: number) =>
    [{ id: null, nodeId: '', type, position, ...at(end), width: HANDLE, height: HANDLE }] as never
  return {
    dimensions: markRaw({ ...NODE }),
    handleBounds: {
      source: handle('source', isDown ? Position.Bottom : Position.Right, 1),
      target: handle('target', isDown ? Position.Top : Position.Left, 0)
    }
  }
}

// Marked raw: a reactive copy of the document would be slow, and would equal nothing of the document.
function flowNode(shown: Shown, direction: Direction): Node {
  const common = { id: shown.id, type: shown.kind, position: { ...shown.position } }
  switch (shown.kind) {
    case 'frame':
      return {
        ...common,
        data: markRaw(shown),
        width: shown.width,
        height: shown.height,
        zIndex: frameLevel(shown),
        connectable: false,
        dragHandle: '.frame-name'
      }
    case 'note':
      return { ...common, data: markRaw(shown), connectable: false, zIndex: -1 }
    default:
      return { ...common, ...measured(direction), data: markRaw(shown) }
  }
}
/** Inner frames over outer ones, all below notes. */
const frameLevel = ({ depth }: ShownBlock): number => depth - 1000
const flowEdge = ({ id, source, target, edges }: ShownEdge): Edge => ({
  id,
  source,
  target,
  type: 'shape',
  data: edges
})

// What a component draws; the position is Vue Flow's. Nothing that stays the same is drawn again.
function isSame(a: Shown, b: Shown): boolean {
  if (a.kind === 'layer') return b.kind === 'layer' && a.node === b.node
  if (a.kind === 'note') return b.kind === 'note' && a.note === b.note
  return (
    b.kind === a.kind &&
    a.block === b.block &&
    a.width === b.width &&
    a.height === b.height &&
    a.depth === b.depth &&
    isAt(a, b)
  )
}
const isAt = (a: Shown, b: Shown): boolean => a.position.x === b.position.x && a.position.y === b.position.y
const isSameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i])

/** @param turned where all layers have their handles at other sides now */
export function syncFlow(flow: Flow, view: DesignView, direction: Direction, turned = false): void {
  const wanted = new Map(view.nodes.map((node) => [node.id, node]))
  const gone = flow.nodes.value.filter(({ id }) => !wanted.has(id))
  const edges = new Map(view.edges.map((edge) => [edge.id, edge]))
  const goneEdges = flow.edges.value.filter(({ id }) => !edges.has(id))
  if (goneEdges.length > 0) flow.removeEdges(goneEdges)
  if (gone.length > 0) flow.removeNodes(gone, false)

  const added: Node[] = []
  for (const shown of view.nodes) {
    const node = flow.findNode(shown.id)
    if (!node) {
      added.push(flowNode(shown, direction))
      continue
    }
    if (node.position.x !== shown.position.x || node.position.y !== shown.position.y) {
      node.position = { ...shown.position }
    }
    if (turned && shown.kind !== 'frame' && shown.kind !== 'note') node.handleBounds = measured(direction).handleBounds
    if (!isSame(node.data as Shown, shown)) node.data = markRaw(shown)
    if (shown.kind === 'frame' && (node.width !== shown.width || node.height !== shown.height)) {
      node.width = shown.width
      node.height = shown.height
    }
    if (shown.kind === 'frame') node.zIndex = frameLevel(shown)
  }
  if (added.length > 0) flow.addNodes(added)

  const addedEdges: Edge[] = []
  for (const shown of view.edges) {
    const edge = flow.findEdge(shown.id)
    if (!edge) addedEdges.push(flowEdge(shown))
    else if (!isSameList(edge.data as ShownEdge['edges'], shown.edges)) edge.data = markRaw([...shown.edges])
  }
  if (addedEdges.length > 0) flow.addEdges(addedEdges)
}
