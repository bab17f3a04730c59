// CIFAR: batches of pickled pictures in a folder, or in the archive they are published in.
import { basename } from 'node:path'
import type { Form } from '../catalog/known'
import { NetloomError } from '../../../shared/errors'
import { CIFAR_SHAPE, copyCifarPicture, readCifarBatch, type CifarBatch } from '../formats/cifar'
import { readFileBytes } from '../formats'
import { readTar } from '../formats/tar'
import type { Frame } from '../frame'
import { checkHash, md5Of } from '../hash'
import { hashesOf, partsOf } from './arrays'
import { assembledFrame, copyingFrom, once, type NumberPiece } from './assembled'
import type { KnownSource } from './known'
import { labelColumn, pictureColumn } from './known-pictures'

type CifarForm = Extract<Form, { kind: 'cifar' }>
type Batches = ReadonlyMap<string, () => Promise<CifarBatch>>

/** Of published batches no more is read than the rows that are asked for lie in; an archive is unpacked whole. */
export async function openCifarFrame(source: KnownSource, form: CifarForm): Promise<Frame> {
  const names = [...form.train, ...form.test]
  const archive = isArchive(source, names) ? source.pathOf(names[0]!) : null
  const batches = batchesOf(source, form, archive)
  const rows = await rowsOf(source, form, batches)
  const sum = (some: readonly string[]): number => some.reduce((total, name) => total + rows.get(name)!, 0)
  const counts = { train: sum(form.train), test: sum(form.test) }
  const opened = async (name: string): Promise<CifarBatch> => {
    const batch = await batches.get(name)!()
    if (batch.count === rows.get(name)) return batch
    const [expected, found] = [`${rows.get(name)} pictures`, String(batch.count)]
    throw new NetloomError('CIFAR_INVALID', { file: source.pathOf(name), expected, found })
  }
  const piecesOf = (open: (batch: CifarBatch) => Awaited<ReturnType<NumberPiece['open']>>): NumberPiece[] =>
    names.map((name) => ({ rows: rows.get(name)!, open: async () => open(await opened(name)) }))
  const size = CIFAR_SHAPE.reduce((product, length) => product * length, 1)
  const images = piecesOf(({ planes }) => (first, count, out, at) => {
    for (let row = 0; row < count; row++) copyCifarPicture(planes, first + row, out, at + row * size)
  })
  const labels = piecesOf(({ labels }) => copyingFrom(labels as Uint8Array<ArrayBuffer>, 1))
  return assembledFrame(
    source.pathOf(names[0]!),
    {
      format: archive === null ? 'CIFAR' : 'CIFAR, tar',
      rows: counts.train + counts.test,
      parts: partsOf(counts),
      classes: source.known.classes,
      notes: [],
      faults: [],
      hashes: () => hashesOf(new Set(names.map((name) => source.pathOf(name))))
    },
    [pictureColumn(CIFAR_SHAPE, images), labelColumn('uint8', labels)]
  )
}

const isArchive = (source: KnownSource, names: readonly string[]): boolean =>
  new Set(names.map((name) => source.pathOf(name))).size === 1 && names.length > 1

function batchesOf(source: KnownSource, form: CifarForm, archive: string | null): Batches {
  const names = [...form.train, ...form.test]
  // Files of the user's own are of this form, but not the published ones.
  const published = source.resolved.origin !== 'file'
  const unpacked = once(() => readTar(archive!, { wanted: (path) => names.includes(basename(path)) }))
  const contentOf = async (name: string): Promise<{ file: string; bytes: Uint8Array }> => {
    if (archive === null) return { file: source.pathOf(name), bytes: await readFileBytes(source.pathOf(name)) }
    const members = [...(await unpacked())].filter(([path]) => basename(path) === name)
    const [member, other] = members
    if (!member || other) {
      const reason = member ? `${member[0]} and ${other![0]} are both ${name}` : `${name} is missing`
      throw new NetloomError('TAR_INVALID', { file: archive, reason })
    }
    return { file: `${archive} (${member[0]})`, bytes: member[1] }
  }
  const open = async (name: string): Promise<CifarBatch> => {
    const { file, bytes } = await contentOf(name)
    if (published) checkHash(form.md5[name] ?? null, await md5Of(bytes), { file, role: name, url: source.urlOf(name) })
    return readCifarBatch(bytes, file, form.labelKey, source.known.classes?.length ?? 256)
  }
  return new Map(names.map((name) => [name, once(() => open(name))]))
}

/** Known of the published ones; others are read to count them. */
async function rowsOf(
  { resolved, known }: KnownSource,
  form: CifarForm,
  batches: Batches
): Promise<Map<string, number>> {
  const rows = new Map<string, number>()
  for (const part of ['train', 'test'] as const) {
    for (const name of form[part]) {
      const published = known.examples[part] / form[part].length
      rows.set(name, resolved.origin === 'file' ? (await batches.get(name)!()).count : published)
    }
  }
  return rows
}
