import type { MessageTable } from '../errors'

/** What is asked of a trained model. */
export const askingMessages = {
  MODEL_NOT_YET: {
    en: {
      message: 'The run has no trained model yet: there is no {path}.',
      remedy: 'Wait until it has ended, or choose one of the checkpoints that it has kept.'
    },
    'zh-CN': {
      message: '该训练还没有训练好的模型：{path} 不存在。',
      remedy: '请等训练结束，或选择已保存的检查点。'
    }
  },
  MODEL_FILES: {
    en: {
      message: 'The model in {path} cannot be read: {reason}.',
      remedy: 'Choose a checkpoint of the run, or train it again.'
    },
    'zh-CN': { message: '无法读取 {path} 中的模型：{reason}。', remedy: '请选择该训练的检查点，或重新训练。' }
  },
  MODEL_CRASHED: {
    en: {
      message: 'The process that answers for the model ended by itself ({how}).',
      remedy: 'Ask again: it is started anew. If memory ran out, close other programs first.'
    },
    'zh-CN': {
      message: '模型进程意外退出（{how}）。',
      remedy: '请再试一次，进程会重新启动。若因内存不足，请先关闭其他程序。'
    }
  },
  MODEL_LAYER: {
    en: { message: 'The network has no layer "{found}".', remedy: 'Its layers: {known}.' },
    'zh-CN': { message: '网络中没有名为 “{found}” 的层。', remedy: '现有的层：{known}。' }
  },
  MODEL_DATA_MISSING: {
    en: {
      message: 'The data that the run was trained on, {dataset}, cannot be opened: {reason}',
      remedy: 'Put the files back where they were; inputs of your own can still be tried.'
    },
    'zh-CN': {
      message: '无法打开训练时使用的数据 {dataset}：{reason}',
      remedy: '请将文件放回原处；仍可用自己的输入进行预测。'
    }
  },
  MODEL_DATA_CHANGED: {
    en: {
      message: '{dataset} is not what the run was trained on: the content of {part} has changed.',
      remedy: 'Put the former file back, or train again; inputs of your own can still be tried.'
    },
    'zh-CN': {
      message: '{dataset} 与训练时不同：{part} 的内容已改变。',
      remedy: '请恢复原来的文件，或重新训练；仍可用自己的输入进行预测。'
    }
  }
} satisfies MessageTable
