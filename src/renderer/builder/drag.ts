// A layer type that is dragged from the palette.
export const LAYER_DRAG = 'application/x-netloom-layer'
/** Beside it, with how many inputs the layer needs: what is dragged can be read only when it is dropped, its types before. */
const NEEDS_DRAG = 'application/x-netloom-needs-'

/** @param needs the least number of layers that must feed it */
export function startDrag(event: DragEvent, className: string, needs: number): void {
  event.dataTransfer?.setData(LAYER_DRAG, className)
  event.dataTransfer?.setData(NEEDS_DRAG + needs, className)
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy'
}
export const draggedLayer = (event: DragEvent): string | null => event.dataTransfer?.getData(LAYER_DRAG) || null
export function neededInputs(event: DragEvent): number {
  const needs = event.dataTransfer?.types.find((type) => type.startsWith(NEEDS_DRAG))
  return needs === undefined ? 1 : Number(needs.slice(NEEDS_DRAG.length))
}
