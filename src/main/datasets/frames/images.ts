// A folder of pictures as rows: columns `image` and `label`. Pictures stay on disk until they are asked for.
import type { ColumnValues, NumberValues, Picture, PictureValues } from '../../../shared/columns'
import type { ImagesSource } from '../../../shared/dataset'
import { NetloomError } from '../../../shared/errors'
import { fileError, MAX_DATA_BYTES } from '../formats'
import { shapeText } from '../formats/format'
import { decodePicture, decodeThumbnail, MAX_PIXELS, pictureHeader, type PictureHeader } from '../formats/pictures'
import type { Frame, FrameColumn, FrameFault, RowSelection } from '../frame'
import { fileSha256 } from '../hash'
import { eachOf, filesSha256, readWhole } from '../pictures/files'
import { readTableTexts } from '../pictures/label-table'
import { rowsByFolder, rowsByTable, type PictureRows, type ReadTexts } from '../pictures/layout'
import { alphanumeric, FolderListing } from '../pictures/listing'
import { PixelGate } from '../pictures/pixel-gate'
import { sameShape, shapeOf, surveyPictures } from '../pictures/survey'
import { selected, unknownColumn } from './memory'

/** Bytes of one file; those above the first limit are read one by one. */
const COMMON_FILE_BYTES = 1 << 24
const MAX_FILE_BYTES = 1 << 29

export interface ImagesOptions {
  /** Reads the table of labels. */
  readTexts?: ReadTexts
  /** Pixels of one picture. */
  maxPixels?: number
}

/** A frame that can also give its pictures smaller, or changed one by one, so that never all are in memory whole. */
export interface ImagesFrame extends Frame {
  /** Neither side of more than `pixels`; null where a picture could not be read. */
  thumbnails(rows: RowSelection, pixels: number): Promise<PictureValues>
  /** As read(['image'], rows), each picture changed as soon as it is decoded; its place in the selection is told. */
  pictures(rows: RowSelection, change: (picture: Picture, place: number) => Picture): Promise<PictureValues>
}

/**
 * Opens a folder: subfolders of classes, of splits (train, validation or val, test) with classes in them, or a table of labels.
 * @param source with absolute paths
 * @throws NetloomError PICTURES_*, and those of files and of the table
 */
export async function openImagesFrame(source: ImagesSource, options: ImagesOptions = {}): Promise<ImagesFrame> {
  const { readTexts = readTableTexts, maxPixels = MAX_PIXELS } = options
  const listing = new FolderListing(source.path)
  const rows =
    source.labels === 'inferred'
      ? await rowsByFolder(listing)
      : await rowsByTable(listing, source.labels, readTexts).catch((error: unknown) => {
          throw fileError(error, source.path)
        })
  const label = labelValues(rows, source)
  const indices = rows.files.map((_, row) => row).filter((row) => !rows.missing.has(row))
  const path = (row: number): string => listing.path(rows.files[row]!)
  const survey = await surveyPictures(indices, path, { maxPixels, maxBytes: MAX_FILE_BYTES })
  const { hidden, others, outside, faults } = listing.passed
  for (const [row, error] of survey.faults) rows.missing.set(row, { where: rows.files[row]!, error })
  const counts = { hidden, other_files: others, links_outside: outside }
  return new PictureFolder(source, listing, rows, label, survey.shape, maxPixels, {
    faults: [...faults],
    notes: [
      ...rows.notes,
      ...Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(asNote)
    ]
  })
}

const asNote = ([key, count]: [string, number]): [string, string] => [key, String(count)]

class PictureFolder implements ImagesFrame {
  readonly format: string
  readonly rows: number
  readonly columns: readonly FrameColumn[]
  readonly parts: Frame['parts']
  readonly classes: Frame['classes']
  readonly notes: Frame['notes']
  readonly #gate: PixelGate

  constructor(
    private readonly source: ImagesSource,
    private readonly listing: FolderListing,
    private readonly found: PictureRows,
    private readonly label: ColumnValues,
    private readonly shape: number[] | null,
    private readonly maxPixels: number,
    private readonly known: { faults: FrameFault[]; notes: [string, string][] }
  ) {
    this.format = formatTitle(found.files)
    this.rows = found.files.length
    const numbers = label.kind === 'numbers'
    this.columns = [
      { name: 'image', type: 'picture', dtype: 'uint8', shape },
      { name: 'label', type: numbers ? 'number' : 'text', dtype: numbers ? 'float64' : 'str', shape: [] }
    ]
    this.parts = found.parts
    this.classes = found.classes
    this.notes = known.notes
    this.#gate = new PixelGate(maxPixels)
  }

  get faults(): readonly FrameFault[] {
    // They are found in any order; people want them in that of the rows.
    const byRow = [...this.found.missing].sort(([a], [b]) => a - b).map(([, fault]) => fault)
    return [...this.known.faults, ...byRow]
  }

  async read(columns: readonly string[], rows: RowSelection): Promise<ColumnValues[]> {
    return Promise.all(
      columns.map((column) => {
        if (column === 'image') return this.#decode(rows, decodePicture)
        if (column === 'label') return selected(this.label, rows)
        throw unknownColumn(this.source.path, column, this.columns)
      })
    )
  }

  thumbnails(rows: RowSelection, pixels: number): Promise<PictureValues> {
    return this.#decode(rows, (file, bytes, options) => decodeThumbnail(file, bytes, pixels, options))
  }

  fileOf(row: number): string | null {
    return this.found.files[row] ?? null
  }

  pictures(rows: RowSelection, change: (picture: Picture, place: number) => Picture): Promise<PictureValues> {
    return this.#decode(rows, decodePicture, change)
  }

  async hashes(): Promise<Record<string, string>> {
    const { labels } = this.source
    const names = [...new Set(this.found.files)].sort(alphanumeric)
    const images = await filesSha256(names, this.listing.path)
    return labels === 'inferred' ? { images } : { images, labels: await fileSha256(labels.path) }
  }

  async close(): Promise<void> {}

  async #decode(
    rows: RowSelection,
    decode: typeof decodePicture,
    change: (picture: Picture, place: number) => Picture = (picture) => picture
  ): Promise<PictureValues> {
    const listed = rows instanceof Uint32Array
    const values = new Array<Picture | null>(listed ? rows.length : rows.count).fill(null)
    let bytes = 0
    await eachOf(values.length, async (i) => {
      const decoded = await this.#pictureOf(listed ? rows[i]! : rows.first + i, decode)
      const picture = decoded && change(decoded, i)
      values[i] = picture
      bytes += picture?.data.length ?? 0
      if (bytes > MAX_DATA_BYTES) {
        throw new NetloomError('DATA_TOO_LARGE', { file: this.source.path, expected: MAX_DATA_BYTES })
      }
    })
    return { kind: 'pictures', values }
  }

  /** null, with a fault noted, where it cannot be read or is not what it was. */
  async #pictureOf(row: number, decode: typeof decodePicture): Promise<Picture | null> {
    if (this.found.missing.has(row)) return null
    try {
      return await this.#decodeFile(this.listing.path(this.found.files[row]!), decode)
    } catch (error) {
      if (!(error instanceof NetloomError)) throw error
      this.found.missing.set(row, { where: this.found.files[row]!, error })
      return null
    }
  }

  async #decodeFile(file: string, decode: typeof decodePicture): Promise<Picture> {
    const { maxPixels } = this
    const bytes = await readWhole(file, COMMON_FILE_BYTES).catch((error: unknown) => {
      if (error instanceof NetloomError && error.code === 'DATA_TOO_LARGE') return null
      throw error
    })
    if (bytes) {
      const { width, height } = this.#checkShape(file, bytes)
      return this.#gate.run(width * height, () => decode(file, bytes, { maxPixels }))
    }
    return this.#gate.run(maxPixels, async () => {
      const large = await readWhole(file, MAX_FILE_BYTES)
      this.#checkShape(file, large)
      return decode(file, large, { maxPixels })
    })
  }

  #checkShape(file: string, bytes: Uint8Array): PictureHeader {
    const header = pictureHeader(file, bytes, true, { maxPixels: this.maxPixels })!
    const found = shapeOf(header)
    if (this.shape === null || sameShape(found, this.shape)) return header
    throw new NetloomError('PICTURE_CHANGED', { file, found: shapeText(found), expected: shapeText(this.shape) })
  }
}

/** @throws NetloomError PICTURES_LABEL where a regression's label is no number */
function labelValues({ labels }: PictureRows, source: ImagesSource): ColumnValues {
  if (source.task === 'classification' || source.labels === 'inferred') return { kind: 'texts', values: labels }
  const { path: table, label: column } = source.labels
  const missing = Uint8Array.from(labels, (text) => (text === null || text.trim() === '' ? 1 : 0))
  const data = Float64Array.from(labels, (text, row) => {
    const value = missing[row] ? NaN : Number(text)
    if (!missing[row] && !Number.isFinite(value)) {
      throw new NetloomError('PICTURES_LABEL', { table, row: row + 2, column, found: text! })
    }
    return value
  })
  return { kind: 'numbers', shape: [], data, missing: missing.includes(1) ? missing : null } satisfies NumberValues
}

/** What endings tell, for people: 'JPEG, PNG', the most frequent first. */
function formatTitle(files: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const file of files) {
    const ending = file.slice(file.lastIndexOf('.') + 1).toLowerCase()
    const title = { jpg: 'JPEG', webp: 'WebP' }[ending] ?? ending.toUpperCase()
    counts.set(title, (counts.get(title) ?? 0) + 1)
  }
  return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!).join(', ')
}
