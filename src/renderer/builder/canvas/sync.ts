// Brings Vue Flow to what the document shows, by differences: what an edit did not touch keeps its element, its measured
// size and its selection.
import type { Edge, Node, VueFlowStore } from '@vue-flow/core'
import type { DesignView, Shown, ShownEdge } from '../../../document/view'

type Flow = Pick<
  VueFlowStore,
  'addNodes' | 'removeNodes' | 'addEdges' | 'removeEdges' | 'findNode' | 'findEdge' | 'nodes' | 'edges'
>

function flowNode(shown: Shown): Node {
  const common = { id: shown.id, type: shown.kind, position: { ...shown.position } }
  switch (shown.kind) {
    case 'frame':
      return {
        ...common,
        data: shown,
        width: shown.width,
        height: shown.height,
        zIndex: -1,
        connectable: false,
        dragHandle: '.frame-name'
      }
    case 'note':
      return { ...common, data: shown, connectable: false, zIndex: -1 }
    default:
      return { ...common, data: shown }
  }
}
const flowEdge = ({ id, source, target, edges }: ShownEdge): Edge => ({
  id,
  source,
  target,
  type: 'shape',
  data: edges
})

export function syncFlow(flow: Flow, view: DesignView): void {
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
      added.push(flowNode(shown))
      continue
    }
    if (node.position.x !== shown.position.x || node.position.y !== shown.position.y) {
      node.position = { ...shown.position }
    }
    if (node.data !== shown) node.data = shown
    if (shown.kind === 'frame' && (node.width !== shown.width || node.height !== shown.height)) {
      node.width = shown.width
      node.height = shown.height
    }
  }
  if (added.length > 0) flow.addNodes(added)

  const addedEdges: Edge[] = []
  for (const shown of view.edges) {
    const edge = flow.findEdge(shown.id)
    if (!edge) addedEdges.push(flowEdge(shown))
    else if (edge.data !== shown.edges) edge.data = shown.edges
  }
  if (addedEdges.length > 0) flow.addEdges(addedEdges)
}
