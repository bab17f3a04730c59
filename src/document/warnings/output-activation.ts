import type { InferredLayer } from '../../layers/infer'
import type { Project } from '../../shared/project'
import type { Identifier } from '../../shared/training'
import { setParam } from '../edits/layers'
import { defineWarning, type Fix, type Known, type Warning } from '../mending/define'
import { onModel, setLoss } from '../mending/edits'
import {
  finalActivation,
  isFromLogits,
  layerNamed,
  lossOf,
  lossTerm,
  lossWith,
  taskOf,
  type FinalActivation
} from '../mending/head'

/** Losses of probabilities that can take raw scores with from_logits: the activations that make probabilities for them. */
const PROBABILITIES: Readonly<Record<string, readonly string[]>> = {
  sparse_categorical_crossentropy: ['softmax', 'sparsemax'],
  categorical_crossentropy: ['softmax', 'sparsemax'],
  categorical_focal_crossentropy: ['softmax', 'sparsemax'],
  // Of one-hot rows, softmax and sigmoid are both in use.
  binary_crossentropy: ['sigmoid', 'hard_sigmoid', 'sparse_sigmoid', 'softmax'],
  binary_focal_crossentropy: ['sigmoid', 'hard_sigmoid', 'sparse_sigmoid', 'softmax']
}
const MAKE_PROBABILITIES = ['softmax', 'sigmoid', 'hard_sigmoid', 'sparse_sigmoid', 'sparsemax']
const ERRORS = ['mean_squared_error', 'mean_absolute_error', 'huber', 'log_cosh']

interface Output extends Known {
  layer: InferredLayer
  last: FinalActivation
  loss: Identifier
  lossName: string
  where: string
}

/** The activation of an output and its loss do not belong together. */
export default defineWarning((known) => {
  const { project, survey } = known
  return survey.model!.outputs.flatMap((name, i) => {
    const layer = layerNamed(survey, name)!
    const last = finalActivation(survey, layer)
    const loss = lossOf(project, i)
    const lossName = lossTerm(loss)?.names[0]
    // One number through softmax is a matter of its own.
    if (!last || lossName === undefined || (last.name === 'softmax' && layer.outputShape.at(-1) === 1)) return []
    const output: Output = { ...known, layer, last, loss, lossName, where: `training.loss[${i}]` }
    return crossentropy(output) ?? error(output) ?? []
  })
})

function crossentropy(output: Output): Warning[] | null {
  const { last, loss, lossName } = output
  const fitting = PROBABILITIES[lossName]
  if (!fitting) return null
  const wanted = fitting[0]!
  if (isFromLogits(loss)) {
    if (!MAKE_PROBABILITIES.includes(last.name)) return null
    return [
      warning(
        output,
        {
          en: `${lossName} with from_logits applies ${wanted} itself; after ${last.name} it is applied twice, and learning is slow.`,
          'zh-CN': `设了 from_logits 的 ${lossName} 会自行计算 ${wanted}；再加上 ${last.name} 等于做了两次，学习会很慢。`
        },
        [asLogits(output, false), activate(output, 'linear')]
      )
    ]
  }
  if (fitting.includes(last.name)) return null
  const raw = last.name === 'linear' ? [asLogits(output, true)] : []
  return [
    warning(
      output,
      {
        en: `${lossName} compares probabilities; the outputs of ${last.name} are none.`,
        'zh-CN': `${lossName} 比较的是概率，而 ${last.name} 的输出不是概率。`
      },
      [activate(output, wanted), ...raw]
    )
  ]
}

function error(output: Output): Warning[] | null {
  const { project, dataset, last, lossName, where } = output
  if (!ERRORS.includes(lossName) || project.dataset.label_mode === 'input') return null
  if (taskOf(project, dataset) === 'regression') {
    if (last.name !== 'relu' && last.name !== 'softmax') return null
    return [
      warning(
        output,
        {
          en: `For a regression, outputs of ${last.name} cannot take every value${last.name === 'relu' ? ': they are never negative, and may stay 0' : ''}.`,
          'zh-CN': `用于回归时，${last.name} 的输出不能取任意值${last.name === 'relu' ? '：不会为负，还可能一直为 0' : ''}。`
        },
        [activate(output, 'linear')]
      )
    ]
  }
  if (last.name !== 'softmax') return null
  const better =
    project.dataset.label_mode === 'categorical' ? 'categorical_crossentropy' : 'sparse_categorical_crossentropy'
  const change: Fix = {
    id: `output-activation:${better}`,
    title: { en: `loss = ${better}`, 'zh-CN': `loss = ${better}` },
    apply: (before) => setLoss(before, where, better)
  }
  return [
    warning(
      output,
      {
        en: `After softmax, ${lossName} learns slowly where the network is wrong and sure of it; cross-entropy does not.`,
        'zh-CN': `softmax 之后用 ${lossName}，网络错得很肯定时梯度反而很小，学得慢；交叉熵没有这个问题。`
      },
      [change]
    )
  ]
}

const warning = ({ layer, last, lossName }: Output, why: Warning['why'], fixes: Fix[]): Warning => ({
  id: 'output-activation',
  layer: layer.name,
  title: {
    en: `${last.name} at the output does not go with the loss ${lossName}`,
    'zh-CN': `输出的 ${last.name} 与损失函数 ${lossName} 不相配`
  },
  why,
  fixes
})

function activate({ last }: Output, name: string): Fix {
  const { layer } = last
  // A layer that is an activation by itself has none to set.
  const isNamed = typeof layer.params.activation === 'string'
  const text = `${layer.name}: ${isNamed ? 'activation = ' : ''}${name}`
  return {
    id: `output-activation:${name}`,
    title: { en: text, 'zh-CN': text.replace(': ', '：') },
    apply: onModel((model) =>
      isNamed
        ? setParam(model, [layer.name], 'activation', name)
        : {
            ...model,
            nodes: model.nodes.map((node) =>
              node.name === layer.name ? { ...node, class_name: 'Activation', config: { activation: name } } : node
            )
          }
    )
  }
}

function asLogits({ loss, where }: Output, fromLogits: boolean): Fix {
  const text = `loss: from_logits = ${fromLogits}`
  return {
    id: `output-activation:logits`,
    title: { en: text, 'zh-CN': text.replace(': ', '：') },
    apply: (project: Project) => setLoss(project, where, lossWith(loss, fromLogits))
  }
}
