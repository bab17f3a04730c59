// Small real data of every kind, each made in a folder of its own.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { dataSchema, type ProjectData } from '../../src/shared/project'
import { npyBytes, zipBytes } from '../unit/datasets/build'
import { pngBytes } from './png'
import { tempFolder } from './temp'

/** Writes files into a folder of their own and gives its path. */
export function folderOf(files: Record<string, string | Uint8Array>, at = tempFolder()): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, name)), { recursive: true })
    writeFileSync(join(at, name), content)
  }
  return at
}

export const dataOf = (source: object, rest: object = {}): ProjectData => dataSchema.parse({ source, ...rest })

/** Pixels that tell of picture, row and column. */
export const pixel = (seed: number, at: number): number => (seed * 31 + at * 7) % 256
export const picture = (height: number, width: number, seed: number, channels = 3): Buffer =>
  pngBytes(
    height,
    width,
    channels,
    Uint8Array.from({ length: height * width * channels }, (_, i) => pixel(seed, i))
  )

/** Eight pictures of two classes, of which cat/b is damaged; unequal sizes unless one is given. */
export function pictureFolder({ size, damaged = true }: { size?: number; damaged?: boolean } = {}): string {
  const files: Record<string, Uint8Array> = {}
  for (const [i, label] of (['cat', 'dog'] as const).entries()) {
    for (const [j, name] of ['a', 'b', 'c', 'd'].entries()) {
      const seed = i * 4 + j
      files[`${label}/${name}.png`] = picture(size ?? 4 + j, size ?? 5 + i, seed)
    }
  }
  if (damaged) files['cat/b.png'] = files['cat/b.png']!.subarray(0, 60)
  return folderOf(files)
}

export const textFolder = (): string =>
  folderOf({
    'neg/1.txt': 'A bad film, bad indeed.',
    'neg/2.txt': 'Dull. The film was dull!',
    'neg/3.txt': 'bad and dull',
    'pos/1.txt': 'A good film.',
    'pos/2.txt': 'Good, good fun',
    'pos/3.txt': 'the fun film'
  })

/** Of float32: x [count, width], y [count], by a rule. */
export async function npzFile(
  count: number,
  width: number,
  { x, y }: { x(row: number, column: number): number; y(row: number): number }
): Promise<string> {
  const xs = Float32Array.from({ length: count * width }, (_, i) => x(Math.floor(i / width), i % width))
  const ys = Float32Array.from({ length: count }, (_, i) => y(i))
  const member = (shape: string, values: Float32Array) => npyBytes('<f4', shape, new Uint8Array(values.buffer))
  const bytes = await zipBytes({
    'x_train.npy': member(`(${count}, ${width})`, xs),
    'y_train.npy': member(`(${count},)`, ys)
  })
  return join(folderOf({ 'data.npz': bytes }), 'data.npz')
}

/** A text column, missing values, classes that follow from both. */
export function petsCsv(rows = 60): string {
  const colours = ['red', 'green', 'blue']
  const lines = Array.from({ length: rows }, (_, i) => {
    const age = i % 7 === 3 ? '' : String((i * 13) % 20)
    const weight = i % 11 === 5 ? '' : ((i * 7) % 31) / 2
    return `${age},${weight},${colours[i % 3]},${i % 3 === 0 ? 'cat' : 'dog'}`
  })
  return join(folderOf({ 'pets.csv': `age,weight,colour,kind\n${lines.join('\n')}\n` }), 'pets.csv')
}
