// Do targets and outputs go together, as a loss or metric compares them?
import type { Task } from '../shared/dataset'
import type { Bilingual, Words } from '../shared/locale'
import type { LabelMode } from '../shared/project'
import { kerasShape, sizeOf, type Shape } from './define'
import type { InferredLayer } from './infer'
import type { TargetForm } from './terms'

export interface Compared {
  kind: 'loss' | 'metric'
  form: TargetForm
  labelMode: LabelMode
  layer: string
  outputs: Shape
  /** Of an example as the network takes it, which is the target where labelMode is 'input'. */
  example: Shape
  /** Where axes might have been flattened and were not; null where nothing comes to mind. */
  unflattened: InferredLayer | null
}
export interface Misfit {
  expected: Words
  found: Words
  hint: Bilingual
}

const CLASSES: Bilingual = { en: 'classes', 'zh-CN': '以类别为目标' }
const CLASS_NUMBERS: Bilingual = { en: 'class numbers', 'zh-CN': '类别编号' }
const ONE_HOT: Bilingual = { en: 'one-hot labels', 'zh-CN': 'one-hot 标签' }
const given = (what: Bilingual, mode: LabelMode): Bilingual => ({
  en: `${what.en} (dataset.label_mode is "${mode}")`,
  'zh-CN': `${what['zh-CN']}（dataset.label_mode 为 "${mode}"）`
})
const outputOf = (layer: string, outputs: Shape): Bilingual => ({
  en: `${kerasShape(outputs)} from "${layer}"`,
  'zh-CN': `“${layer}” 输出的 ${kerasShape(outputs)}`
})

/** The label mode decides what targets are: some forms are ruled out without data. */
export function labelMisfit(compared: Compared): Misfit | null {
  const { kind, form, labelMode } = compared
  if (labelMode === 'input') return inputMisfit(compared)
  if (form === 'class numbers' && labelMode === 'categorical') {
    const other = kind === 'loss' ? 'categorical_crossentropy' : 'categorical_accuracy'
    return {
      expected: CLASS_NUMBERS,
      found: given(ONE_HOT, labelMode),
      hint: {
        en: `Use ${other}, or set dataset.label_mode to "int".`,
        'zh-CN': `请改用 ${other}，或将 dataset.label_mode 设为 "int"。`
      }
    }
  }
  if (form !== 'one-hot' || labelMode === 'categorical') return null
  return {
    expected: ONE_HOT,
    found: given(CLASS_NUMBERS, labelMode),
    hint: orOneHot(kind === 'loss' ? 'sparse_categorical_crossentropy' : 'sparse_categorical_accuracy')
  }
}

/** An example as target: anything that compares numbers one by one. */
function inputMisfit({ kind, form, layer, outputs, example }: Compared): Misfit | null {
  const classes = form === 'class numbers' || form === 'one-hot'
  if (classes || (kind === 'metric' && form === 'two classes')) {
    const other = kind === 'loss' ? 'mean_squared_error' : 'mean_absolute_error'
    return {
      expected: CLASSES,
      found: given({ en: 'the examples themselves as targets', 'zh-CN': '以样本自身为目标' }, 'input'),
      hint: {
        en: `Use ${other}, or set dataset.label_mode to "int".`,
        'zh-CN': `请改用 ${other}，或将 dataset.label_mode 设为 "int"。`
      }
    }
  }
  if (kerasShape(outputs) === kerasShape(example)) return null
  const shape = `[${example.join(', ')}]`
  return {
    expected: given(
      {
        en: `${kerasShape(example)}, the shape of the input that it is compared with`,
        'zh-CN': `${kerasShape(example)}，即与之比较的输入的形状`
      },
      'input'
    ),
    found: outputOf(layer, outputs),
    hint: {
      en: `End in Dense with ${sizeOf(example)} units and Reshape to ${shape}.`,
      'zh-CN': `请以 ${sizeOf(example)} 个单元的 Dense 加 Reshape ${shape} 结尾。`
    }
  }
}

const orOneHot = (other: string): Bilingual => ({
  en: `Use ${other}, or set dataset.label_mode to "categorical".`,
  'zh-CN': `请改用 ${other}，或将 dataset.label_mode 设为 "categorical"。`
})

/** Null where all fits. */
export function misfit(compared: Compared, data: { task: Task; classes: number | null }): Misfit | null {
  // Errors are measured of anything: what has another shape is broadcast, as Keras does.
  if (compared.kind === 'metric' && compared.form === 'numbers') return null
  if (compared.labelMode === 'input') return inputMisfit(compared)
  if (data.task === 'regression') return regressionMisfit(compared)
  const classes = data.classes ?? 0
  return (
    labelMisfit(compared) ?? (perClass(compared) ? rowMisfit(compared, classes) : oneOutputMisfit(compared, classes))
  )
}

const perClass = ({ form, labelMode }: Compared): boolean => form === 'class numbers' || labelMode === 'categorical'

/** Keras takes Dense along the last axis of anything: what was meant shows here first. */
function flattenedFirst({ unflattened, outputs }: Compared, units: number, hint: Bilingual): Bilingual {
  const enough = outputs.at(-1) === units
  if (!unflattened) return hint
  const { name, type, inputShapes } = unflattened
  const got = kerasShape(inputShapes[0]!)
  const asked: Bilingual = {
    en: `${type.className} "${name}" got ${got}; did you mean to Flatten first?`,
    'zh-CN': `${type.className} 层 “${name}” 的输入为 ${got}，是否应先加 Flatten？`
  }
  // As many units as are wanted: nothing else is to be done.
  if (enough) return asked
  return { en: `${asked.en} ${hint.en}`, 'zh-CN': `${asked['zh-CN']}${hint['zh-CN']}` }
}

/** One output for each class. */
function rowMisfit(compared: Compared, classes: number): Misfit | null {
  const { form, outputs, layer } = compared
  if (outputs.length === 1 && (form === 'class numbers' ? outputs[0]! >= classes : outputs[0] === classes)) return null
  return {
    expected: { en: `${classes} outputs, one for each class`, 'zh-CN': `${classes} 个输出，每类一个` },
    found: outputOf(layer, outputs),
    hint: flattenedFirst(compared, classes, {
      en: `End in Dense with ${classes} units (softmax).`,
      'zh-CN': `请以 ${classes} 个单元的 Dense（softmax）结尾。`
    })
  }
}

/** One output, for a class number. */
function oneOutputMisfit(compared: Compared, classes: number): Misfit | null {
  const { kind, form, outputs } = compared
  const twoClasses = form === 'two classes' || form === 'sides'
  const sparse = kind === 'loss' ? 'sparse_categorical_crossentropy' : 'sparse_categorical_accuracy'
  if (kind === 'loss' && twoClasses && classes !== 2) {
    return {
      expected: { en: 'two classes', 'zh-CN': '两个类别' },
      found: { en: `${classes} classes`, 'zh-CN': `${classes} 个类别` },
      hint: orOneHot(sparse)
    }
  }
  if (isOneNumber(form, outputs)) return null
  if (twoClasses && classes === 2) {
    return {
      expected: { en: 'one output', 'zh-CN': '一个输出' },
      found: kerasShape(outputs),
      hint: flattenedFirst(compared, 1, {
        en: `End in Dense with 1 unit${form === 'sides' ? '' : ' and sigmoid'}, or use ${sparse}.`,
        'zh-CN': `请以 1 个单元${form === 'sides' ? '' : '、sigmoid 激活'}的 Dense 结尾，或改用 ${sparse}。`
      })
    }
  }
  return {
    expected: { en: 'targets of the shape of the output', 'zh-CN': '形状与输出相同的目标' },
    found: {
      en: `one class number each, and outputs of ${kerasShape(outputs)}`,
      'zh-CN': `每个样本一个类别编号，而输出为 ${kerasShape(outputs)}`
    },
    hint: orOneHot(sparse)
  }
}

function regressionMisfit(compared: Compared): Misfit | null {
  const { kind, form, outputs } = compared
  if (form === 'class numbers' || form === 'one-hot' || form === 'two classes') {
    const other = kind === 'loss' ? 'mean_squared_error' : 'mean_absolute_error'
    return {
      expected: CLASSES,
      found: { en: 'numbers as targets', 'zh-CN': '以数值为目标' },
      hint: { en: `Use ${other} for a regression.`, 'zh-CN': `回归任务请使用 ${other}。` }
    }
  }
  if (isOneNumber(form, outputs)) return null
  return {
    expected: { en: 'one output, as the target is one number', 'zh-CN': '一个输出，因为目标是一个数' },
    found: kerasShape(outputs),
    hint: flattenedFirst(compared, 1, { en: 'End in Dense with 1 unit.', 'zh-CN': '请以 1 个单元的 Dense 结尾。' })
  }
}

/** One output, or where the form allows it one at each position, all compared with the same target. */
const isOneNumber = (form: TargetForm, outputs: Shape): boolean =>
  sizeOf(outputs) === 1 || (form === 'numbers' && outputs.length > 1 && outputs.at(-1) === 1)
