// What was drawn on a pad. Places and widths are shares of the pad's side, so that it can be drawn in any size.
export interface Stroke {
  /** x, y, x, y ... */
  points: number[]
  width: number
  colour: string
  erases: boolean
}

/** Smooth through the middles between points, as a pen goes. */
export function drawStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[], side: number): void {
  context.lineCap = context.lineJoin = 'round'
  for (const { points, width, colour, erases } of strokes) {
    context.globalCompositeOperation = erases ? 'destination-out' : 'source-over'
    context.lineWidth = width * side
    context.strokeStyle = colour
    context.beginPath()
    const [x0, y0] = [points[0]! * side, points[1]! * side]
    context.moveTo(x0, y0)
    if (points.length <= 2) context.lineTo(x0 + 0.01, y0)
    for (let i = 2; i < points.length; i += 2) {
      const [x, y] = [points[i]! * side, points[i + 1]! * side]
      if (i + 2 >= points.length) context.lineTo(x, y)
      else {
        const [nextX, nextY] = [points[i + 2]! * side, points[i + 3]! * side]
        context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2)
      }
    }
    context.stroke()
  }
  context.globalCompositeOperation = 'source-over'
}
