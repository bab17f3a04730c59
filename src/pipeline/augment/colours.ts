// Changes of the values of a picture, in place: Keras's apply_channel_shift and apply_brightness_shift.
import type { FloatPixels } from './warp'

const WHITE = 255
/** Red, green, blue and alpha, of which the last is not a colour. */
const WITH_ALPHA = 4

function bounds(x: FloatPixels): { least: number; most: number } {
  let least = Infinity
  let most = -Infinity
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
}

/** Adds to all channels, within the least and the greatest value of the picture. */
export function shiftChannels(x: FloatPixels, intensity: number): void {
  const { least, most } = bounds(x)
  for (let i = 0; i < x.length; i++) x[i] = Math.min(Math.max(x[i]! + intensity, least), most)
}

/**
 * Times a factor, in whole steps of 255 as Pillow does it: values are cut to bytes before and after. A picture with values that
 * are none of 0 .. 255 is stretched to them, and back. So is one of floats within 0 .. 1, of which Keras would leave black.
 */
export function brighten(x: FloatPixels, factor: number, channels: number, bytes: boolean): void {
  const { least, most } = bounds(x)
  const stretched = least < 0 || most > WHITE
  const unit = !bytes && !stretched && most <= 1
  const from = stretched ? least : 0
  const span = stretched ? most - least : unit ? 1 : WHITE
  // Pillow multiplies in single precision.
  const single = Math.fround(factor)
  for (let i = 0; i < x.length; i++) {
    const byte = Math.trunc(span === WHITE ? x[i]! - from : span === 0 ? 0 : ((x[i]! - from) / span) * WHITE)
    const alpha = channels === WITH_ALPHA && i % WITH_ALPHA === WITH_ALPHA - 1
    const light = alpha ? byte : Math.min(Math.trunc(Math.fround(single * byte)), WHITE)
    x[i] = stretched || unit ? (light / WHITE) * span + from : light
  }
}
