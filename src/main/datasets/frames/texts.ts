// A folder of .txt files, a subfolder for each class.
import { createHash } from 'node:crypto'
import { basename, relative, sep } from 'node:path'
import type { TextsSource } from '../../../shared/dataset'
import { readFileBytes } from '../formats'
import { decodeText, type DecodedText } from '../formats/text'
import type { Frame, FrameFault } from '../frame'
import { assembledFrame, inMemory } from './assembled'
import { listTexts, type TextFolder } from './text-folder'

const MAX_TEXT_BYTES = 1 << 26
/** As many files are read to tell their encoding. */
const SNIFFED = 16
/** As many are open at once. */
const CONCURRENCY = 16

/**
 * Columns `text` and `label` (the class's number); parts where the folder has them. Texts are read when they are asked for; one
 * that cannot be read is null, and among the faults from then on.
 * @param source with an absolute path
 * @throws NetloomError TEXTS_NO_CLASSES, TEXTS_EMPTY, and for a folder that cannot be read
 */
export async function openTextsFrame(source: TextsSource): Promise<Frame> {
  const folder = await listTexts(source.path)
  const { files, classes, parts, ignored } = folder
  const faults = new Faults(source.path, folder.faults)
  const read = async (row: number): Promise<DecodedText | null> => {
    const { path } = files[row]!
    try {
      return decodeText(await readFileBytes(path, MAX_TEXT_BYTES), path)
    } catch (error) {
      faults.add(path, error as Error)
      return null
    }
  }
  const sniffed = await inTurns(evenly(files.length, SNIFFED), read)
  const encodings = new Set(sniffed.flatMap((decoded) => (decoded ? [decoded.encoding] : [])))
  return assembledFrame(
    source.path,
    {
      format: 'TXT',
      rows: files.length,
      parts,
      classes,
      notes: [
        ...(encodings.size > 0 ? [['encoding', [...encodings].join(', ')] as const] : []),
        ...(ignored.length > 0 ? [['ignored', ignored.join(', ')] as const] : [])
      ],
      faults: faults.list,
      hashes: () => hashesOf(folder, source.path)
    },
    [
      {
        ...{ name: 'text', type: 'text', dtype: 'str', shape: [], kind: 'texts' },
        pieces: [
          {
            rows: files.length,
            read: async (rows) => (await inTurns(rows, read)).map((decoded) => decoded && decoded.text)
          }
        ]
      },
      {
        ...{ name: 'label', type: 'integer', dtype: 'int32', shape: [], kind: 'numbers' },
        create: (length) => new Int32Array(length),
        pieces: [inMemory(Int32Array.from(files, ({ label }) => label))]
      }
    ]
  )
}

/** Each file once, however often it is read. */
class Faults {
  readonly list: FrameFault[]
  readonly #known = new Set<string>()

  constructor(
    readonly root: string,
    known: readonly FrameFault[]
  ) {
    this.list = [...known]
  }

  add(path: string, error: Error): void {
    if (this.#known.has(path)) return
    this.#known.add(path)
    this.list.push({ where: relative(this.root, path) || basename(path), error })
  }
}

/** At most `most` of the numbers below `count`, from the first to the last. */
const evenly = (count: number, most: number): number[] =>
  Array.from({ length: Math.min(count, most) }, (_, i) => Math.floor((i * count) / Math.min(count, most)))

/** As Promise.all, with a few under way at a time. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]!)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return results
}

/** By folder of a class: SHA-256 over names and contents of its files in their order. What cannot be read counts as nothing. */
async function hashesOf({ files, folders }: TextFolder, root: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const { name, first, count } of folders) {
    const hash = createHash('sha256')
    for (const { path } of files.slice(first, first + count)) {
      const content = await readFileBytes(path, MAX_TEXT_BYTES).catch(() => new Uint8Array())
      hash.update(`${relative(root, path).split(sep).join('/')}\0${content.length}\0`).update(content)
    }
    hashes[name] = hash.digest('hex')
  }
  return hashes
}
