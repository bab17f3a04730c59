// What pictures of one's own have to be like: those of the data.
import type { ColumnShape } from '../../pipeline/define'
import { eachPicture, type Pixels } from '../../pipeline/families/pixels'
import type { Frame } from '../../main/datasets/frame'
import type { ModelInputs } from '../../shared/saved-model'

/** Pictures that are looked at. */
const SAMPLE = 100

/** The mean over the outermost pixels, of colours the mean of their channels; alpha counts as white behind it. */
export function borderOf({ height, width, channels, data }: Pixels): number {
  let [sum, count] = [0, 0]
  for (let y = 0; y < height; y++) {
    const inner = y > 0 && y < height - 1
    for (let x = 0; x < width; x += inner && width > 1 ? width - 1 : 1) {
      const at = (y * width + x) * channels
      for (let channel = 0; channel < Math.min(channels, 3); channel++, count++) sum += data[at + channel]!
    }
  }
  return sum / count
}

export async function pictureTraits(frame: Frame, column: ColumnShape): Promise<ModelInputs['picture']> {
  const count = Math.min(SAMPLE, frame.rows)
  const rows = Uint32Array.from({ length: count }, (_, i) => Math.floor((i * frame.rows) / count))
  const [values] = await frame.read([column.name], rows)
  let [sum, pictures, most] = [0, 0, 0]
  for (const picture of eachPicture({ ...column, values: values! })) {
    if (!picture) continue
    sum += borderOf(picture)
    pictures += 1
    for (let i = 0; i < picture.data.length; i++) most = Math.max(most, picture.data[i]!)
  }
  return pictures > 0 ? { border: sum / pictures, most } : null
}
