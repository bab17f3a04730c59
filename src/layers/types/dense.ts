import { activate } from '../../compiler/parts/activations'
import { activation, kernelAndBias, lastAxis, useBias, weight } from '../common'
import { defineLayer, oneInput, sizeOf } from '../define'
import { weightedSums } from '../flops'
import { UNITS } from '../usual'

export default defineLayer({
  className: 'Dense',
  group: 'dense',
  title: { en: 'Dense', 'zh-CN': '全连接' },
  synonyms: ['fully connected', 'linear', 'FC', 'perceptron', 'MLP', 'affine', '全连接层', '线性', '感知机', '密集'],
  summary: {
    en: 'Every output is a weighted sum of all inputs: activation(x · kernel + bias).',
    'zh-CN': '每个输出都是所有输入的加权和：activation(x · kernel + bias)。'
  },
  params: {
    units: { kind: 'integer', min: 1, ...UNITS, help: { en: 'Number of outputs.', 'zh-CN': '输出单元数。' } },
    activation: activation('linear'),
    use_bias: useBias,
    ...kernelAndBias
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { units }) => [...input!.slice(0, -1), lastAxis(input!) && units],
  weights: ([input], params) => [
    weight('kernel', [lastAxis(input!), params.units], params),
    ...(params.use_bias ? [weight('bias', [params.units], params)] : [])
  ],
  flops: ([input], params, output) => weightedSums(sizeOf(output), lastAxis(input!), params),
  lower: ({ g, weight: read }, [x], { units, activation: name, use_bias }) => {
    const flat = x!.dims.length === 2 ? x! : g.reshape(x!, [null, x!.dims.at(-1)!])
    const product = g.matMul(flat, read('kernel'))
    const sum = use_bias ? g.op('BiasAdd', [product, read('bias')]) : product
    return activate(g, name, flat === x ? sum : g.reshape(sum, [...x!.dims.slice(0, -1), units]))
  }
})
