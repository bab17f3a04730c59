// Canvases that lie one on another, each drawn anew only when something on it has changed, at most once a frame.
import { onActivated, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

export interface Size {
  width: number
  height: number
}
export type Draw = (context: CanvasRenderingContext2D, size: Size) => void

export interface Canvases {
  size: Readonly<Ref<Size>>
  /** Draws a layer before the next frame. */
  redraw(layer: number): void
}

/** @param frame holds the canvases, in their order @param layers what draws each */
export function useCanvases(frame: Readonly<Ref<HTMLElement | null>>, layers: readonly Draw[]): Canvases {
  const size = ref<Size>({ width: 0, height: 0 })
  const stale = new Set<number>()
  let request = 0
  let observer: ResizeObserver | null = null

  function draw(): void {
    request = 0
    const { width, height } = size.value
    const canvases = frame.value?.querySelectorAll('canvas')
    if (!canvases || width < 1 || height < 1) return
    const ratio = window.devicePixelRatio
    for (const layer of stale) {
      const canvas = canvases[layer]!
      const context = canvas.getContext('2d')
      if (!context) continue
      const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
      if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h })
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      context.clearRect(0, 0, width, height)
      layers[layer]!(context, size.value)
    }
    stale.clear()
  }
  function redraw(layer: number): void {
    stale.add(layer)
    request ||= requestAnimationFrame(draw)
  }
  const all = (): void => layers.forEach((_, layer) => redraw(layer))
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      size.value = { width: entry!.contentRect.width, height: entry!.contentRect.height }
      all()
    })
    observer.observe(frame.value!)
  })
  onActivated(all)
  onBeforeUnmount(() => {
    observer?.disconnect()
    cancelAnimationFrame(request)
  })
  return { size, redraw }
}
