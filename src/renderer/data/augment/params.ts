// ImageDataGenerator's parameters as a form has them, in Keras's order, with what each does.
import type { Bilingual } from '../../../shared/locale'
import { augmentationSchema, type Augmentation } from '../../../shared/preprocessing'
import type { ParamSpecs } from '../../../shared/schema'

const words = (en: string, zh: string): Bilingual => ({ en, 'zh-CN': zh })
const SHIFTS = [0, 0.05, 0.1, 0.2]
const DEGREES = [0, 5, 10, 15, 30, 45, 90]

export const AUGMENTATION_PARAMS = {
  rotation_range: {
    kind: 'number',
    min: 0,
    max: 360,
    default: 0,
    usual: DEGREES,
    help: words('Rotation: turned by up to as many degrees, either way.', '旋转：随机旋转，左右各不超过此角度（度）。')
  },
  width_shift_range: {
    kind: 'numbers',
    min: 0,
    default: 0,
    usual: SHIFTS,
    help: words(
      'Shift sideways: below 1 a fraction of the width, from 1 on pixels, either way.',
      '水平平移：小于 1 时为宽度的比例，大于等于 1 时为像素数，左右均可。'
    )
  },
  height_shift_range: {
    kind: 'numbers',
    min: 0,
    default: 0,
    usual: SHIFTS,
    help: words(
      'Shift up or down: below 1 a fraction of the height, from 1 on pixels, either way.',
      '垂直平移：小于 1 时为高度的比例，大于等于 1 时为像素数，上下均可。'
    )
  },
  brightness_range: {
    kind: 'numbers',
    least: 2,
    most: 2,
    min: 0,
    nullable: true,
    default: null,
    help: words(
      'Brightness: multiplied by a number between these two; 0.8, 1.2 is a fifth darker to a fifth brighter.',
      '亮度：乘以这两个数之间的随机数；0.8, 1.2 表示暗五分之一到亮五分之一。'
    )
  },
  shear_range: {
    kind: 'number',
    min: 0,
    max: 360,
    default: 0,
    usual: DEGREES.slice(0, 5),
    help: words('Shear: slanted by up to as many degrees.', '错切：倾斜不超过此角度（度）。')
  },
  zoom_range: {
    kind: 'numbers',
    least: 1,
    most: 2,
    min: 0,
    default: 0,
    usual: SHIFTS,
    help: words(
      'Zoom: z is anything from 1 - z to 1 + z, each axis by itself; two numbers are the lower and upper end.',
      '缩放：z 表示 1 - z 到 1 + z 之间，两个方向各自随机；两个数则为下限与上限。'
    )
  },
  channel_shift_range: {
    kind: 'number',
    min: 0,
    max: 255,
    default: 0,
    help: words(
      'Colour shift: as much is added to or taken from each channel, at most.',
      '通道偏移：每个通道随机加减，不超过此值。'
    )
  },
  fill_mode: {
    kind: 'choice',
    options: ['nearest', 'constant', 'reflect', 'wrap'],
    default: 'nearest',
    help: words(
      'What fills the points that come from outside: the nearest edge, a constant (cval), the mirrored or the repeated picture.',
      '填充方式：移出画面后空出的像素用最近的边缘（nearest）、常数 cval（constant）、镜像（reflect）或重复（wrap）填充。'
    )
  },
  cval: {
    kind: 'number',
    default: 0,
    help: words('The value outside, with fill_mode constant.', 'fill_mode 为 constant 时填充的值。')
  },
  horizontal_flip: {
    kind: 'boolean',
    default: false,
    help: words(
      'Left and right are swapped, in half of the cases. Not for digits and letters.',
      '水平翻转：有一半概率左右对调。不适用于数字和文字。'
    )
  },
  vertical_flip: {
    kind: 'boolean',
    default: false,
    help: words(
      'Top and bottom are swapped, in half of the cases; for pictures without an up and down.',
      '垂直翻转：有一半概率上下对调。适用于没有上下之分的图片。'
    )
  },
  rescale: {
    kind: 'number',
    nullable: true,
    default: null,
    help: words(
      'Multiplied last, in training batches only. Usually a Rescaling step is right: it does so for all splits.',
      '最后乘以此数，仅作用于训练批次。通常应使用 Rescaling 步骤，它对所有划分都有效。'
    )
  }
} as const satisfies ParamSpecs

/** Settings with one changed; undefined gives it its default. null where the whole would not do. */
export function withSetting(before: Augmentation, key: string, value: unknown): Augmentation | null {
  const { [key as keyof Augmentation]: _, ...rest } = before
  const { data } = augmentationSchema.safeParse(value === undefined ? rest : { ...rest, [key]: value })
  return data ?? null
}

export const PRESETS = {
  none: null,
  digits: { rotation_range: 10, width_shift_range: 0.1, height_shift_range: 0.1, zoom_range: 0.1 },
  photos: { horizontal_flip: true, width_shift_range: 0.1, height_shift_range: 0.1, zoom_range: 0.1 },
  /** What tutorials of few photos begin with. */
  strong: {
    rotation_range: 40,
    width_shift_range: 0.2,
    height_shift_range: 0.2,
    shear_range: 0.2,
    zoom_range: 0.2,
    horizontal_flip: true
  }
} as const
export type Preset = keyof typeof PRESETS

export const presetOf = (preset: Preset): Augmentation | undefined =>
  PRESETS[preset] === null ? undefined : augmentationSchema.parse(PRESETS[preset])

/** The preset that settings are; null where they are of one's own. */
export const presetFor = (settings: Augmentation | undefined): Preset | null =>
  (Object.keys(PRESETS) as Preset[]).find(
    (preset) => JSON.stringify(presetOf(preset)) === JSON.stringify(settings && augmentationSchema.parse(settings))
  ) ?? null
