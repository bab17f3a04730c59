import { convolveTransposed } from '../../compiler/parts/convolution'
import { activation, imageShape, kernelAndBias, padding, useBias, weight } from '../common'
import { biasAndActivation, convolutionParams, dilatedWindow } from '../families/convolution'
import { defineLayer, oneInput, ShapeProblem, sizeOf } from '../define'
import { weightedSums } from '../flops'
import { dataFormat } from '../families/spatial'

const { filters, kernel_size, strides, dilation_rate } = convolutionParams(2)

/** Length of a side of the output (keras.src.backend.common.backend_utils). `extra`: output_padding */
function transposedSide(length: number, size: number, stride: number, mode: string, extra: number | null): number {
  if (mode === 'same') return extra === null ? length * stride : (length - 1) * stride + (size % 2) + extra
  return (length - 1) * stride + (extra === null ? Math.max(size, stride) : size + extra)
}

interface Values {
  kernel_size: readonly number[]
  strides: readonly number[]
  padding: string
  output_padding: readonly number[] | null
}

function transposedSides(sides: readonly number[], values: Values): number[] {
  const { kernel_size: size, strides: steps, padding: mode, output_padding: extra } = values
  return sides.map((length, i) => transposedSide(length, size[i]!, steps[i]!, mode, extra?.[i] ?? null))
}

/** @throws ShapeProblem for an output whose plain convolution would not have the shape of the input */
function checkOutputPadding({ kernel_size: size, strides: steps, padding: mode, output_padding: extra }: Values): void {
  if (!extra) return
  const least = size.map((length) => (mode === 'same' && length % 2 === 0 ? 1 : 0))
  if (extra.every((value, i) => value >= least[i]! && value < steps[i]!)) return
  const range = (to: string) =>
    steps.map((step, i) => (least[i]! === step - 1 ? `${least[i]}` : `${least[i]} ${to} ${step - 1}`))
  throw new ShapeProblem(
    { en: `output_padding of ${range('to').join(', ')}`, 'zh-CN': `output_padding 为 ${range('到').join('、')}` },
    `[${extra.join(', ')}]`,
    {
      en: 'output_padding must be below strides; with padding "same" and an even kernel, it is at least 1. Or leave it null.',
      'zh-CN': 'output_padding 必须小于 strides；padding 为 "same" 且卷积核边长为偶数时至少为 1。也可以设为 null。'
    }
  )
}

export default defineLayer({
  className: 'Conv2DTranspose',
  group: 'convolution',
  title: { en: '2D transposed convolution', 'zh-CN': '二维转置卷积' },
  synonyms: ['deconvolution', 'ConvTranspose2d', 'fractionally strided', 'upconvolution', '反卷积', '上卷积'],
  summary: {
    en: 'Spreads learnt filters over a larger image: the way back of a convolution.',
    'zh-CN': '将可学习的卷积核铺展到更大的图像上，相当于卷积的反向过程。'
  },
  params: {
    filters,
    kernel_size,
    strides,
    padding,
    output_padding: {
      kind: 'integers',
      length: 2,
      min: 0,
      nullable: true,
      default: null,
      help: {
        en: 'Added to height and width of the output, below strides; null works it out.',
        'zh-CN': '输出的高和宽额外增加的像素数，小于 strides；为 null 时自动推算。'
      }
    },
    data_format: dataFormat,
    dilation_rate: { ...dilation_rate, max: 1 },
    activation: activation('linear'),
    use_bias: useBias,
    ...kernelAndBias
  },
  inputs: oneInput,
  outputShape: ([input], values) => {
    const [height, width] = imageShape(input!)
    checkOutputPadding(values)
    return [...transposedSides([height, width], values), values.filters]
  },
  weights: ([input], params) => [
    weight('kernel', [...params.kernel_size, params.filters, imageShape(input!)[2]], params),
    ...(params.use_bias ? [weight('bias', [params.filters], params)] : [])
  ],
  // Each value of the input is spread over a window of the output.
  flops: ([input], params, output) =>
    2 * sizeOf(input!) * sizeOf(params.kernel_size) * params.filters + weightedSums(sizeOf(output), 0, params),
  lower: (context, [x], values) => {
    const size = transposedSides(x!.dims.slice(1, 3) as number[], values)
    const sum = convolveTransposed(context.g, x!, context.weight('kernel'), dilatedWindow(values), size)
    return biasAndActivation(context, sum, values)
  }
})
