// Pictures of one request side by side on one canvas: a grid draws them from there in one go each.
import { putPixels, type Pixels, type Tones } from './pixels'

export interface Atlas {
  canvas: HTMLCanvasElement
  /** Where each picture is; null where there is none. */
  places: ({ x: number; y: number; width: number; height: number } | null)[]
}

export function paintAtlas(pictures: readonly (Pixels | null)[], tones: Tones): Atlas {
  const [width, height] = [1, 1].map((least, side) =>
    pictures.reduce((most, one) => Math.max(most, (side === 0 ? one?.width : one?.height) ?? 0), least)
  ) as [number, number]
  const columns = Math.max(1, Math.ceil(Math.sqrt((pictures.length * height) / width)))
  const canvas = document.createElement('canvas')
  const image = new ImageData(columns * width, Math.max(1, Math.ceil(pictures.length / columns)) * height)
  const places = pictures.map((picture, i) => {
    if (!picture) return null
    const [x, y] = [(i % columns) * width, Math.floor(i / columns) * height]
    putPixels(image, x, y, picture, tones)
    return { x, y, width: picture.width, height: picture.height }
  })
  canvas.width = image.width
  canvas.height = image.height
  canvas.getContext('2d')!.putImageData(image, 0, 0)
  return { canvas, places }
}
