import type { MessageTable } from '../errors'

/** The network: graph, layers, shapes, loss. `layer` is a layer's name, `where` a JSON path. */
export const modelMessages = {
  LAYER_UNKNOWN: {
    en: {
      message: 'There is no layer type "{found}" (layer {layer}, at {where}).',
      remedy: 'Did you mean {suggestion}? Known: {known}.'
    },
    'zh-CN': {
      message: '没有名为 “{found}” 的层类型（层 {layer}，位于 {where}）。',
      remedy: '是否想用 {suggestion}？可用类型：{known}。'
    }
  },
  LAYER_NAME: {
    en: {
      message: 'Layer "{layer}" cannot be called "{found}".',
      remedy: 'A name begins with a letter, holds letters, digits and _ . / - only, and no other layer has it.'
    },
    'zh-CN': {
      message: '层 “{layer}” 不能改名为 “{found}”。',
      remedy: '名称须以字母开头，只含字母、数字和 _ . / -，且不与其他层重名。'
    }
  },
  LAYER_PARAM: {
    en: {
      message: '{className} "{layer}", at {where}: expected {expected}, found {found}.',
      remedy: 'Change {where}.'
    },
    'zh-CN': {
      message: '{className} 层 “{layer}” 的 {where}：应为 {expected}，实际为 {found}。',
      remedy: '请修改 {where}。'
    }
  },
  LAYER_INPUT_COUNT: {
    en: {
      message: '{className} "{layer}" takes {expected} inputs, but has {found}.',
      remedy: 'Connect or remove edges into it.'
    },
    'zh-CN': {
      message: '{className} 层 “{layer}” 需要 {expected} 个输入，实际有 {found} 个。',
      remedy: '请增加或删除连到该层的边。'
    }
  },
  LAYER_INPUT_SHAPE: {
    en: { message: '{className} "{layer}" expects {expected}, but got {found}.', remedy: '{hint}' },
    'zh-CN': { message: '{className} 层 “{layer}” 需要 {expected}，实际得到 {found}。', remedy: '{hint}' }
  },
  MODEL_CYCLE: {
    en: { message: 'The network has a cycle: {path}.', remedy: 'Remove one of these edges; data must flow one way.' },
    'zh-CN': { message: '网络中存在环：{path}。', remedy: '请删除其中一条边，数据只能单向流动。' }
  },
  MODEL_DUPLICATE_NAME: {
    en: { message: 'Two layers are named "{layer}" (at {where}).', remedy: 'Give each layer a name of its own.' },
    'zh-CN': { message: '有两个层都叫 “{layer}”（位于 {where}）。', remedy: '请为每个层取不同的名称。' }
  },
  MODEL_EDGE_UNKNOWN: {
    en: { message: 'The edge at {where} names a layer "{found}" that does not exist.', remedy: 'Use one of: {known}.' },
    'zh-CN': { message: '位于 {where} 的边引用了不存在的层 “{found}”。', remedy: '可用的层：{known}。' }
  },
  MODEL_NO_INPUT: {
    en: { message: 'The network has no Input layer.', remedy: 'Add one with the shape of an example.' },
    'zh-CN': { message: '网络没有 Input 层。', remedy: '请添加一个 Input 层，其 shape 为单个样本的形状。' }
  },
  LAYER_SHARED: {
    en: {
      message: 'Layer "{layer}" calls the layer of another (at {where}): expected {expected}, found {found}.',
      remedy: 'Name a layer of the same class whose weights fit, or give this one a config of its own.'
    },
    'zh-CN': {
      message: '层 “{layer}” 共用另一层（位于 {where}）：应为 {expected}，实际为 {found}。',
      remedy: '请指定类型相同且权重形状相符的层，或为该层单独设置 config。'
    }
  },
  INPUTS_MISMATCH: {
    en: {
      message: 'The inputs {layers} take {found} values together, but an example of {dataset} has {expected}.',
      remedy:
        'Give every Input the shape of an example ({shape}), or shapes that cut it into parts, in the order of the layers.'
    },
    'zh-CN': {
      message: '输入层 {layers} 共需 {found} 个值，而 {dataset} 的样本有 {expected} 个。',
      remedy: '请让每个 Input 的 shape 等于样本形状（{shape}），或按层的顺序把样本切分为各部分。'
    }
  },
  OUTPUT_COUNT: {
    en: {
      message: 'The network has {expected} outputs ({names}), but {where} has {found}.',
      remedy: 'Give one for each output, in the order of the layers, or one for all; connect or remove loose layers.'
    },
    'zh-CN': {
      message: '网络有 {expected} 个输出（{names}），但 {where} 有 {found} 项。',
      remedy: '请按层的顺序为每个输出各给一项，或只给一项用于全部；并连接或删除多余的层。'
    }
  },
  MODEL_NO_WEIGHTS: {
    en: {
      message: 'The network has no weights to train: none of its layers ({names}) has any.',
      remedy: 'Add a layer that learns, such as Dense or Conv2D.'
    },
    'zh-CN': {
      message: '网络中没有可训练的权重：各层（{names}）都不含权重。',
      remedy: '请添加可学习的层，例如 Dense 或 Conv2D。'
    }
  },
  INPUT_MISMATCH: {
    en: {
      message: 'Input "{layer}" has shape {found}, but an example of {dataset} has {expected}.',
      remedy: 'Set the shape of Input to {expected}.'
    },
    'zh-CN': {
      message: 'Input 层 “{layer}” 的 shape 为 {found}，而 {dataset} 的样本为 {expected}。',
      remedy: '请将 Input 的 shape 设为 {expected}。'
    }
  },
  LOSS_MISMATCH: {
    en: { message: 'The loss {loss} does not fit: it expects {expected}, but found {found}.', remedy: '{hint}' },
    'zh-CN': { message: '损失函数 {loss} 不匹配：需要 {expected}，实际为 {found}。', remedy: '{hint}' }
  },
  METRIC_MISMATCH: {
    en: {
      message: 'The metric {metric} does not fit: it expects {expected}, but found {found}.',
      remedy: '{hint}'
    },
    'zh-CN': { message: '指标 {metric} 不匹配：需要 {expected}，实际为 {found}。', remedy: '{hint}' }
  },
  TERM_UNKNOWN: {
    en: { message: 'There is no {kind} "{found}" (at {where}).', remedy: 'Known: {known}.' },
    'zh-CN': { message: '没有名为 “{found}” 的 {kind}（位于 {where}）。', remedy: '可用：{known}。' }
  }
} satisfies MessageTable
