// Chart: ROC and precision-recall curves of some classes. Both axes go from 0 to 1.
export interface ThresholdCurve {
  name: string
  /** A CSS colour. */
  colour: string
  /** Of SVG's stroke-dasharray; '' is solid: curves differ in form as well. */
  dash: string
  x: ArrayLike<number>
  y: ArrayLike<number>
  thresholds: ArrayLike<number>
  area: number
}
/** SVG's units. */
export const FRAME = { width: 340, height: 280, left: 38, right: 10, top: 8, bottom: 34 }
export const DASHES = ['', '7 3', '2 3', '9 3 2 3', '12 4', '4 2'] as const
export const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]

export const plotX = (x: number): number => FRAME.left + x * (FRAME.width - FRAME.left - FRAME.right)
export const plotY = (y: number): number => FRAME.height - FRAME.bottom - y * (FRAME.height - FRAME.top - FRAME.bottom)

export const pathOf = ({ x, y }: ThresholdCurve): string =>
  Array.from({ length: x.length }, (_, i) => [plotX(x[i]!), plotY(y[i]!)] as const)
    .filter((point) => point.every(Number.isFinite))
    .map(([across, down], i) => `${i === 0 ? 'M' : 'L'}${across.toFixed(1)} ${down.toFixed(1)}`)
    .join('')

/** The curve's point that is nearest, in SVG's units; null where none is within reach. */
export function nearestPoint(
  curves: readonly ThresholdCurve[],
  at: { x: number; y: number },
  reach: number
): { curve: number; point: number } | null {
  let found: { curve: number; point: number } | null = null
  let least = reach ** 2
  curves.forEach(({ x, y }, curve) => {
    for (let point = 0; point < x.length; point++) {
      const distance = (plotX(x[point]!) - at.x) ** 2 + (plotY(y[point]!) - at.y) ** 2
      if (distance < least) [least, found] = [distance, { curve, point }]
    }
  })
  return found
}
