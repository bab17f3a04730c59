// Pointer, wheel and keys on a plot: crosshair, a dragged range, zoom and pan of all charts of the view.
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { innerWidth, MARGIN, stepAt, type Plot } from './curve-plot'
import { withinRun, type CurveView } from './curve-view'

/** A drag of fewer pixels is a click. */
const LEAST_DRAG = 4
const WHEEL_ZOOM = 0.0025
const KEY_ZOOM = 1.5
const KEY_PAN = 0.2

export interface PlotPointer {
  /** Pixels of the range that is being dragged. */
  brush: ComputedRef<{ left: number; width: number } | null>
  panning: Ref<boolean>
  on: Record<string, (event: never) => void>
}

export function usePlotPointer(
  plot: ComputedRef<Plot>,
  view: CurveView,
  /** Steps of the whole axis, of the run so far, and of an epoch; of the least that is told apart (1). */
  steps: () => { end: number; done: number; epoch: number; least?: number },
  toggleFull: () => void
): PlotPointer {
  const drag = ref<{ from: number; to: number } | null>(null)
  const panning = ref(false)
  let panFrom = 0

  const pixelOf = (event: MouseEvent): number =>
    event.clientX - (event.currentTarget as HTMLElement).getBoundingClientRect().left

  /** Shows a part of the axis, given in its unit: it may count time, in which steps are not even. */
  function show(min: number, max: number): void {
    const { axis } = plot.value
    const whole = axis.toX(steps().end)
    const width = Math.min(whole, max - min)
    const start = Math.min(Math.max(0, min), whole - width)
    const { end, least } = steps()
    view.zoom.value = withinRun({ from: axis.toStep(start), to: axis.toStep(start + width) }, end, least)
  }
  function zoomAround(share: number, factor: number): void {
    const { min, max } = plot.value.shown
    const at = min + share * (max - min)
    show(at - (at - min) * factor, at + (max - at) * factor)
  }
  function panBy(share: number): void {
    const { min, max } = plot.value.shown
    if (view.zoom.value) show(min + share * (max - min), max + share * (max - min))
  }
  const shareAt = (pixel: number): number => Math.min(1, Math.max(0, (pixel - MARGIN.left) / innerWidth(plot.value)))

  function down(event: PointerEvent): void {
    if (event.button > 1) return
    const pixel = pixelOf(event)
    ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
    if (event.button === 1 || event.shiftKey) {
      event.preventDefault() // the middle button would scroll
      panning.value = true
      panFrom = pixel
    } else drag.value = { from: pixel, to: pixel }
  }
  function move(event: PointerEvent): void {
    const pixel = pixelOf(event)
    if (panning.value) {
      panBy((panFrom - pixel) / innerWidth(plot.value))
      panFrom = pixel
    } else if (drag.value) drag.value = { ...drag.value, to: pixel }
    view.crosshair.value = stepAt(plot.value, pixel)
  }
  function up(): void {
    panning.value = false
    if (!drag.value) return
    const [left, right] = [drag.value.from, drag.value.to].sort((a, b) => a - b) as [number, number]
    drag.value = null
    if (right - left < LEAST_DRAG) return
    const { min, max } = plot.value.shown
    show(min + shareAt(left) * (max - min), min + shareAt(right) * (max - min))
  }
  function leave(): void {
    if (!drag.value && !panning.value) view.crosshair.value = null
  }
  function wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      zoomAround(shareAt(pixelOf(event)), Math.exp(Math.max(-200, Math.min(200, event.deltaY)) * WHEEL_ZOOM))
    } else if (view.zoom.value && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))) {
      event.preventDefault()
      panBy((event.deltaX || event.deltaY) / innerWidth(plot.value))
    }
  }
  function walk(direction: 1 | -1, single: boolean): void {
    const { done, epoch, least = 1 } = steps()
    const unit = single ? least : epoch
    const from = view.crosshair.value ?? (direction > 0 ? 0 : done + unit)
    const next = (Math.round(from / unit) + direction) * unit
    view.crosshair.value = Math.min(done, Math.max(Math.min(unit, done), next))
  }
  function key(event: KeyboardEvent): void {
    const direction = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    const middle = view.crosshair.value === null ? 0.5 : shareAt(crosshairPixel())
    if (event.altKey || event.metaKey) return
    if (direction !== 0 && event.ctrlKey) panBy(direction * KEY_PAN)
    else if (direction !== 0) walk(direction, event.shiftKey)
    else if (event.ctrlKey) return
    else if (event.key === '+' || event.key === '=') zoomAround(middle, 1 / KEY_ZOOM)
    else if (event.key === '-') zoomAround(middle, KEY_ZOOM)
    else if (event.key === '0' || event.key === 'Home') view.zoom.value = null
    else if (event.key === 'f' || event.key === 'Enter') toggleFull()
    else if (event.key === 'Escape' && (drag.value || view.crosshair.value !== null)) {
      drag.value = null
      view.crosshair.value = null
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  function crosshairPixel(): number {
    const { axis, shown } = plot.value
    const share = (axis.toX(view.crosshair.value!) - shown.min) / (shown.max - shown.min)
    return MARGIN.left + share * innerWidth(plot.value)
  }

  const brush = computed(() => {
    if (!drag.value || Math.abs(drag.value.to - drag.value.from) < LEAST_DRAG) return null
    const right = plot.value.width - MARGIN.right
    const [a, b] = [drag.value.from, drag.value.to].map((pixel) => Math.min(right, Math.max(MARGIN.left, pixel)))
    return { left: Math.min(a!, b!), width: Math.abs(a! - b!) }
  })
  return {
    brush,
    panning,
    on: {
      pointerdown: down,
      pointermove: move,
      pointerup: up,
      pointercancel: up,
      pointerleave: leave,
      blur: leave,
      wheel,
      keydown: key,
      dblclick: () => void (view.zoom.value = null)
    }
  }
}
