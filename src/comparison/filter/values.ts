// Values as they are written in a filter: numbers, durations, dates.

const SCALES: Readonly<Record<string, number>> = { '%': 0.01, k: 1e3, K: 1e3, M: 1e6, G: 1e9 }
/** 0.9, 1e-3, 90%, 64k, 1.5M, nan, inf; null where it is no number. */
export function numberOf(text: string): number | null {
  const special = { nan: NaN, inf: Infinity, infinity: Infinity, '-inf': -Infinity, '-infinity': -Infinity }
  const known = (special as Record<string, number | undefined>)[text.toLowerCase()]
  if (known !== undefined) return known
  const match = /^([+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([%kKMG]?)$/.exec(text)
  return match ? Number(match[1]!.replaceAll('_', '')) * (SCALES[match[2]!] ?? 1) : null
}

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400, w: 604_800 }
/** Seconds of 90, 45s, 10m, 1h30m, 1:30, 1:02:03; null where it is no time span. */
export function durationOf(text: string): number | null {
  const clock = /^(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)$/.exec(text)
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  if (!/^(\d+(\.\d+)?(ms|min|[smhdw]))+$/.test(text)) return null
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|min|[smhdw])/g)
  return [...parts].reduce((sum, [, value, unit]) => sum + Number(value) * SECONDS[unit!]!, 0)
}

/** A stretch of time that a date stands for: ms since 1970, from, up to but without. */
export interface Span {
  from: number
  to: number
}
/**
 * 2026-11-20, 2026-11, 2026, 2026-11-20T14 or "2026-11-20 14:30", today, yesterday, now; 7d: what long ago. In the time zone of
 * who reads. null where it is none of these.
 */
export function dateOf(text: string, now: Date): Span | null {
  const word = text.toLowerCase()
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  if (word === 'today') return span([year, month, day], [0, 0, 1])
  if (word === 'yesterday') return span([year, month, day - 1], [0, 0, 1])
  if (word === 'now') return { from: now.getTime(), to: now.getTime() + 1 }
  const match = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ](\d\d?)(?::(\d\d)(?::(\d\d))?)?)?)?)?$/.exec(text)
  if (match) {
    const given = match
      .slice(1)
      .filter((part) => part !== undefined)
      .map(Number)
    const [y, m = 1, d = 1, ...clock] = given as [number, ...number[]]
    const step = [0, 0, 0, 0, 0, 0]
    step[given.length - 1] = 1
    const isDay = new Date(y, m - 1, d).getMonth() === m - 1 && m >= 1 && d >= 1
    return isDay && (clock[0] ?? 0) < 24 && (clock[1] ?? 0) < 60 ? span([y, m - 1, d, ...clock], step) : null
  }
  const ago = /[a-z]$/.test(word) ? durationOf(word) : null
  return ago === null ? null : { from: now.getTime() - ago * 1000, to: now.getTime() - ago * 1000 + 1 }
}
function span(from: number[], step: number[]): Span {
  const at = (parts: number[]): number => {
    const [y, m, d = 1, h = 0, min = 0, s = 0] = parts as [number, number, ...number[]]
    return new Date(y, m, d, h, min, s).getTime()
  }
  return { from: at(from), to: at([0, 1, 2, 3, 4, 5].map((i) => (from[i] ?? (i === 2 ? 1 : 0)) + (step[i] ?? 0))) }
}

/** true, yes, 1; null where it is neither. */
export function flagOf(text: string): boolean | null {
  const word = text.toLowerCase()
  if (['true', 'yes', '1', '是'].includes(word)) return true
  return ['false', 'no', '0', '否'].includes(word) ? false : null
}
