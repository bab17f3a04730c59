import type { MessageTable } from '../errors'

/** Logs of other programs, read as runs. */
export const logMessages = {
  LOG_NONE: {
    en: {
      message: '{path} holds no values to compare: expected event files of TensorBoard with scalars, found {found}.',
      remedy:
        'Choose the folder that "tensorboard --logdir" is given, an event file, or a CSV with a column "epoch" or "step".'
    },
    'zh-CN': {
      message: '{path} 中没有可比较的数值：应为含标量的 TensorBoard 事件文件，实际为 {found}。',
      remedy: '请选择传给 “tensorboard --logdir” 的文件夹、单个事件文件，或带有 “epoch” 或 “step” 列的 CSV。'
    }
  },
  LOG_CSV: {
    en: {
      message: '{path} is no log: expected a column "epoch" or "step" and columns of numbers, found {found}.',
      remedy: 'Choose a file of Keras\'s CSVLogger, or name the column that counts epochs "epoch" in its first line.'
    },
    'zh-CN': {
      message: '{path} 不是训练日志：应有 “epoch” 或 “step” 列以及数值列，实际的列为 {found}。',
      remedy: '请选择 Keras CSVLogger 写出的文件，或在首行将计轮数的列命名为 “epoch”。'
    }
  },
  LOG_DAMAGED: {
    en: {
      message: '{path} is damaged or was cut short: {records} records and the last {bytes} bytes could not be read.',
      remedy: 'Everything before is here; copy the log anew if that is too little.'
    },
    'zh-CN': {
      message: '{path} 已损坏或不完整：有 {records} 条记录以及末尾 {bytes} 字节无法读取。',
      remedy: '其余内容已全部导入；如不够用，请重新复制该日志。'
    }
  },
  LOG_ROWS: {
    en: {
      message: '{path}: {found} rows were left out, as they are cut short or tell no epoch or step.',
      remedy: 'All other rows are here.'
    },
    'zh-CN': {
      message: '{path}：有 {found} 行被略去，因其不完整或没有轮数或步数。',
      remedy: '其余各行均已导入。'
    }
  }
} satisfies MessageTable
