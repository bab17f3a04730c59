import { activation, biasInitializer, kernelInitializer, lastAxis, useBias } from '../common'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'Dense',
  group: 'dense',
  title: { en: 'Dense', 'zh-CN': '全连接' },
  summary: {
    en: 'Every output is a weighted sum of all inputs: activation(x · kernel + bias).',
    'zh-CN': '每个输出都是所有输入的加权和：activation(x · kernel + bias)。'
  },
  params: {
    units: { kind: 'integer', min: 1, help: { en: 'Number of outputs.', 'zh-CN': '输出单元数。' } },
    activation: activation('linear'),
    use_bias: useBias,
    kernel_initializer: kernelInitializer,
    bias_initializer: biasInitializer
  },
  inputs: oneInput,
  outputShape: ([input], { units }) => [...input!.slice(0, -1), lastAxis(input!) && units],
  weights: ([input], { units, use_bias }) => [
    { name: 'kernel', shape: [lastAxis(input!), units], trainable: true },
    ...(use_bias ? [{ name: 'bias', shape: [units], trainable: true }] : [])
  ]
})
