// What every format of pictures offers: to recognise its content, to tell the size before anything is decoded, and to find damage.
import type { Words } from '../../../../shared/locale'

export interface PictureHeader {
  width: number
  height: number
  /** Of the decoded picture: 1 (grey), 3 (RGB) or 4 (RGBA; also grey with alpha). */
  channels: 1 | 3 | 4
}

export interface PictureFormat {
  title: string
  /** Recognises the content by its first bytes. */
  matches(head: Uint8Array): boolean
  /**
   * From the beginning of a file, or all of it.
   * @throws EndOfBytes where more of the file is needed, PictureDamage
   */
  header(bytes: Uint8Array): PictureHeader
  /**
   * What of a whole file can be checked without decoding it: that it is all there, and the checksums that it has.
   * @throws EndOfBytes, PictureDamage
   */
  check(bytes: Uint8Array): void
}

/** Why a picture cannot be read; the file is named by who knows it. */
export class PictureDamage extends Error {
  constructor(readonly reason: Words) {
    super(typeof reason === 'string' ? reason : reason.en)
  }
}

/** The bytes end before the picture does. */
export class EndOfBytes extends Error {}

/** Numbers at places of a file. */
export class ByteView {
  readonly #view: DataView

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  /** @throws EndOfBytes unless the bytes go as far as `end` */
  reach(end: number): void {
    if (end > this.bytes.length) throw new EndOfBytes()
  }

  uint8(at: number): number {
    this.reach(at + 1)
    return this.bytes[at]!
  }
  uint16(at: number, littleEndian: boolean): number {
    this.reach(at + 2)
    return this.#view.getUint16(at, littleEndian)
  }
  uint32(at: number, littleEndian: boolean): number {
    this.reach(at + 4)
    return this.#view.getUint32(at, littleEndian)
  }
  int32(at: number): number {
    this.reach(at + 4)
    return this.#view.getInt32(at, true)
  }
  /** Four letters, as chunks are named. */
  tag(at: number): string {
    this.reach(at + 4)
    return String.fromCharCode(...this.bytes.subarray(at, at + 4))
  }
}
