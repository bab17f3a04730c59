import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Locale } from '../shared/locale'

/** Numbers as Netloom writes them: four significant digits, thousands separated, units always. */
export interface Format {
  /** A measured value: 0.8713, 12.34, 1,235, 3.210e-5. */
  value(value: number | null | undefined): string
  /** How far one measured value is from another: +0.0123, −0.0123, ±0. */
  difference(value: number): string
  integer(value: number | null | undefined): string
  /** A number that a person chose, as short as it is: 0.001. */
  plain(value: number | null | undefined): string
  bytes(value: number): string
  /** A count of operations: 475.5 M. */
  operations(value: number): string
  /** Seconds as 0:07, 1:12 or 1:02:03. */
  clock(seconds: number | null | undefined): string
  date(iso: string | number): string
  percent(share: number): string
  /** A part of a whole: 41 %, 3.2 %, < 0.1 %. */
  share(share: number): string
}

export const NO_VALUE = '–'

export function createFormat(locale: Locale): Format {
  const digits = new Intl.NumberFormat(locale, { minimumSignificantDigits: 4, maximumSignificantDigits: 4 })
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 })
  const short4 = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 })
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const tenths = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const date = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  })
  const missing = (value: number | null | undefined): value is null | undefined => value === null || value === undefined
  function measured(value: number | null | undefined): string {
    if (missing(value)) return NO_VALUE
    if (!Number.isFinite(value)) return String(value)
    const magnitude = Math.abs(value)
    if (magnitude >= 1000) return whole.format(value)
    if (magnitude !== 0 && magnitude < 1e-4) return value.toExponential(3)
    return digits.format(value)
  }
  return {
    value: measured,
    difference: (value) => (value === 0 ? '±0' : `${value > 0 ? '+' : '−'}${measured(Math.abs(value))}`),
    integer: (value) => (missing(value) ? NO_VALUE : whole.format(value)),
    plain: (value) =>
      missing(value) ? NO_VALUE : Math.abs(value) < 1e-6 && value !== 0 ? value.toExponential() : short.format(value),
    bytes(value) {
      const units = ['B', 'kB', 'MB', 'GB', 'TB']
      const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
      return `${size.format(value / 1000 ** power)} ${units[power]}`
    },
    operations(value) {
      const units = ['', ' k', ' M', ' G', ' T', ' P']
      const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
      return `${short4.format(value / 1000 ** power)}${units[power]}`
    },
    clock(seconds) {
      if (missing(seconds) || !Number.isFinite(seconds)) return NO_VALUE
      const total = Math.max(0, Math.round(seconds))
      const two = (part: number): string => String(part).padStart(2, '0')
      const [hours, minutes] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60)]
      return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`
    },
    date: (iso) => date.format(new Date(iso)),
    percent: (value) => share.format(value),
    share(value) {
      if (value === 0) return share.format(0)
      if (value < 0.0005) return `< ${tenths.format(0.001)}`
      return (value < 0.0995 ? tenths : share).format(value)
    }
  }
}

/** 28 × 28 × 1; a scalar is (). */
export const shapeText = (shape: readonly number[]): string =>
  shape.length === 0 ? '()' : shape.map((size) => size.toLocaleString('en')).join(' × ')

const SHARED: InjectionKey<ComputedRef<Format>> = Symbol('format')

/** One for the whole window: formats of numbers and dates take longer to make than a layer of the canvas. */
export const shareFormat = (): void => provide(SHARED, useFormat())

export function useFormat(): ComputedRef<Format> {
  const shared = inject(SHARED, null)
  if (shared) return shared
  const { locale } = useI18n()
  return computed(() => createFormat(locale.value as Locale))
}
