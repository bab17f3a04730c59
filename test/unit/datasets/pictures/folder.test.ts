import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Picture, PictureValues } from '../../../../src/shared/columns'
import { imagesSourceSchema, type ImagesSource } from '../../../../src/shared/dataset'
import { describeError, type NetloomError } from '../../../../src/shared/errors'
import { openImagesFrame, type ImagesFrame } from '../../../../src/main/datasets/frames/images'
import { PixelGate } from '../../../../src/main/datasets/pictures/pixel-gate'
import { failure } from '../build'
import { tempFolder } from '../../../support/temp'
import { expectedOf, samplePath } from './samples'

/** A folder of copies of samples: path -> sample, or content of its own. */
function folder(files: Record<string, string | Uint8Array>, at = tempFolder()): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(at, name)
    mkdirSync(dirname(path), { recursive: true })
    if (typeof content === 'string' && /^[\w-]+\.(png|jpg|bmp|gif|webp)$/.test(content))
      copyFileSync(samplePath(content), path)
    else writeFileSync(path, content)
  }
  return at
}
const source = (path: string, rest: Partial<ImagesSource> = {}): ImagesSource =>
  imagesSourceSchema.parse({ format: 'images', path, ...rest })
const open = (path: string, rest: Partial<ImagesSource> = {}): Promise<ImagesFrame> =>
  openImagesFrame(source(path, rest))

const ALL = (frame: ImagesFrame) => ({ first: 0, count: frame.rows })
const picturesOf = async (frame: ImagesFrame): Promise<(Picture | null)[]> =>
  ((await frame.read(['image'], ALL(frame)))[0] as PictureValues).values
const labelsOf = async (frame: ImagesFrame): Promise<unknown> => (await frame.read(['label'], ALL(frame)))[0]
const faultsOf = ({ faults }: ImagesFrame): string[] =>
  faults.map(({ where, error }) => `${where} ${(error as NetloomError).code}`)

describe('a folder of classes', () => {
  it('has one row for each picture, in alphanumeric order as Keras has them', async () => {
    const path = folder({
      'dog/b.png': 'rgb.png',
      'dog/B.PNG': 'rgb.png',
      'dog/a10.png': 'rgb.png',
      'dog/a2.png': 'rgb.png',
      'Cat/2.jpg': 'rgb-444.jpg',
      'Cat/deep/1.jpg': 'rgb-444.jpg',
      'Cat/deep-er/0.jpg': 'rgb-444.jpg',
      'Cat/10.jpg': 'rgb-444.jpg'
    })
    mkdirSync(join(path, 'none'))
    const frame = await open(path)
    expect(frame.classes).toEqual(['Cat', 'dog', 'none'])
    expect(frame.columns).toEqual([
      { name: 'image', type: 'picture', dtype: 'uint8', shape: [19, 23, 3] },
      { name: 'label', type: 'text', dtype: 'str', shape: [] }
    ])
    expect([frame.rows, frame.format, frame.parts, frame.faults, frame.notes]).toEqual([8, 'JPEG, PNG', [], [], []])
    expect(await labelsOf(frame)).toEqual({
      kind: 'texts',
      values: ['Cat', 'Cat', 'Cat', 'Cat', 'dog', 'dog', 'dog', 'dog']
    })
    const names = Object.values((frame as unknown as { found: { files: string[] } }).found)[0]
    expect(names).toEqual([
      ...['Cat/10.jpg', 'Cat/2.jpg', 'Cat/deep/1.jpg', 'Cat/deep-er/0.jpg'],
      ...['dog/B.PNG', 'dog/a10.png', 'dog/a2.png', 'dog/b.png']
    ])
  })

  it('reads the rows that are asked for, whatever they are named', async () => {
    const frame = await open(folder({ 'a/1.png': 'grey.png', 'a/2.jpg': 'rgba.png', 'b/3.webp': 'lossless.webp' }))
    expect(frame.columns[0]!.shape).toBeNull()
    const [images, labels] = await frame.read(['image', 'label'], Uint32Array.of(2, 0))
    expect(labels).toEqual({ kind: 'texts', values: ['b', 'a'] })
    const { values } = images as PictureValues
    expect(values[0]!.data).toEqual(expectedOf('lossless.webp').data)
    expect(values[1]).toMatchObject({ height: 19, width: 23, channels: 1 })
  })

  it('leaves out what is hidden and what is no picture, and says so', async () => {
    const path = folder({
      'a/1.png': 'grey.png',
      'a/.2.png': 'grey.png',
      'a/Thumbs.db': 'x',
      '.git/3.png': 'grey.png',
      'b/2.png': 'grey.png',
      'b/notes.txt': 'x'
    })
    const frame = await open(path)
    expect(frame.rows).toBe(2)
    expect(frame.notes).toEqual([
      ['hidden', '2'],
      ['other_files', '2']
    ])
  })

  it('tells damaged pictures by name, and gives the others', async () => {
    const path = folder({
      'a/1.png': 'rgb.png',
      'a/cut.png': readFileSync(samplePath('rgb.png')).subarray(0, 300),
      'a/empty.jpg': '',
      'b/page.jpg': '<html>',
      'b/short.gif': 'GIF8'
    })
    const frame = await open(path)
    expect(frame.columns[0]!.shape).toEqual([19, 23, 3])
    expect(faultsOf(frame)).toEqual([
      'a/empty.jpg DATA_EMPTY',
      'b/page.jpg PICTURE_UNKNOWN',
      'b/short.gif PICTURE_UNKNOWN'
    ])
    const pictures = await picturesOf(frame)
    expect(pictures.map((picture) => picture !== null)).toEqual([true, false, false, false, false])
    expect(faultsOf(frame)).toContain('a/cut.png PICTURE_DAMAGED')
    await picturesOf(frame)
    expect(frame.faults).toHaveLength(4)
    for (const { error } of frame.faults) expect(describeError(error as NetloomError, 'zh-CN').message).toContain(path)
  })

  it('notices a picture that changes or goes while the folder is open', async () => {
    const path = folder({ 'a/1.png': 'rgb.png', 'a/2.png': 'rgb.png', 'b/3.png': 'rgb.png' })
    const frame = await open(path)
    copyFileSync(samplePath('noise.gif'), join(path, 'a/1.png'))
    rmSync(join(path, 'a/2.png'))
    truncateSync(join(path, 'b/3.png'), 400)
    expect(await picturesOf(frame)).toEqual([null, null, null])
    expect(faultsOf(frame)).toEqual(['a/1.png PICTURE_CHANGED', 'a/2.png FILE_NOT_FOUND', 'b/3.png PICTURE_DAMAGED'])
  })

  it('follows no link that leads outside', async () => {
    const outside = folder({ 'secret.png': 'rgb.png' })
    const path = folder({ 'a/1.png': 'rgb.png', 'b/2.png': 'grey.png' })
    symlinkSync(join(outside, 'secret.png'), join(path, 'a/2.png'))
    symlinkSync(outside, join(path, 'c'))
    symlinkSync(join(path, 'nowhere'), join(path, 'b/3.png'))
    symlinkSync(join(path, 'a/1.png'), join(path, 'b/4.png'))
    symlinkSync(path, join(path, 'a/loop'))
    const frame = await open(path)
    expect([frame.rows, frame.classes]).toEqual([3, ['a', 'b']])
    expect(frame.notes).toEqual([['links_outside', '4']])
  })

  it('says which folder has no pictures, or no classes', async () => {
    await failure('PICTURES_NONE', open(folder({ 'a/notes.txt': 'x' })))
    const error = await failure('PICTURES_NO_CLASSES', open(folder({ '1.png': 'rgb.png', '2.png': 'rgb.png' })))
    expect(error.args).toMatchObject({ found: 2 })
    await failure('FILE_NOT_FOUND', open(join(tempFolder(), 'nowhere')))
    await failure('DATA_UNREADABLE', open(samplePath('rgb.png')))
  })

  it('refuses columns that it has not', async () => {
    const frame = await open(folder({ 'a/1.png': 'rgb.png' }))
    await expect(frame.read(['pixels'], ALL(frame))).rejects.toMatchObject({ code: 'FRAME_COLUMN' })
    await frame.close()
  })

  it('gives thumbnails, and pictures changed one by one', async () => {
    const frame = await open(folder({ 'a/1.png': 'rgb.png', 'b/2.gif': 'noise.gif', 'b/3.png': 'Broken' }))
    const { values } = await frame.thumbnails(ALL(frame), 10)
    expect(values.map((picture) => picture && [picture.height, picture.width])).toEqual([[8, 10], [8, 10], null])
    const one = await frame.pictures(Uint32Array.of(1), (picture) => ({ ...picture, data: picture.data.slice(0, 1) }))
    expect(one.values[0]!.data).toHaveLength(1)
  })

  // root reads everything.
  if (process.getuid?.() !== 0 && process.platform !== 'win32') {
    it('tells a subfolder that may not be read', async () => {
      const path = folder({ 'a/1.png': 'rgb.png', 'b/2.png': 'rgb.png' })
      chmodSync(join(path, 'b'), 0)
      const frame = await open(path)
      expect(faultsOf(frame)).toEqual(['b NOT_PERMITTED'])
      chmodSync(join(path, 'b'), 0o700)
    })
  }
})

describe('a folder of splits', () => {
  it('has its rows in their order, and the classes of all', async () => {
    const path = folder({
      'test/b/1.png': 'rgb.png',
      'val/a/1.png': 'rgb.png',
      'train/b/1.png': 'rgb.png',
      'train/a/2.png': 'rgb.png',
      'train/c/3.png': 'rgb.png'
    })
    const frame = await open(path)
    expect(frame.parts).toEqual([
      { name: 'train', first: 0, count: 3 },
      { name: 'validation', first: 3, count: 1 },
      { name: 'test', first: 4, count: 1 }
    ])
    expect(frame.classes).toEqual(['a', 'b', 'c'])
    expect(await labelsOf(frame)).toEqual({ kind: 'texts', values: ['a', 'b', 'c', 'a', 'b'] })
  })

  it('is one of classes where those have no folders of their own', async () => {
    const frame = await open(folder({ 'test/1.png': 'rgb.png', 'train/1.png': 'rgb.png' }))
    expect([frame.classes, frame.parts]).toEqual([['test', 'train'], []])
  })
})

describe('a flat folder with a table', () => {
  const flat = (table: string, files: Record<string, string> = {}): { path: string; labels: string } => {
    const path = folder({ 'a.png': 'rgb.png', 'b.png': 'rgb.png', 'sub/c.png': 'rgb.png', ...files })
    return { path, labels: folder({ 'labels.csv': table }) + '/labels.csv' }
  }
  const openFlat = ({ path, labels }: { path: string; labels: string }, rest: Partial<ImagesSource> = {}) =>
    open(path, { labels: { path: labels, filename: 'id', label: 'kind' }, ...rest })

  it('has one row for each of the table, in its order', async () => {
    const frame = await openFlat(flat('id,kind\nsub/c.png,x\nb,y\n./a.png,x\na.png,z\n', { 'd.png': 'rgb.png' }))
    expect([frame.rows, frame.classes]).toEqual([4, null])
    expect(await labelsOf(frame)).toEqual({ kind: 'texts', values: ['x', 'y', 'x', 'z'] })
    expect(await picturesOf(frame)).not.toContain(null)
    expect(frame.notes).toEqual([['unlabelled', '1']])
  })

  it('tells the rows whose picture is not there, or outside', async () => {
    const files = flat('id,kind\na.png,x\nq.png,y\n../../etc/passwd,z\n')
    const frame = await openFlat(files)
    expect(faultsOf(frame)).toEqual(['q.png PICTURE_MISSING', '../../etc/passwd PICTURE_MISSING'])
    expect(frame.faults[0]!.error).toMatchObject({ args: { row: 3, table: files.labels } })
    expect((await picturesOf(frame)).map((picture) => picture === null)).toEqual([false, true, true])
  })

  it('has numbers as labels for a regression', async () => {
    const frame = await openFlat(flat('id,kind\na.png,1.5\nb.png,-2\n'), { task: 'regression' })
    expect(frame.columns[1]).toMatchObject({ type: 'number', dtype: 'float64' })
    expect(await labelsOf(frame)).toMatchObject({ kind: 'numbers', data: Float64Array.of(1.5, -2), missing: null })
    const error = await failure(
      'PICTURES_LABEL',
      openFlat(flat('id,kind\na.png,1\nb.png,many\n'), { task: 'regression' })
    )
    expect(error.args).toMatchObject({ row: 3, column: 'kind', found: 'many' })
  })

  it('leaves names that look like numbers as they are written', async () => {
    const frame = await openFlat(flat('id,kind\n007,1\n08,2\n', { '007.png': 'rgb.png', '08.png': 'rgb.png' }))
    expect(frame.faults).toEqual([])
    expect(await labelsOf(frame)).toEqual({ kind: 'texts', values: ['1', '2'] })
  })

  it('may be JSON, with labels missing', async () => {
    const table = '[{"id": "a.png", "kind": 3}, {"id": "b.png", "kind": null}]'
    expect(await labelsOf(await openFlat(flat(table)))).toEqual({ kind: 'texts', values: ['3', null] })
  })

  it('takes another reader of tables', async () => {
    const { path } = flat('')
    const labels = { path: '/any.parquet', filename: 'id', label: 'kind' }
    const frame = await openImagesFrame(source(path, { labels }), {
      readTexts: (file, columns) => {
        expect([file, columns]).toEqual(['/any.parquet', ['id', 'kind']])
        return Promise.resolve([
          ['a.png', 'b.png'],
          ['x', null]
        ])
      }
    })
    expect(await labelsOf(frame)).toEqual({ kind: 'texts', values: ['x', null] })
  })

  it('names the columns that a table lacks', async () => {
    await failure('FRAME_COLUMN', openFlat(flat('name,kind\na.png,x\n')))
  })
})

describe('what a run remembers', () => {
  it('changes with names and contents alone', async () => {
    const files = { 'a/1.png': 'rgb.png', 'b/2.jpg': 'grey.jpg' }
    const hash = async (path: string): Promise<string> => (await (await open(path)).hashes()).images!
    const whole = await hash(folder(files))
    expect(whole).toMatch(/^[0-9a-f]{64}$/)
    expect(await hash(folder({ ...files, '.hidden': 'x' }))).toBe(whole)
    expect(await hash(folder({ ...files, 'b/2.jpg': 'rgb-444.jpg' }))).not.toBe(whole)
    expect(await hash(folder({ 'a/1.png': 'rgb.png', 'b/3.jpg': 'grey.jpg' }))).not.toBe(whole)
  })

  it('takes in files of any size, to their last byte', async () => {
    const path = folder({ 'a/1.png': 'rgb.png', 'b/2.png': Buffer.alloc(1_000_000, 7) })
    const hash = async (): Promise<string> => (await (await open(path)).hashes()).images!
    const before = await hash()
    expect(await hash()).toBe(before)
    const last = Buffer.alloc(1_000_000, 7)
    last[999_999] = 8
    writeFileSync(join(path, 'b/2.png'), last)
    expect(await hash()).not.toBe(before)
  })
})

describe('pixels at a time', () => {
  it('stay below the limit, and each comes in turn', async () => {
    const gate = new PixelGate(10)
    const begun: number[] = []
    let [busy, most] = [0, 0]
    const work = (pixels: number): Promise<void> =>
      gate.run(pixels, async () => {
        begun.push(pixels)
        busy += Math.min(pixels, 10)
        most = Math.max(most, busy)
        await new Promise(setImmediate)
        busy -= Math.min(pixels, 10)
      })
    await Promise.all([4, 5, 3, 100, 1, 1].map(work))
    expect(begun).toEqual([4, 5, 3, 100, 1, 1])
    expect(most).toBeLessThanOrEqual(10)
  })
})

describe('large files', () => {
  it('are read one by one', async () => {
    // A picture, and much behind it that is of no account.
    const padded = Buffer.concat([readFileSync(samplePath('rgb.png')), Buffer.alloc(17 << 20)])
    const frame = await open(folder({ 'a/1.png': padded, 'b/2.png': padded, 'b/3.png': 'rgb.png' }))
    const pictures = await picturesOf(frame)
    for (const picture of pictures) expect(picture!.data).toEqual(expectedOf('rgb.png').data)
  })

  it('of too many pixels are told when the folder is opened', async () => {
    const path = folder({ 'a/1.png': 'rgb.png', 'b/2.gif': 'noise.gif' })
    const frame = await openImagesFrame(source(path), { maxPixels: 1000 })
    expect(faultsOf(frame)).toEqual(['b/2.gif PICTURE_TOO_LARGE'])
    expect(frame.columns[0]!.shape).toEqual([19, 23, 3])
  })
})
