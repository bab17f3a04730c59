// What is done to one picture, drawn at random: Keras's ImageDataGenerator.get_random_transform.
import type { Augmentation } from '../../shared/preprocessing'
import type { RandomStream } from '../../shared/random'

/** Of one picture, row-major: [height, width, channels]. */
export interface PictureShape {
  height: number
  width: number
  channels: number
}

/** In Keras's words. x goes along the width, y along the height. */
export interface Transform {
  /** Degrees. */
  theta: number
  /** Pixels; the picture moves against them. */
  tx: number
  ty: number
  /** Degrees. */
  shear: number
  /** Above 1, more than the picture is shown. */
  zx: number
  zy: number
  flip_horizontal: boolean
  flip_vertical: boolean
  channel_shift_intensity: number | null
  brightness: number | null
}

/** [height, width] and [height, width, channels]; null for what is no picture. */
export function pictureShape(shape: readonly number[]): PictureShape | null {
  const [height, width, channels = 1] = shape
  const fits = shape.length === 2 || shape.length === 3
  return fits && shape.every((size) => size > 0) ? { height: height!, width: width!, channels } : null
}

/** Between bounds, from a draw in [0, 1). */
const between = (lower: number, upper: number, draw: number): number => lower + (upper - lower) * draw
const eitherWay = (range: number, draw: number): number => between(-range, range, draw)

/** A whole number n is one of 0 .. n - 1 pixels, as in Keras; any other any number up to it; a list is chosen from. */
function shiftOf(range: number | readonly number[], size: number, draw: number, side: number): number {
  const list = typeof range === 'number' ? [range] : range
  const unit = Math.max(...list.map(Math.abs)) < 1 ? size : 1
  const sign = side < 0.5 ? -1 : 1
  if (typeof range !== 'number') return sign * range[Math.floor(draw * range.length)]! * unit
  if (Number.isInteger(range) && range > 0) return sign * Math.floor(draw * range)
  return eitherWay(range, draw) * unit
}

const zoomBounds = (zoom: Augmentation['zoom_range']): readonly [number, number] =>
  typeof zoom === 'number' ? [1 - zoom, 1 + zoom] : zoom

/**
 * Draws as many numbers whatever the settings are, so that changing one of them leaves what the others draw as it is.
 * Keras takes the height's shift for x and the width's for y; here each is along what its name says.
 */
export function drawTransform(
  settings: Augmentation,
  { height, width }: Pick<PictureShape, 'height' | 'width'>,
  random: RandomStream
): Transform {
  const [lower, upper] = zoomBounds(settings.zoom_range)
  const { brightness_range: brightness } = settings
  const theta = eitherWay(settings.rotation_range, random())
  const ty = shiftOf(settings.height_shift_range, height, random(), random())
  const tx = shiftOf(settings.width_shift_range, width, random(), random())
  const shear = eitherWay(settings.shear_range, random())
  const zx = between(lower, upper, random())
  const zy = between(lower, upper, random())
  const horizontal = random() < 0.5
  const vertical = random() < 0.5
  const intensity = eitherWay(settings.channel_shift_range, random())
  const light = random()
  return {
    theta,
    tx,
    ty,
    shear,
    zx,
    zy,
    flip_horizontal: horizontal && settings.horizontal_flip,
    flip_vertical: vertical && settings.vertical_flip,
    channel_shift_intensity: settings.channel_shift_range === 0 ? null : intensity,
    brightness: brightness && between(brightness[0], brightness[1], light)
  }
}

/** Whether any picture stays exactly as it is. */
export function changesNothing(settings: Augmentation): boolean {
  const still = (range: number | readonly number[]): boolean => [range].flat().every((value) => value === 0)
  return (
    settings.rotation_range === 0 &&
    still(settings.width_shift_range) &&
    still(settings.height_shift_range) &&
    settings.shear_range === 0 &&
    zoomBounds(settings.zoom_range).every((zoom) => zoom === 1) &&
    settings.channel_shift_range === 0 &&
    settings.brightness_range === null &&
    !settings.horizontal_flip &&
    !settings.vertical_flip &&
    settings.rescale === null
  )
}
