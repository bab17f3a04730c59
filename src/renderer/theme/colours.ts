import type { LayerGroup } from '../../layers/define'

export const RUN_COLOURS = 10

/** A run keeps its colour in the table, on its curves and in the log: it goes by the order of creation. */
export const runColour = (ordinal: number): string =>
  `var(--nl-run-${((ordinal % RUN_COLOURS) + RUN_COLOURS) % RUN_COLOURS})`

/**
 * Colours of runs that are looked at together: each its own, but for one that an earlier run has already, as long as others are left.
 * @param ordinals of the runs @returns colours by ordinal
 */
export function coloursApart(ordinals: readonly number[]): Map<number, string> {
  const free = new Set(Array.from({ length: RUN_COLOURS }, (_, i) => runColour(i)))
  const found = new Map<number, string>()
  for (const ordinal of [...new Set(ordinals)].sort((a, b) => a - b)) {
    const own = runColour(ordinal)
    const colour = free.has(own) ? own : ([...free][0] ?? own)
    free.delete(colour)
    found.set(ordinal, colour)
  }
  return found
}
export const groupColour = (group: LayerGroup): string => `var(--nl-group-${group})`

/** What a canvas needs: the value of a CSS variable under the present theme. */
export function cssValue(variable: string): string {
  const name = variable.startsWith('var(') ? variable.slice(4, -1) : variable
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** '#rrggbb', or '#rgb' as a build shortens it, as [red, green, blue], 0 .. 255. */
export function rgb(hex: string): [number, number, number] {
  const digits = hex.slice(1)
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

export const withAlpha = (hex: string, alpha: number): string => `rgba(${rgb(hex).join(', ')}, ${alpha})`

/** On the way from one '#rrggbb' to another. @param share 0 .. 1 */
export function mixed(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)]
  return `rgb(${a.map((value, i) => Math.round(value + (b[i]! - value) * share)).join(', ')})`
}
