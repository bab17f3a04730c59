// Known datasets that have a form of their own, read whole for training.
import type { NumberValues, SequenceValues } from '../../shared/columns'
import type { Examples, OpenDataset, ResolvedDataset } from '../../shared/dataset'
import type { FloatType } from '../../shared/training'
import type { KnownDataset } from './catalog/known'
import type { Frame, FramePart } from './frame'
import { openKnownFrame } from './frames/known'
import { padded } from './sequences'

const FLOATS = { float32: Float32Array, float64: Float64Array } as const

/** @throws NetloomError DATASET_HASH, DATA_* and those of the formats */
export async function openKnown(
  resolved: ResolvedDataset,
  known: KnownDataset,
  floatType: FloatType
): Promise<OpenDataset> {
  const frame = await openKnownFrame(resolved, [known])
  try {
    const [train, test] = await Promise.all(
      frame.parts.map((part) => (frame.classes ? labelled(frame, part, resolved) : table(frame, part, floatType)))
    )
    return {
      name: resolved.name,
      task: resolved.task,
      shape: resolved.sequences ? [resolved.sequences.maxlen] : [...known.shape],
      classes: resolved.classes,
      train: train!,
      test: test ?? null,
      hashes: await frame.hashes()
    }
  } finally {
    await frame.close()
  }
}

/** Columns: what is labelled, then its label. */
async function labelled(frame: Frame, part: FramePart, { sequences }: ResolvedDataset): Promise<Examples> {
  const [x, y] = (await frame.read(
    frame.columns.map(({ name }) => name),
    part
  )) as [NumberValues | SequenceValues, NumberValues]
  return {
    x: x.kind === 'sequences' ? padded(x, sequences!) : (x.data as Uint8Array),
    y: y.data as Uint8Array,
    count: part.count
  }
}

/** Columns: the features, then the target. */
async function table(frame: Frame, part: FramePart, floatType: FloatType): Promise<Examples> {
  const columns = (await frame.read(
    frame.columns.map(({ name }) => name),
    part
  )) as NumberValues[]
  const width = columns.length - 1
  const x = new FLOATS[floatType](part.count * width)
  for (let i = 0; i < x.length; i++) x[i] = columns[i % width]!.data[Math.floor(i / width)]!
  return { x, y: FLOATS[floatType].from(columns[width]!.data), count: part.count }
}
