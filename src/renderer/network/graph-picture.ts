// A network in the space of a card: a bar for each layer, along the flow of data from left to right.
import { directionOf } from '../../document/geometry'
import type { LayerGroup } from '../../layers/index'
import { catalogue, sizeOf } from '../../layers/index'
import type { Survey } from '../../layers/survey'
import type { Design } from '../../shared/design'

export interface Bar {
  name: string
  className: string
  /** null for a layer that Netloom does not have. */
  group: LayerGroup | null
  /** Left edge and vertical middle. */
  x: number
  y: number
  width: number
  height: number
}
export interface GraphPicture {
  bars: Bar[]
  /** Edges as SVG paths. */
  paths: string[]
  /** Blocks. */
  frames: { name: string; x: number; y: number; width: number; height: number }[]
}

const MARGIN = 12
const [THINNEST, WIDEST] = [3, 13]
const SHORTEST = 8
/** An output of so many values, or more, has a bar of the full height. */
const MOST_VALUES = 2 ** 15
/** Groups that reshape, drop or squash values: a mark is enough. */
const SLIGHT: ReadonlySet<LayerGroup> = new Set(['reshaping', 'regularization', 'activation', 'normalization'])
const FRAME = { x: 4, y: 5 }

/** @param survey for the sizes of the outputs */
export function drawGraph(design: Design, survey: Survey, width: number, height: number): GraphPicture {
  const isDown = directionOf(design) === 'TB'
  const places = design.nodes.map(({ name, position = { x: 0, y: 0 } }) =>
    isDown ? { name, along: position.y, across: position.x } : { name, along: position.x, across: position.y }
  )
  const ranks = [...new Set(places.map(({ along }) => along))].sort((a, b) => a - b)
  const rows = [...new Set(places.map(({ across }) => across))].sort((a, b) => a - b)
  const step = ranks.length > 1 ? (width - 2 * MARGIN - WIDEST) / (ranks.length - 1) : 0
  const barWidth = Math.max(THINNEST, Math.min(WIDEST, step * 0.5))
  const inset = ranks.length > 1 ? (width - Math.min(44, step) * (ranks.length - 1)) / 2 : width / 2
  const x = new Map(ranks.map((rank, i) => [rank, inset + i * Math.min(44, step)]))
  const middle = rows.length > 0 ? (rows[0]! + rows.at(-1)!) / 2 : 0
  const extent = rows.length > 1 ? rows.at(-1)! - rows[0]! : 0
  // Beside a branch, a bar has only the room up to the next one.
  const beside = Math.min(narrowest(places) * 0.82, extent)
  const scale = extent === 0 ? 0 : Math.min(0.2, (height - 2 * MARGIN) / (extent + beside))
  const tallest = extent === 0 ? height * 0.72 : Math.max(SHORTEST + 4, beside * scale)

  const bars = places.map(({ name, along, across }, i): Bar => {
    const className = design.nodes[i]!.class_name
    const group = catalogue.get(className)?.group ?? null
    const slight = group !== null && SLIGHT.has(group)
    const share = Math.min(1, Math.log2(1 + valuesOf(survey, name)) / Math.log2(MOST_VALUES))
    const drawn = slight ? Math.max(THINNEST, barWidth * 0.5) : barWidth
    return {
      name,
      className,
      group,
      x: x.get(along)! - drawn / 2,
      y: height / 2 + (across - middle) * scale,
      width: drawn,
      height: SHORTEST + (tallest - SHORTEST) * share
    }
  })
  const byName = new Map(bars.map((bar) => [bar.name, bar]))
  return {
    bars,
    paths: design.edges.flatMap(({ source, target }) => {
      const [from, to] = [byName.get(source), byName.get(target)]
      return from && to ? [pathOf(from, to, step)] : []
    }),
    frames: (design.blocks ?? []).flatMap(({ name, members }) => {
      const inside = members.flatMap((member) => byName.get(member) ?? [])
      return inside.length > 0 ? [frameOf(name, inside)] : []
    })
  }
}

/** The smallest distance of two layers that stand beside each other. */
function narrowest(places: readonly { along: number; across: number }[]): number {
  const sorted = [...places].sort((a, b) => a.along - b.along || a.across - b.across)
  const gaps = sorted.slice(1).flatMap((place, i) => {
    const before = sorted[i]!
    return place.along === before.along ? [place.across - before.across] : []
  })
  return gaps.length > 0 ? Math.min(...gaps) : Infinity
}

const valuesOf = (survey: Survey, name: string): number => sizeOf(survey.nodes.get(name)?.layer?.outputShape ?? [1])

/** An edge that passes over layers of its own row goes round them. */
function pathOf(from: Bar, to: Bar, step: number): string {
  const [x1, x2] = [from.x + from.width, to.x]
  const reach = Math.max(2, (x2 - x1) / 2)
  const passes = from.y === to.y && x2 - x1 > 1.5 * step
  const lift = passes ? Math.max(from.height, to.height) * 0.5 + 8 : 0
  const [a, b] = passes ? [x1 + 4, x2 - 4] : [x1 + reach, x2 - reach]
  return `M${round(x1)} ${round(from.y)}C${round(a)} ${round(from.y - lift)} ${round(b)} ${round(to.y - lift)} ${round(x2)} ${round(to.y)}`
}

function frameOf(name: string, bars: readonly Bar[]): GraphPicture['frames'][number] {
  const left = Math.min(...bars.map((bar) => bar.x)) - FRAME.x
  const right = Math.max(...bars.map((bar) => bar.x + bar.width)) + FRAME.x
  const top = Math.min(...bars.map((bar) => bar.y - bar.height / 2)) - FRAME.y
  const bottom = Math.max(...bars.map((bar) => bar.y + bar.height / 2)) + FRAME.y
  return { name, x: left, y: top, width: right - left, height: bottom - top }
}

const round = (value: number): number => Math.round(value * 10) / 10
