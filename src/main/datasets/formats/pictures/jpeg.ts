// JPEG: segments, each a marker (FF and a number), most with a big-endian length; then compressed scans up to the next marker.
import { words } from '../../../../shared/locale'
import { startsWith } from '../format'
import { ByteView, EndOfBytes, PictureDamage, type PictureFormat } from './picture-format'

const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7
/** 00 stands for a byte FF within a scan; 01 and restarts have no length; FF only fills. */
const hasNoLength = (marker: number): boolean => marker <= 0x01 || marker === 0xff || isRestart(marker)

export const jpeg: PictureFormat = {
  title: 'JPEG',
  matches: (head) => startsWith(head, [0xff, 0xd8, 0xff]),

  header(bytes) {
    const view = new ByteView(bytes)
    for (const { marker, at } of segments(view)) {
      if (marker === START_OF_SCAN || marker === END_OF_IMAGE) break
      if (!isFrame(marker)) continue
      const [height, width] = [view.uint16(at + 3, false), view.uint16(at + 5, false)]
      const components = view.uint8(at + 7)
      if (components !== 1 && components !== 3 && components !== 4) {
        throw new PictureDamage(words(`${components} colour components`, `${components} 个颜色分量`))
      }
      return { width, height, channels: components === 1 ? 1 : 3 }
    }
    throw new PictureDamage(words('no size before its pixels', '像素之前没有尺寸信息'))
  },

  check(bytes) {
    let scans = 0
    for (const { marker } of segments(new ByteView(bytes))) {
      if (marker === START_OF_SCAN) scans++
      if (marker === END_OF_IMAGE) break
    }
    if (scans === 0) throw new PictureDamage(words('no pixels', '没有像素数据'))
  }
}

/** Markers in their order, the compressed scans passed over; `at` is where a length is. Ends after END_OF_IMAGE. */
function* segments(view: ByteView): Generator<{ marker: number; at: number }> {
  const { bytes } = view
  for (let at = 2; ;) {
    const found = bytes.indexOf(0xff, at)
    if (found < 0) throw new EndOfBytes()
    const marker = view.uint8(found + 1)
    at = marker === 0xff ? found + 1 : found + 2
    if (hasNoLength(marker)) continue
    yield { marker, at }
    if (marker === END_OF_IMAGE) return
    at += view.uint16(at, false)
    view.reach(at)
  }
}
