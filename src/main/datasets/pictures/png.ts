// The smallest PNG files there can be: 8 bits a channel, without filters.
import { crc32, deflateSync } from 'node:zlib'

/** Of the header, by number of channels: grey, RGB, RGBA. */
const COLOUR_TYPES: Record<number, number> = { 1: 0, 3: 2, 4: 6 }
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * @param channels 1, 3 or 4
 * @param data [height, width, channels] row-major
 */
export function pngBytes(height: number, width: number, channels: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, COLOUR_TYPES[channels]!, 0, 0, 0], 8)
  const line = width * channels
  const lines = Array.from({ length: height }, (_, row) =>
    Buffer.concat([Buffer.from([0]), data.subarray(row * line, (row + 1) * line)])
  )
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
