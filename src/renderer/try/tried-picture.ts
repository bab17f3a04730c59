// Pictures that are made by hand: as the model is given them.
import type { ModelDescription, ModelInput } from '../../shared/model-contract'
import type { Picture } from '../../shared/columns'
import { asBytes, centred, scaled, type Ink } from './ink'

type Size = NonNullable<ModelDescription['input']['picture']>
/** Of data whose pictures differ in size. */
const ANY: Size = { height: 224, width: 224, channels: 3 }

/** What a drawn picture should be. */
export const sizeOf = ({ input }: ModelDescription): Size => input.picture ?? ANY
/** Whether digits of such data may have been centred as MNIST's. */
export const canCentre = ({ height, width, channels }: Size): boolean => height === 28 && width === 28 && channels === 1

/** @param pixels RGBA of a square pad; only how much covers it counts where the data are grey */
export function fromPad(
  pixels: { width: number; height: number; data: ArrayLike<number> },
  size: Size,
  centre: boolean
): Picture {
  const { width, height, data } = pixels
  const plane = (of: (at: number) => number): Ink => {
    const ink = new Float32Array(width * height)
    for (let i = 0; i < ink.length; i++) ink[i] = of(i * 4)
    return { width, height, data: ink }
  }
  if (size.channels === 1) {
    const ink = plane((at) => data[at + 3]! / 255)
    return {
      height: size.height,
      width: size.width,
      channels: 1,
      data: asBytes(centre ? centred(ink) : scaled(ink, size))
    }
  }
  // Colours lie on white paper.
  const planes = [0, 1, 2].map((channel) =>
    asBytes(
      scaled(
        plane((at) => {
          const alpha = data[at + 3]! / 255
          return 1 - alpha + (alpha * data[at + channel]!) / 255
        }),
        size
      )
    )
  )
  const out = new Uint8Array(size.height * size.width * 3)
  for (let i = 0; i < size.height * size.width; i++) for (let c = 0; c < 3; c++) out[i * 3 + c] = planes[c]![i]!
  return { height: size.height, width: size.width, channels: 3, data: out }
}

/** A picture from a file as ink: bright is ink, or dark where it is swapped. */
export function inkOf(pixels: { width: number; height: number; data: ArrayLike<number> }, swapped: boolean): Ink {
  const { width, height, data } = pixels
  const ink = new Float32Array(width * height)
  for (let i = 0; i < ink.length; i++) {
    const at = i * 4
    // ITU-R 601-2 luma, as Pillow turns pictures grey; what is transparent is paper.
    const luma = (0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!) / 255
    const alpha = data[at + 3]! / 255
    ink[i] = alpha * (swapped ? 1 - luma : luma)
  }
  return { width, height, data: ink }
}

export const fromInk = (ink: Ink, size: Size, centre: boolean): Picture => ({
  height: size.height,
  width: size.width,
  channels: 1,
  data: asBytes(centre ? centred(ink) : scaled(ink, size))
})

export const pictureInput = (picture: Picture): ModelInput => ({ kind: 'picture', picture })
