// CRC-32C (Castagnoli; RFC 3720, appendix B.4), four bytes a step.
const POLYNOMIAL = 0x82f63b78

const TABLES = ((): Uint32Array[] => {
  const tables = Array.from({ length: 4 }, () => new Uint32Array(256))
  for (let i = 0; i < 256; i++) {
    let crc = i
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    tables[0]![i] = crc
  }
  for (let table = 1; table < 4; table++) {
    for (let i = 0; i < 256; i++) {
      const before = tables[table - 1]![i]!
      tables[table]![i] = (before >>> 8) ^ tables[0]![before & 0xff]!
    }
  }
  return tables
})()
const [T0, T1, T2, T3] = TABLES as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]

export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  let at = 0
  for (; at + 4 <= bytes.length; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    crc = T3[crc & 0xff]! ^ T2[(crc >>> 8) & 0xff]! ^ T1[(crc >>> 16) & 0xff]! ^ T0[crc >>> 24]!
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ T0[(crc ^ bytes[at]!) & 0xff]!
  return (crc ^ 0xffffffff) >>> 0
}

/** As TFRecord files keep it (tensorflow/core/lib/hash/crc32c.h). */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}
