// Which point of the picture each pixel shows: Keras's apply_affine_transform.
import type { PictureShape, Transform } from './transform'

/** The pixel [row, column] shows the point [rr * row + rc * column + r, cr * row + cc * column + c]. */
export interface Affine {
  rr: number
  rc: number
  r: number
  cr: number
  cc: number
  c: number
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Zoom, then shear, shift and rotation, around the centre; null where all pixels show themselves. Keras takes the centre of a
 * picture of as many rows as this one has columns, which is the same for square ones.
 */
export function affineOf(transform: Transform, { height, width }: PictureShape): Affine | null {
  const { theta, tx, ty, shear, zx, zy } = transform
  if (theta === 0 && tx === 0 && ty === 0 && shear === 0 && zx === 1 && zy === 1) return null
  const [cos, sin] = theta === 0 ? [1, 0] : [Math.cos(radians(theta)), Math.sin(radians(theta))]
  const [slant, tall] = shear === 0 ? [0, 1] : [-Math.sin(radians(shear)), Math.cos(radians(shear))]
  // [x, y] shows [xx x + xy y + ..., yx x + yy y + ...]: rotation times shear times zoom.
  const xx = cos * zx
  const xy = (cos * slant - sin * tall) * zy
  const yx = sin * zx
  const yy = (sin * slant + cos * tall) * zy
  const middleX = width / 2 - 0.5
  const middleY = height / 2 - 0.5
  // In this order, shifts by whole pixels stay whole.
  const x = cos * tx - sin * ty + middleX - (xx * middleX + xy * middleY)
  const y = sin * tx + cos * ty + middleY - (yx * middleX + yy * middleY)
  return { rr: yy, rc: yx, r: y, cr: xy, cc: xx, c: x }
}
