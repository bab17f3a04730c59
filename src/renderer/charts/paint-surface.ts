// Regions of classes, and heights, as pixels: a colour each, the surer the denser.
import { spread, strongestAt, type Surface } from './surface'

type Colour = readonly [number, number, number]
export interface Paint {
  /** By class; of a quantity the low and the high end. */
  colours: readonly Colour[]
  /** Of a quantity: what is painted as low and as high. */
  range: readonly [number, number]
  /** How many classes there are. */
  classes: number
  /** Whatever wins, as if it were sure. */
  discrete: boolean
}

/** Pixels each way; smoothed as they are scaled. */
export const PAINTED = 128
const LEAST = 0.06
const MOST = 0.72
const DISCRETE = 0.5

/** RGBA of PAINTED x PAINTED, or x 1 of a single input. */
export function paintSurface(surface: Surface, paint: Paint): { data: Uint8ClampedArray<ArrayBuffer>; height: number } {
  const height = surface.axes.length === 1 ? 1 : PAINTED
  const data = new Uint8ClampedArray(PAINTED * height * 4)
  const put = (at: number, colour: Colour, strength: number): void => {
    data[4 * at] = colour[0]
    data[4 * at + 1] = colour[1]
    data[4 * at + 2] = colour[2]
    data[4 * at + 3] = 255 * (paint.discrete ? DISCRETE : LEAST + (MOST - LEAST) * Math.min(1, Math.max(0, strength)))
  }
  const { colours, classes, range } = paint
  if (surface.kind === 'many') {
    for (let at = 0; at < PAINTED * height; at++) {
      const { label, share } = strongestAt(surface, placeOf(surface, at, height))
      put(at, colours[label % colours.length]!, (share - 1 / classes) / (1 - 1 / classes))
    }
    return { data, height }
  }
  const [low, high] = surface.kind === 'two' ? [0, 1] : range
  spread(surface, PAINTED).forEach((value, at) => {
    const side = high > low ? ((value - low) / (high - low)) * 2 - 1 : 0
    if (Number.isFinite(side)) put(at, colours[side > 0 ? 1 : 0]!, Math.abs(side))
  })
  return { data, height }
}

function placeOf({ axes }: Surface, at: number, height: number): number[] {
  const along = ({ min, max }: Surface['axes'][number], share: number): number => min + (max - min) * share
  const [across, up] = axes
  const x = along(across!, (at % PAINTED) / (PAINTED - 1))
  return up ? [x, along(up, 1 - Math.floor(at / PAINTED) / (height - 1))] : [x]
}
