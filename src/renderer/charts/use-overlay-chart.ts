// What a chart of many runs shows: reads their curves where something is new or another part is in sight, once a frame.
import { computed, nextTick, onActivated, onBeforeUnmount, onDeactivated, shallowRef, watch, type Ref } from 'vue'
import { useFormat } from '../format'
import type { CurveKind } from '../series/run-curves'
import { useSession } from '../stores/session'
import { cssValue } from '../theme/colours'
import { chartStyle, plotTicks } from './curve-picture'
import { columnEdges, innerWidth, plotY, type Plot } from './curve-plot'
import type { CurveStyle } from './curve-shapes'
import { useCurveView } from './curve-view'
import {
  groupItem,
  minus,
  readRun,
  sharedAxis,
  sharedEnd,
  sharedRange,
  type Band,
  type OverlayGroup,
  type OverlayItem,
  type OverlayRun
} from './overlay-curves'
import { itemShapes, type DrawnItem } from './overlay-shapes'
import { clipToPlot, paintAxes, paintLevel, paintShapes } from './paint-curves'
import { useCanvases } from './use-canvas'
import { useEasedRange } from './use-eased-range'
import type { Range } from './scale'

/** How runs are set beside each other; shared by all charts of the comparison. */
export interface OverlayOptions {
  /** Every curve minus the baseline's. */
  difference: boolean
  band: Band
  /** Whether single runs stand faintly behind the mean of their group. */
  singles: boolean
}
export interface OverlayProps {
  readonly chart: string
  readonly runs: readonly OverlayRun[]
  /** Id of one of them. */
  readonly baseline: string | null
  /** null: each run is on its own. */
  readonly groups: readonly OverlayGroup[] | null
  /** Id of a run or a group. */
  readonly highlighted: string | null
  readonly options: OverlayOptions
  /** Changes when points have come. */
  readonly tick: number
}
const PIXELS_PER_COLUMN = 2
/** From so many runs on, curves are drawn in columns twice as wide. */
const MANY_RUNS = 20
/** While one chart is zoomed or moved, the others follow once it has been still for so long; in ms. */
const STILL_MS = 200
/** What happens so soon after an event in a chart comes of it. */
const TOUCH_MS = 100
export const BASELINE_COLOUR = 'var(--nl-text)'

export function useOverlayChart(props: OverlayProps, frame: Ref<HTMLElement | null>) {
  const format = useFormat()
  const session = useSession()
  const view = useCurveView()
  const { settings } = view
  const shown = shallowRef<Range>({ min: 0, max: 1 })
  const end = shallowRef(1)
  /** What stands for itself: runs, or groups of them; and the runs behind groups. */
  const items = shallowRef<readonly OverlayItem[]>([])
  const behind = shallowRef<readonly OverlayItem[]>([])
  const pictures = shallowRef(0)
  const isDifference = computed(() => props.options.difference && props.baseline !== null && props.groups === null)
  const logarithmic = computed(() => settings.logarithmic.includes(props.chart) && !isDifference.value)
  const axis = computed(() => sharedAxis(settings.x))
  const { range, moveTo } = useEasedRange(redrawAll)
  const { size, redraw } = useCanvases(frame, [drawAxes, drawCurves, drawTop])
  const plot = computed<Plot>(() => ({
    ...size.value,
    axis: axis.value,
    shown: shown.value,
    range: range.value,
    logarithmic: logarithmic.value
  }))
  /** The same set as long as the same kinds are in it: what is told of them need not be read anew at each zoom. */
  const kinds = computed((before?: ReadonlySet<CurveKind>): ReadonlySet<CurveKind> => {
    const now = new Set<CurveKind>()
    for (const { curves } of items.value) for (const { kind } of curves.drawn) now.add(kind)
    return before?.size === now.size && [...now].every((kind) => before.has(kind)) ? before : now
  })

  /** Colours as the theme has them, read once: asking the document costs more than drawing. */
  let style: CurveStyle | null = null
  const colours = new Map<string, string>()
  const colourOf = (colour: string): string => {
    if (colour.startsWith('#')) return colour
    if (!colours.has(colour)) colours.set(colour, cssValue(colour))
    return colours.get(colour)!
  }
  const styleNow = (): CurveStyle => (style ??= chartStyle('--nl-text', session.dark))

  let [stale, eased, active] = [true, false, true]
  /** The y axis of many does not glide: each of its frames would draw all of them. */
  const glides = (): boolean => props.runs.length < MANY_RUNS
  /** Many are being zoomed or moved in this chart. */
  let moving = false
  function read(whole: Plot): { items: OverlayItem[]; behind: OverlayItem[] } {
    const { chart } = props
    // Of many curves over each other nobody sees every other pixel, least of all while they move: wider columns cost less.
    const width = innerWidth(whole) / (glides() ? 1 : moving ? 4 : 2)
    const single = props.runs.map((run) => readRun(run, chart, settings.x, whole.shown, width, settings.detail))
    if (props.groups !== null) {
      const byId = new Map(single.map((item) => [item.id, item]))
      const columns = columnEdges(whole.axis, whole.shown, innerWidth(whole) / PIXELS_PER_COLUMN)
      const grouped = props.groups.map((group) => {
        const members = group.members.flatMap((id) => byId.get(id) ?? [])
        return groupItem(group, members, props.options.band, columns)
      })
      return { items: grouped, behind: props.options.singles ? single : [] }
    }
    const base = single.find(({ id }) => id === props.baseline)
    return { items: isDifference.value && base ? single.map((item) => minus(item, base)) : single, behind: [] }
  }
  function update(): void {
    stale = false
    for (const { series } of props.runs) series.curves(props.chart).follow(settings.smoothing)
    end.value = sharedEnd(props.runs, settings.x)
    const zoom = view.zoom.value
    shown.value = zoom ? { min: zoom.from, max: zoom.to } : { min: 0, max: end.value }
    const now = read(plot.value)
    items.value = now.items
    behind.value = now.behind
    moveTo(sharedRange([...now.items, ...now.behind], shown.value, logarithmic.value, settings.outliers), eased)
    eased = true
  }

  /** In the order in which they are drawn: the baseline last. */
  function drawnItems(): DrawnItem[] {
    const best = new Map(props.runs.map(({ id, series }) => [id, series.curves(props.chart).best]))
    const ring = items.value.length <= RINGED && !isDifference.value
    const one = (item: OverlayItem, isFaint: boolean): DrawnItem => {
      const isHighlighted = item.id === props.highlighted
      return {
        item,
        colour: colourOf(item.id === props.baseline ? BASELINE_COLOUR : item.colour),
        best: (ring || (isHighlighted && !isDifference.value)) && !item.isGroup ? (best.get(item.id) ?? null) : null,
        isBaseline: item.id === props.baseline,
        isFaint,
        isHighlighted
      }
    }
    return [...behind.value.map((item) => one(item, true)), ...items.value.map((item) => one(item, false))].sort(
      (a, b) => Number(a.isBaseline) - Number(b.isBaseline)
    )
  }

  function drawAxes(context: CanvasRenderingContext2D): void {
    if (stale) update()
    const now = plot.value
    paintAxes(context, now, plotTicks(now, format.value), styleNow())
    if (isDifference.value) paintLevel(context, now, plotY(now, 0), styleNow())
  }
  function paint(context: CanvasRenderingContext2D, drawn: readonly DrawnItem[]): void {
    const now = plot.value
    const shapes = drawn.map((one) => itemShapes(one, items.value.length, now, styleNow()))
    clipToPlot(context, now)
    for (const { clipped } of shapes) paintShapes(context, clipped)
    context.restore()
    for (const { free } of shapes) paintShapes(context, free)
  }
  function drawCurves(context: CanvasRenderingContext2D): void {
    paint(
      context,
      drawnItems().map((one) => ({ ...one, isHighlighted: false }))
    )
    if (items.value.length > 0) pictures.value++
  }
  function drawTop(context: CanvasRenderingContext2D): void {
    onTop = props.highlighted !== null
    if (!onTop) return
    paint(
      context,
      drawnItems().filter(({ isHighlighted, isBaseline, isFaint }) => !isFaint && (isHighlighted || isBaseline))
    )
  }

  /** Something is drawn on the topmost layer. */
  let onTop = false
  function redrawAll(): void {
    if (!active) return
    for (const layer of [0, 1]) redraw(layer)
    if (onTop || props.highlighted !== null) redraw(2)
  }
  function later(smoothly: boolean): void {
    stale = true
    eased &&= smoothly
    redrawAll()
  }
  watch([() => props.tick, () => settings.outliers, () => settings.smoothing, () => settings.detail], () =>
    later(glides())
  )
  let follows: number | undefined
  /** When a person last did something in this chart. */
  let touched = -Infinity
  watch(view.zoom, () => {
    clearTimeout(follows)
    if (glides()) return later(true)
    moving = performance.now() - touched < TOUCH_MS
    if (moving) later(false)
    follows = window.setTimeout(() => {
      moving = false
      later(false)
    }, STILL_MS)
  })
  watch([() => props.runs, () => props.groups, () => props.baseline], () => later(glides()))
  watch([logarithmic, () => props.chart, () => settings.x, size, () => ({ ...props.options })], () => later(false))
  watch(
    () => props.highlighted,
    () => redraw(2)
  )
  watch(
    () => session.dark,
    async () => {
      await nextTick() // until the theme is on the document
      style = null
      colours.clear()
      redrawAll()
    }
  )
  onActivated(() => (active = true)) // the canvases are drawn anew then
  onDeactivated(() => (active = false))
  onBeforeUnmount(() => clearTimeout(follows))

  const touch = (): void => void (touched = performance.now())
  return { touch, size, plot, end, items, kinds, isDifference, logarithmic, pictures, read, drawnItems, styleNow }
}
/** With more curves, only the one that stands out has a ring at its best. */
const RINGED = 12
