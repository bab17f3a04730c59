// The loss all over the plane as filled contours: the darker, the greater.
import { mixed, rgb } from '../../../theme/colours'
import { bandOf, type Grid } from './surface'

export interface BandColours {
  /** '#rrggbb' of the lowest and of the highest band, and of the lines between. */
  low: string
  high: string
  line: string
}
const LINE = 0.35

/** RGBA, one pixel for each value of the grid. */
export function paintLoss({ width, height, values }: Grid, levels: readonly number[], colours: BandColours): ImageData {
  const bands = Uint8Array.from(values, (value) => bandOf(levels, value))
  const count = levels.length
  const fills = Array.from({ length: count + 1 }, (_, band) =>
    numbersOf(mixed(colours.low, colours.high, band / count))
  )
  const line = rgb(colours.line)
  const lines = fills.map((fill) => fill.map((part, i) => part + (line[i]! - part) * LINE))
  const image = new ImageData(width, height)
  for (let at = 0; at < bands.length; at++) {
    const band = bands[at]!
    const isEdge =
      (at % width < width - 1 && bands[at + 1] !== band) || (at + width < bands.length && bands[at + width] !== band)
    const colour = (isEdge ? lines : fills)[band]!
    image.data.set([colour[0]!, colour[1]!, colour[2]!, 255], 4 * at)
  }
  return image
}
const numbersOf = (colour: string): number[] => colour.match(/\d+/g)!.map(Number)
