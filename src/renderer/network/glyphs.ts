import type { InferredLayer, LayerGroup } from '../../layers/index'
import { shapeText } from '../format'

/** A layer as it is drawn: sheets for images, one for each doubling of the channels; a bar for a vector. */
export interface Glyph {
  name: string
  className: string
  group: LayerGroup
  /** Left edge and width, of all sheets together. */
  x: number
  width: number
  /** Height of one sheet or of the bar. */
  height: number
  sheets: number
  /** A layer that keeps its input's shape is only a mark. */
  slight: boolean
  /** The output shape where there is room to write it; else ''. */
  label: string
}

export const SHEET_OFFSET = 3
const [SMALLEST, TALLEST] = [12, 56]
const LARGEST_SIDE = 32
const LARGEST_VECTOR = 1024
/** Pixels per character of a label, and the space kept between two labels. */
const [CHARACTER, LABEL_GAP] = [5.6, 8]

const grow = (size: number, largest: number): number =>
  SMALLEST + (TALLEST - SMALLEST) * Math.min(1, Math.log2(1 + size) / Math.log2(1 + largest))

/** Groups that reshape, drop or squash values, without making a picture of their own. */
const SLIGHT: ReadonlySet<LayerGroup> = new Set(['reshaping', 'regularization', 'activation', 'normalization'])

function measure(layer: InferredLayer): Pick<Glyph, 'width' | 'height' | 'sheets' | 'slight'> {
  const shape = layer.outputShape
  const kept = SLIGHT.has(layer.type.group) && shapeText(layer.inputShapes[0]!) === shapeText(shape)
  if (shape.length >= 2) {
    const side = SMALLEST + (44 - SMALLEST) * Math.min(1, shape[0]! / LARGEST_SIDE)
    const channels = shape.length > 2 ? shape.at(-1)! : 1
    const sheets = kept ? 1 : 1 + Math.min(6, Math.floor(Math.log2(Math.max(1, channels))))
    return { width: (kept ? 4 : side * 0.62) + (sheets - 1) * SHEET_OFFSET, height: side, sheets, slight: kept }
  }
  return { width: kept ? 4 : 9, height: grow(shape[0] ?? 1, LARGEST_VECTOR), sheets: 1, slight: kept }
}

/** Glyphs side by side over a given width; gaps give way where there are many layers. */
export function layOut(layers: readonly InferredLayer[], width: number): Glyph[] {
  const measured = layers.map(measure)
  const drawn = measured.reduce((sum, glyph) => sum + glyph.width, 0)
  const gap = Math.min(44, (width - drawn - 24) / Math.max(1, layers.length - 1))
  let x = (width - drawn - gap * (layers.length - 1)) / 2
  let labelEnd = -Infinity
  return layers.map((layer, i) => {
    const glyph = measured[i]!
    const text = shapeText(layer.outputShape).replaceAll(' ', '')
    const middle = x + glyph.width / 2
    const half = (text.length * CHARACTER) / 2
    const last = i === layers.length - 1
    const fits =
      !glyph.slight && middle - half > labelEnd + LABEL_GAP && (last || !nextIsLast(layers, i, width, middle + half))
    if (fits) labelEnd = middle + half
    const placed: Glyph = {
      ...glyph,
      name: layer.name,
      className: layer.type.className,
      group: layer.type.group,
      x,
      label: fits ? text : ''
    }
    x += glyph.width + gap
    return placed
  })
}

// The last layer's shape matters more than that of the one before: it is what the network answers.
const nextIsLast = (layers: readonly InferredLayer[], i: number, width: number, end: number): boolean =>
  i === layers.length - 2 && end > width - 40

/** Input 28 × 28 → Flatten 784 → Dense 10, for those who do not see the picture. */
export const describeNetwork = (layers: readonly InferredLayer[]): string =>
  layers.map((layer) => `${layer.type.className} ${shapeText(layer.outputShape)}`).join(' → ')
