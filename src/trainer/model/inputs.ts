// The columns that a model was trained on, as far as they are known: of its data, as they were saved with it, or by what the
// project and its fitted steps tell.
import { columnShapeOf } from '../../pipeline/column-shape'
import { pictureShape } from '../../pipeline/augment'
import type { ColumnShape } from '../../pipeline/define'
import { rolesOf } from '../../pipeline/roles'
import type { Frame } from '../../main/datasets/frame'
import { openFrame } from '../../main/datasets/open-frame'
import { knownDataset } from '../../main/datasets/catalog'
import { tableOf } from '../../shared/dataset'
import type { FittedStep } from '../../shared/preprocessing'
import type { ModelJob } from '../../shared/trainer-protocol'
import type { ModelInputs } from '../../shared/saved-model'
import { pictureTraits } from './picture-traits'

export type InputKind = 'picture' | 'values' | 'text'

/** Does something with the data's frame. @throws NetloomError of the readers */
export async function withFrame<T>({ dataset }: ModelJob, work: (frame: Frame) => Promise<T>): Promise<T> {
  const frame = await openFrame(dataset)
  try {
    return await work(frame)
  } finally {
    await frame.close()
  }
}

/** @param missing whether the data are gone or changed */
export async function inputsOf(job: ModelJob, missing: boolean, shape: readonly number[]): Promise<ModelInputs> {
  if (job.inputs) return job.inputs
  // Of pictures, what is in them is not known.
  if (missing && job.columns) return { ...job.columns, picture: null }
  return missing ? guessed(job, shape) : withFrame(job, (frame) => ofFrame(frame, job))
}

async function ofFrame(frame: Frame, { project: { dataset } }: ModelJob): Promise<ModelInputs> {
  const { features, target } = rolesOf(
    dataset.source,
    frame.columns.map(({ name }) => name),
    dataset.split.column ?? null
  )
  const shapes = features.map((name) => columnShapeOf(frame.columns.find((column) => column.name === name)!))
  const picture = isPicture(shapes) ? await pictureTraits(frame, shapes[0]!) : null
  return { features: shapes.map(plain), target, picture }
}

const plain = (shape: ColumnShape): ModelInputs['features'][number] => ({
  ...shape,
  shape: shape.shape && [...shape.shape]
})

const isPicture = ([only, ...others]: readonly ColumnShape[]): boolean =>
  others.length === 0 &&
  (only!.type === 'picture' ||
    (only!.type === 'tensor' && [1, 3, 4].includes(pictureShape(only!.shape ?? [])?.channels ?? 0)))

export function kindOf({ features }: Pick<ModelInputs, 'features'>, fitted: readonly FittedStep[]): InputKind {
  if (isPicture(features)) return 'picture'
  const [only, ...others] = features
  if (others.length > 0) return 'values'
  const isText = fitted.some(
    ({ class_name, columns }) => class_name === 'TextVectorization' && columns.includes(only!.name)
  )
  return isText || only!.type === 'sequence' ? 'text' : 'values'
}

const TEXT: Omit<ColumnShape, 'name'> = { type: 'text', shape: [], dtype: 'str' }
const NUMBER: Omit<ColumnShape, 'name'> = { type: 'number', shape: [], dtype: 'float64' }

/** What can be said without the data. */
function guessed({ project, fitted }: ModelJob, shape: readonly number[]): ModelInputs {
  const { source } = project.dataset
  const only = (column: Omit<ColumnShape, 'name'>, name: string, target = 'label'): ModelInputs => ({
    features: [plain({ name, ...column })],
    target,
    picture: null
  })
  if ('name' in source) {
    const { texts, form, shape: own } = knownDataset(source.name)
    if (texts) return only({ type: 'sequence', shape: null, dtype: 'int32' }, 'text')
    if (form?.kind !== 'whole' || !form.columns) return only({ type: 'tensor', shape: own, dtype: 'uint8' }, 'image')
    return {
      features: form.columns.map((name) => ({ name, ...NUMBER, shape: [] })),
      target: form.target,
      picture: null
    }
  }
  if (source.format === 'images') return only({ type: 'picture', shape: null, dtype: 'uint8' }, 'image')
  if (source.format === 'texts') return only(TEXT, 'text')
  const table = tableOf(source)
  if (!table) return only({ type: 'tensor', shape, dtype: 'float32' }, 'x', 'y')
  const target = table.target ?? null
  const named =
    table.features ?? [...new Set(fitted.flatMap(({ columns }) => columns))].filter((name) => name !== target)
  return {
    features: named.map((name) => ({ name, ...(isText(name, fitted) ? TEXT : NUMBER), shape: [] })),
    target,
    picture: null
  }
}

/** Whether what a step has learnt of a column are texts. */
const isText = (name: string, fitted: readonly FittedStep[]): boolean =>
  fitted.some(({ class_name, fitted: learnt }) => {
    if (class_name === 'TextVectorization') return learnt[name] !== undefined
    if (!/^(OneHot|Ordinal)Encoder$/.test(class_name)) return false
    return /"categories":\["/.test(JSON.stringify(learnt[name] ?? null))
  })
