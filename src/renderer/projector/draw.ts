import { cssValue } from '../theme/colours'
import type { Colouring, Group } from './colouring'

export interface Drawing {
  /** In pixels, [count, 2] */
  places: Float32Array
  colouring: Colouring
  isShown(point: number): boolean
  selected: ReadonlySet<number>
  /** Where names of groups stand, [groups, 2] in pixels. */
  names: Float32Array
}
/** Names of more groups than that would cover the points. */
const MOST_NAMES = 30

/** Any CSS colour as a canvas takes it: variables are looked up by an element. */
function resolved(colours: readonly string[]): string[] {
  const probe = document.createElement('span')
  document.body.append(probe)
  const found = colours.map((colour) => {
    probe.style.color = colour
    return getComputedStyle(probe).color
  })
  probe.remove()
  return found
}

function mark(context: CanvasRenderingContext2D, form: Group['form'], x: number, y: number, r: number): void {
  if (form === 'circle') context.arc(x, y, r, 0, 2 * Math.PI)
  else if (form === 'square') context.rect(x - r, y - r, 2 * r, 2 * r)
  else if (form === 'triangle') {
    context.moveTo(x, y - r * 1.2)
    context.lineTo(x + r * 1.1, y + r)
    context.lineTo(x - r * 1.1, y + r)
  } else {
    context.rect(x - r * 1.3, y - r * 0.4, r * 2.6, r * 0.8)
    context.rect(x - r * 0.4, y - r * 1.3, r * 0.8, r * 2.6)
  }
}

export function drawPoints(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { places, colouring, isShown, selected, names } = drawing
  const { groups, of } = colouring
  const count = places.length / 2
  const radius = count > 5000 ? 1.8 : count > 1500 ? 2.4 : 3.2
  const colours = resolved(groups.map(({ colour }) => colour))
  const faint = cssValue('--nl-line-strong')
  const draw = (group: number, shown: boolean, alpha: number, only?: (point: number) => boolean): void => {
    context.beginPath()
    context.globalAlpha = alpha
    context.fillStyle = shown ? (colours[group] ?? faint) : faint
    const form = groups[group]?.form ?? 'circle'
    for (let i = 0; i < count; i++) {
      if (of[i] !== group || isShown(i) !== shown || (only && !only(i))) continue
      const [x, y] = [places[2 * i]!, places[2 * i + 1]!]
      context.moveTo(x + radius, y)
      mark(context, form, x, y, radius)
    }
    context.fill()
  }
  const all = [-1, ...groups.map((_, i) => i)]
  for (const group of all) draw(group, false, 0.12)
  for (const group of all) draw(group, true, selected.size > 0 ? 0.22 : count > 5000 ? 0.6 : 0.75)
  if (selected.size > 0) for (const group of all) draw(group, true, 1, (point) => selected.has(point))
  context.globalAlpha = 1
  if (groups.length > MOST_NAMES) return
  context.font = `600 12px ${getComputedStyle(document.body).fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineWidth = 4
  context.lineJoin = 'round'
  context.strokeStyle = cssValue('--nl-raised')
  context.fillStyle = cssValue('--nl-text')
  groups.forEach(({ name, count: members }, i) => {
    const [x, y] = [names[2 * i]!, names[2 * i + 1]!]
    if (members === 0 || Number.isNaN(x)) return
    context.strokeText(name, x, y)
    context.fillText(name, x, y)
  })
}
