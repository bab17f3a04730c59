// Pictures that are cut off, changed, or claim to be enormous: refused by name, or a picture; never anything else.
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NetloomError } from '../../../../src/shared/errors'
import { decodePicture, decodeThumbnail } from '../../../../src/main/datasets/formats/pictures'
import { failure, type Bytes } from '../build'
import { expectedOf, sample, SAMPLES } from './samples'

const RUNS = Number(process.env.NETLOOM_FUZZ_RUNS ?? 300)
const ONE_OF_EACH: Record<string, readonly string[]> = {
  PNG: ['rgb.png', 'rgb-interlaced.png', 'palette-transparent.png', 'rgba-16.png'],
  JPEG: ['rgb-420.jpg', 'progressive.jpg', 'restart.jpg', 'cmyk.jpg'],
  BMP: ['rgb.bmp', 'run-length.bmp', 'palette-4.bmp', 'bit-fields.bmp'],
  GIF: ['animated.gif', 'grey.gif', 'transparent.gif'],
  WebP: ['lossy-alpha.webp', 'lossless.webp', 'animated.webp']
}

describe('truncated pictures', () => {
  it.each(SAMPLES)('%s is refused wherever it is cut off', async (name) => {
    const whole = sample(name)
    for (let tenth = 1; tenth <= 9; tenth++) {
      const part = whole.slice(0, Math.floor((whole.length * tenth) / 10))
      await expect(decodePicture(name, part), `${tenth}0 %`).rejects.toMatchObject({ code: 'PICTURE_DAMAGED' })
    }
    // Trailing bytes that pad rows are of no account.
    await expect(decodePicture(name, whole.slice(0, -12))).rejects.toMatchObject({ code: 'PICTURE_DAMAGED' })
  })

  it('one says how much there is', async () => {
    const error = await failure('PICTURE_DAMAGED', decodePicture('photo.jpg', sample('rgb-420.jpg').slice(0, 500)))
    expect(error).toMatchObject({
      args: { file: 'photo.jpg', format: 'JPEG', reason: 'it was cut off after 500 bytes' }
    })
  })

  it('what follows a picture is of no account', async () => {
    for (const name of SAMPLES) {
      const { data } = await decodePicture(name, Uint8Array.from([...sample(name), 0, 1, 2, 3]))
      expect(data).toHaveLength(expectedOf(name).data.length)
    }
  })
})

describe('changed pictures', () => {
  it.each(SAMPLES.filter((name) => name.endsWith('.png')))('any other bit of %s is found', async (name) => {
    const whole = sample(name)
    for (let at = 8; at < whole.length; at += 7) {
      const changed = whole.slice()
      changed[at]! ^= 1 << (at % 8)
      await expect(decodePicture(name, changed), `byte ${at}`).rejects.toBeInstanceOf(NetloomError)
    }
  })

  it('what is no picture is told with its first bytes', async () => {
    const error = await failure('PICTURE_UNKNOWN', decodePicture('a.png', Uint8Array.from(Buffer.from('<html>'))))
    expect(error).toMatchObject({ args: { file: 'a.png', found: '3c 68 74 6d 6c 3e' } })
    await failure('DATA_EMPTY', decodePicture('a.png', new Uint8Array()))
  })

  it('GIF pixels that end too soon or make no sense are damage', async () => {
    const whole = sample('plain.gif')
    const changed = whole.slice()
    changed.fill(0xff, 13 + 3 * 64 + 10 + 8, 13 + 3 * 64 + 10 + 40)
    await expect(decodePicture('a.gif', changed)).rejects.toMatchObject({ code: 'PICTURE_DAMAGED' })
  })
})

const mutation = (whole: Bytes): fc.Arbitrary<Bytes> => {
  const at = fc.nat(whole.length - 1)
  const flips = fc.array(fc.tuple(at, fc.nat(7)), { minLength: 1, maxLength: 8 }).map((changes) => {
    const bytes = whole.slice()
    for (const [place, bit] of changes) bytes[place]! ^= 1 << bit
    return bytes
  })
  const cut = at.map((end) => whole.slice(0, end))
  const splice = fc.tuple(at, at, fc.uint8Array({ maxLength: 40 })).map(([a, b, between]) => {
    return Uint8Array.from([...whole.subarray(0, a), ...between, ...whole.subarray(b)])
  })
  const early = fc.tuple(fc.nat(Math.min(whole.length, 80) - 1), fc.nat(255)).map(([place, value]) => {
    const bytes = whole.slice()
    bytes[place] = value
    return bytes
  })
  return fc.oneof(flips, early, splice, cut)
}

/** With its checksums mended, so that what is behind them is reached. */
function withChecksums(bytes: Bytes): Bytes {
  const mended = bytes.slice()
  const view = new DataView(mended.buffer)
  for (let at = 8; at + 12 <= mended.length;) {
    const end = at + 12 + view.getUint32(at)
    if (end > mended.length) break
    view.setUint32(end - 4, crc32(mended.subarray(at + 4, end - 4)))
    at = end
  }
  return mended
}

describe('damaged at random', () => {
  it.each(Object.keys(ONE_OF_EACH))(
    '%s is a picture or refused',
    async (format) => {
      const files = fc
        .constantFrom(...ONE_OF_EACH[format]!)
        .chain((name) => fc.tuple(mutation(sample(name)), fc.boolean()))
      await fc.assert(
        fc.asyncProperty(files, async ([damaged, mend]) => {
          const bytes = mend && format === 'PNG' ? withChecksums(damaged) : damaged
          for (const small of [false, true]) {
            try {
              const options = { maxPixels: 1e6 }
              const work = small ? decodeThumbnail('fuzz', bytes, 8, options) : decodePicture('fuzz', bytes, options)
              const { height, width, channels, data } = await work
              expect(data).toHaveLength(height * width * channels)
            } catch (error) {
              if (!(error instanceof NetloomError) || error.code === 'INTERNAL') throw error
            }
          }
        }),
        { numRuns: RUNS }
      )
    },
    60_000 + RUNS * 20
  )
})

const chunk = (kind: string, content: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(kind), content])
  const bytes = Buffer.alloc(body.length + 8)
  bytes.writeUInt32BE(content.length)
  body.copy(bytes, 4)
  bytes.writeUInt32BE(crc32(body), body.length + 4)
  return bytes
}
const pngOf = (width: number, height: number, ...chunks: Buffer[]): Bytes => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Uint8Array.from(Buffer.concat([signature, chunk('IHDR', header), ...chunks, chunk('IEND', Buffer.alloc(0))]))
}

describe('bombs', () => {
  const zeros = deflateSync(Buffer.alloc(200_000_000))

  it('a PNG of 30,000 x 30,000 is refused by its header', async () => {
    const error = await failure(
      'PICTURE_TOO_LARGE',
      decodePicture('bomb.png', pngOf(30_000, 30_000, chunk('IDAT', zeros)))
    )
    expect(error).toMatchObject({ args: { file: 'bomb.png', found: '30000 x 30000' } })
  })

  it.each(['iCCP', 'zTXt', 'IDAT'])('much in the chunk %s of a small PNG takes no memory to speak of', async (kind) => {
    const name = kind === 'IDAT' ? Buffer.alloc(0) : Buffer.from('name\0\0')
    const pixels = chunk('IDAT', deflateSync(Buffer.alloc(3 * (1 + 12))))
    const bytes = pngOf(
      4,
      3,
      ...(kind === 'IDAT' ? [] : [chunk(kind, Buffer.concat([name, zeros]))]),
      kind === 'IDAT' ? chunk(kind, zeros) : pixels
    )
    const before = process.memoryUsage.rss()
    await decodePicture('bomb.png', bytes).catch((error: unknown) => expect(error).toBeInstanceOf(NetloomError))
    expect(process.memoryUsage.rss() - before).toBeLessThan(150e6)
  })

  it.each([
    ['rgb-444.jpg', 'JPEG'],
    ['rgb.bmp', 'BMP'],
    ['plain.gif', 'GIF'],
    ['lossless.webp', 'WebP']
  ])('%s whose header tells enormous sides is refused', async (name) => {
    const bytes = sample(name)
    const view = new DataView(bytes.buffer)
    if (name.endsWith('jpg')) {
      const frame = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xc0]))
      view.setUint16(frame + 5, 65_500)
      view.setUint16(frame + 7, 65_500)
    } else if (name.endsWith('bmp')) {
      view.setInt32(18, 100_000, true)
      view.setInt32(22, 100_000, true)
    } else if (name.endsWith('gif')) {
      view.setUint16(6, 65_535, true)
      view.setUint16(8, 65_535, true)
    } else view.setUint32(21, 0x0fffffff, true)
    await failure('PICTURE_TOO_LARGE', decodePicture(name, bytes))
  })
})
