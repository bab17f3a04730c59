// What all curves of a view share: how they are drawn, what part of the run is in sight, where the pointer is.
import { inject, provide, reactive, shallowRef, watch, type InjectionKey, type ShallowRef } from 'vue'
import { keep } from '../parts/keep'
import { DETAILS, type Detail } from './metric-curves'
import { X_UNITS, type XUnit } from './x-axis'

export const PANEL_SIZES = ['small', 'medium', 'large'] as const
export type PanelSize = (typeof PANEL_SIZES)[number]

/** Remembered for each project in the page's own storage. */
export interface CurveSettings {
  /** 0 .. 0.999 */
  smoothing: number
  x: XUnit
  detail: Detail
  /** Whether outliers count for the y axis. */
  outliers: boolean
  size: PanelSize
  /** Charts with a logarithmic y axis, those over the whole width, and those hidden or shown against the rule. */
  logarithmic: string[]
  wide: string[]
  hidden: string[]
  shown: string[]
  /** Those that were moved, in their order; others follow. */
  order: string[]
}
export const DEFAULT_CURVES: CurveSettings = {
  smoothing: 0,
  x: 'epoch',
  detail: 'both',
  outliers: false,
  size: 'medium',
  logarithmic: [],
  wide: [],
  hidden: [],
  shown: [],
  order: []
}
export const MOST_SMOOTHING = 0.999

/** A part of a run, in steps. */
export interface StepRange {
  from: number
  to: number
}

export interface CurveView {
  settings: CurveSettings
  /** null: all of the run. */
  zoom: ShallowRef<StepRange | null>
  /** Where the pointer is, in steps; null: nowhere. */
  crosshair: ShallowRef<number | null>
}

const VIEW: InjectionKey<CurveView> = Symbol('curves')
const keyOf = (project: string): string => `netloom.curves.${project}`

/** What was kept, and the usual for all that is not there or not of its kind. */
export function parseSettings(text: string | null): CurveSettings {
  let kept: Record<string, unknown>
  try {
    kept = (JSON.parse(text ?? '{}') ?? {}) as Record<string, unknown>
  } catch {
    kept = {}
  }
  const one = <T>(value: unknown, all: readonly T[], usual: T): T => (all.includes(value as T) ? (value as T) : usual)
  const names = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : []
  const { smoothing } = kept
  return {
    smoothing: typeof smoothing === 'number' && smoothing >= 0 ? Math.min(MOST_SMOOTHING, smoothing) : 0,
    x: one(kept.x, X_UNITS, DEFAULT_CURVES.x),
    detail: one(kept.detail, DETAILS, DEFAULT_CURVES.detail),
    outliers: kept.outliers === true,
    size: one(kept.size, PANEL_SIZES, DEFAULT_CURVES.size),
    logarithmic: names(kept.logarithmic),
    wide: names(kept.wide),
    hidden: names(kept.hidden),
    shown: names(kept.shown),
    order: names(kept.order)
  }
}

/** @param project name of the project whose settings these are */
export function provideCurveView(project: () => string): CurveView {
  const settings = reactive(parseSettings(localStorage.getItem(keyOf(project()))))
  const view: CurveView = { settings, zoom: shallowRef(null), crosshair: shallowRef(null) }
  watch(project, (name) => {
    Object.assign(settings, parseSettings(localStorage.getItem(keyOf(name))))
    view.zoom.value = null
  })
  watch(settings, () => keep(keyOf(project()), settings))
  provide(VIEW, view)
  return view
}

export const useCurveView = (): CurveView =>
  inject(
    VIEW,
    () => ({ settings: reactive({ ...DEFAULT_CURVES }), zoom: shallowRef(null), crosshair: shallowRef(null) }),
    true
  )

/** With `name` in the list, or without it. */
export const toggled = (list: readonly string[], name: string, on = !list.includes(name)): string[] =>
  on ? [...new Set([...list, name])] : list.filter((other) => other !== name)

/** A range inside 0 .. `end`, at least `least` wide; null where it is all of it. */
export function withinRun({ from, to }: StepRange, end: number, least = 1): StepRange | null {
  const width = Math.max(least, to - from)
  if (width >= end * 0.999) return null
  const start = Math.min(Math.max(0, from), end - width)
  return { from: start, to: start + width }
}
