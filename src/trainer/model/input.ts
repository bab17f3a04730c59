// What a person gives as an input, made what the network takes: the steps that were fitted in training are applied.
import type { NamedValues } from '../../pipeline/define'
import { applyFitted } from '../../pipeline/fitted'
import { pictureShape } from '../../pipeline/augment'
import { decodePicture } from '../../main/datasets/formats/pictures'
import { onlyRescaling } from '../../main/datasets/prepared'
import { padded } from '../../main/datasets/sequences'
import { elementsOf, type Picture } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words, type Bilingual } from '../../shared/locale'
import type { ModelInput, PictureChange } from '../../shared/model-contract'
import type { ModelInputs } from '../../shared/saved-model'
import type { Floats } from '../engine'
import { adjustPicture } from './adjust-picture'
import { kindOf, type InputKind } from './inputs'
import type { AskedModel } from './open-model'
import { pictureOf } from './picture-of'
import { textNumbers } from './text-numbers'
import { columnsOfValues } from './values-input'

export interface ModelExample {
  /** [1, ...shape of the model], after all steps and rescaling. */
  x: Floats
  /** The same before it was rescaled, where it is a picture. */
  picture: Picture | null
  adjusted: PictureChange[]
  /** Class number or quantity (in the data's units) of a row of the data; null where it has none. */
  truth: number | null
}

const EXPECTED: Record<InputKind, Bilingual> = {
  picture: words('a picture', '图片'),
  values: words('values for its columns', '各列的值'),
  text: words('a text', '文本')
}

/** @throws NetloomError where the input is not what the network takes, naming what and where */
export async function exampleOf(model: AskedModel, given: ModelInput): Promise<ModelExample> {
  if (given.kind === 'row') return exampleOfRow(model, given.row)
  const inputs = await model.inputs()
  const kind = kindOf(inputs, model.job.fitted)
  const wanted = { file: 'picture', picture: 'picture', values: 'values', text: 'text' } as const
  // A table's only text may be typed as the value of its column.
  if (wanted[given.kind] !== kind && given.kind !== 'values')
    throw new NetloomError('MODEL_INPUT_KIND', { found: given.kind, expected: EXPECTED[kind] })
  const { columns, adjusted } = await columnsOf(model, inputs, given)
  return { ...fedOf(model, inputs, columns), adjusted, truth: null }
}

async function exampleOfRow(model: AskedModel, row: number): Promise<ModelExample> {
  const { prepared, position, truthOf } = await model.data()
  const place = position(row)
  if (!place) throw new NetloomError('MODEL_ROW_LEFT_OUT', { found: row })
  const { examples, index } = place
  const size = elementsOf(model.shape)
  const raw = examples.x.slice(index * size, (index + 1) * size)
  return {
    x: rescaled(raw, prepared.rescaling, model),
    picture: pictureOf(raw, model.shape),
    adjusted: [],
    truth: truthOf(examples.y[index]!)
  }
}

async function columnsOf(
  model: AskedModel,
  inputs: ModelInputs,
  given: Exclude<ModelInput, { kind: 'row' }>
): Promise<{ columns: NamedValues[]; adjusted: PictureChange[] }> {
  const [first] = inputs.features
  switch (given.kind) {
    case 'values':
      return { columns: columnsOfValues(inputs.features, given.values), adjusted: [] }
    case 'text': {
      const { name, sequences } = model.job.dataset
      const values =
        first!.type === 'sequence'
          ? await textNumbers(name, given.text, sequences?.num_words ?? null)
          : { kind: 'texts' as const, values: [given.text] }
      return { columns: [{ ...first!, values }], adjusted: [] }
    }
    case 'file':
      return pictureColumn(model, inputs, await decodePicture(FILE, given.bytes))
    case 'picture':
      return pictureColumn(model, inputs, given.picture)
  }
}

/** What a picture without a name is called in errors. */
const FILE = 'picture'

function pictureColumn(
  { job: { fitted } }: AskedModel,
  { features, picture: traits }: ModelInputs,
  given: Picture
): { columns: NamedValues[]; adjusted: PictureChange[] } {
  const column = features[0]!
  const resizes = fitted.some(({ class_name, columns }) => class_name === 'Resizing' && columns.includes(column.name))
  const own = column.shape && pictureShape(column.shape)
  const channels = own?.channels ?? column.channels ?? 3
  // Arrays of floats may hold pictures of 0 to 1.
  const scale = column.dtype !== 'uint8' && traits && traits.most <= 1 ? 255 : 1
  const border = traits && traits.border * scale
  const size = own && !(resizes && column.type === 'picture') ? { height: own.height, width: own.width } : null
  const { picture, adjusted } = adjustPicture(given, { size, channels, border })
  if (column.type === 'picture') {
    const shape = size ? column.shape : null
    const values = { kind: 'pictures' as const, values: [picture] }
    return { columns: [{ ...column, shape, channels, values }], adjusted }
  }
  const data = scale === 1 ? picture.data : Float32Array.from(picture.data, (value) => value / scale)
  const values = { kind: 'numbers' as const, shape: column.shape!, data, missing: null }
  return { columns: [{ ...column, values }], adjusted }
}

/** Through the steps. @throws NetloomError MODEL_VALUE_MISSING, MODEL_INPUT_SHAPE, PIPELINE_* */
function fedOf(
  model: AskedModel,
  { target }: ModelInputs,
  columns: NamedValues[]
): Pick<ModelExample, 'x' | 'picture'> {
  const { job, floatType, shape } = model
  const { fitted, project, dataset } = job
  // Of what needs only scaling, the steps are not among the fitted ones: the network does it.
  const only = fitted.length === 0 ? onlyRescaling(project.dataset) : null
  const [{ values }] = columns as [NamedValues]
  if (values.kind === 'sequences' && fitted.length === 0 && dataset.sequences) {
    const raw = padded(values, dataset.sequences)
    return { x: rescaled(raw, only!, model), picture: null }
  }
  const fed = refusingGaps(columns, () => applyFitted(columns, fitted, target, floatType))
  if (fed.x.length !== elementsOf(shape)) {
    const text = (size: readonly number[]): string => `[${size.join(', ')}]`
    throw new NetloomError('MODEL_INPUT_SHAPE', { found: text(fed.shape), expected: text(shape) })
  }
  return { x: rescaled(fed.x, only ?? fed.rescaling, model), picture: pictureOf(fed.x, fed.shape) }
}

/** What is missing is named by its column: there is but one row. */
function refusingGaps<T>(columns: readonly NamedValues[], work: () => T | null): T {
  const gap = columns.find(({ values }) => {
    if (values.kind === 'numbers') return values.missing?.[0] === 1
    return values.kind === 'texts' && values.values[0] === null
  })
  try {
    const done = work()
    if (done !== null) return done
  } catch (error) {
    if (!(error instanceof NetloomError) || error.code !== 'PIPELINE_MISSING') throw error
    throw new NetloomError('MODEL_VALUE_MISSING', { column: gap?.name ?? String(error.args.column) }, { cause: error })
  }
  throw new NetloomError('MODEL_VALUE_MISSING', { column: gap?.name ?? columns[0]!.name })
}

/** As the graph computes it, in its float type: to the bit what training is fed. */
function rescaled(
  raw: ArrayLike<number>,
  { scale, offset }: { scale: number; offset: number },
  { floatType }: AskedModel
): Floats {
  if (floatType === 'float64') return Float64Array.from(raw, (value) => value * scale + offset)
  const [factor, summand] = [Math.fround(scale), Math.fround(offset)]
  return Float32Array.from(raw, (value) => Math.fround(Math.fround(value) * factor) + summand)
}
