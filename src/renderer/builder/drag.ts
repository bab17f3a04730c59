// A layer type that is dragged from the palette.
export const LAYER_DRAG = 'application/x-netloom-layer'

export function startDrag(event: DragEvent, className: string): void {
  event.dataTransfer?.setData(LAYER_DRAG, className)
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy'
}
export const draggedLayer = (event: DragEvent): string | null => event.dataTransfer?.getData(LAYER_DRAG) || null
