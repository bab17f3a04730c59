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
  MODEL_SAVE_EXISTS: {
    en: {
      message: 'There is something else at {path} already; no model was saved there before.',
      remedy: 'Choose a folder that does not exist yet, or is empty.'
    },
    'zh-CN': { message: '{path} 已有其他内容，不是以前保存的模型。', remedy: '请选择不存在的或空的文件夹。' }
  },
  MODEL_ALONE: {
    en: {
      message: 'The model was saved by itself, without the data that it was trained on.',
      remedy: 'Ask the run instead; inputs of your own can be tried.'
    },
    'zh-CN': { message: '该模型是单独保存的，不含训练数据。', remedy: '请改用原来的训练；仍可用自己的输入进行预测。' }
  },
  MODEL_SAVED: {
    en: {
      message: '{path} holds no model that Netloom has saved: {reason}.',
      remedy: 'Save it again from its run, or give the id of the run.'
    },
    'zh-CN': { message: '{path} 不是 Netloom 保存的模型：{reason}。', remedy: '请从训练中重新保存，或给出训练的编号。' }
  },
  PREDICT_INPUT: {
    en: { message: '{file} cannot be predicted from: {reason}.', remedy: 'The network takes {expected}.' },
    'zh-CN': { message: '无法用 {file} 进行预测：{reason}。', remedy: '该网络需要{expected}。' }
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
  },
  MODEL_ENGINE_GRADIENT: {
    en: {
      message:
        'Saliency and Grad-CAM need native TensorFlow: the portable engine cannot tell what mattered for an answer.',
      remedy: 'All else of Look inside works without it. "netloom doctor" says how to get it.'
    },
    'zh-CN': {
      message: '显著图和 Grad-CAM 需要原生 TensorFlow：便携引擎无法算出哪些部分影响了结果。',
      remedy: '“看内部”的其他功能不受影响。运行 “netloom doctor” 可了解如何安装。'
    }
  },
  MODEL_NO_GRADIENT: {
    en: {
      message:
        'What the output owes to "{layer}" cannot be told: between the two there is something that has no gradient.',
      remedy: 'Before an Embedding there are but numbers of words. Choose a layer that comes after it.'
    },
    'zh-CN': {
      message: '无法得知输出与 “{layer}” 的关系：两者之间有不可求梯度的运算。',
      remedy: 'Embedding 之前只是词的编号，请选择它之后的层。'
    }
  },
  MODEL_NO_MAPS: {
    en: {
      message: 'Grad-CAM cannot be taken of "{layer}", which gives {shape}.',
      remedy: 'Choose a layer that gives feature maps: height, width and channels. This network has: {known}.'
    },
    'zh-CN': {
      message: '“{layer}” 的输出是 {shape}，不能计算 Grad-CAM。',
      remedy: '请选择输出特征图（高、宽、通道）的层。本网络中有：{known}。'
    }
  },
  MODEL_UNIT: {
    en: { message: 'The output "{layer}" has no unit {found}.', remedy: 'Its units go from 0 to {last}.' },
    'zh-CN': { message: '输出层 “{layer}” 没有第 {found} 个单元。', remedy: '单元编号从 0 到 {last}。' }
  },
  PROJECTION_FEW: {
    en: {
      message: 'The {split} split has {found} examples: too few to show how they lie to each other.',
      remedy: 'Choose another split; three examples are needed.'
    },
    'zh-CN': {
      message: '{split} 部分只有 {found} 个样本，不足以展示它们之间的位置关系。',
      remedy: '请选择其他部分，至少需要 3 个样本。'
    }
  },
  MODEL_INPUT_KIND: {
    en: { message: 'The network takes no {found}.', remedy: 'Give it {expected}.' },
    'zh-CN': { message: '该网络不接受此类输入（{found}）。', remedy: '请提供：{expected}。' }
  },
  MODEL_COLUMN: {
    en: { message: 'There is no feature column "{found}".', remedy: 'The columns: {known}.' },
    'zh-CN': { message: '没有名为 “{found}” 的特征列。', remedy: '可用的列：{known}。' }
  },
  MODEL_VALUE: {
    en: { message: 'Column {column}: expected {expected}, found "{found}".', remedy: 'Change the value.' },
    'zh-CN': { message: '列 {column}：应为{expected}，实际为 “{found}”。', remedy: '请修改该值。' }
  },
  MODEL_VALUE_MISSING: {
    en: {
      message: 'Column {column} has no value, and no step of the project fills it in.',
      remedy: 'Give a value, or train with SimpleImputer among the steps.'
    },
    'zh-CN': {
      message: '列 {column} 没有值，且项目中没有填补缺失值的步骤。',
      remedy: '请给出数值，或在步骤中加入 SimpleImputer 后重新训练。'
    }
  },
  MODEL_ROW_LEFT_OUT: {
    en: {
      message: 'Row {found} was left out of training: a step drops it, or its picture cannot be read.',
      remedy: 'Choose another row.'
    },
    'zh-CN': { message: '训练未使用第 {found} 行：它被某个步骤去掉，或图片无法读取。', remedy: '请选择其他行。' }
  },
  MODEL_INPUT_SHAPE: {
    en: {
      message: 'The input comes to {found} after the steps, but the network takes {expected}.',
      remedy: 'Give an input like those of the data.'
    },
    'zh-CN': {
      message: '经过各步骤后输入的形状为 {found}，而网络需要 {expected}。',
      remedy: '请提供与训练数据形式相同的输入。'
    }
  },
  MODEL_WORDS: {
    en: {
      message: 'The words of {dataset} are not here: without them, a text cannot be turned into numbers.',
      remedy: 'Download the index of words (get_word_index of Keras), or try rows of the data.'
    },
    'zh-CN': {
      message: '找不到 {dataset} 的词表，无法将文本转换为编号。',
      remedy: '请下载词表（Keras 的 get_word_index），或使用数据中的行。'
    }
  },
  MODEL_OUTPUT: {
    en: { message: 'There is no output {found}: the network has {count}.', remedy: 'Choose 0..{last}.' },
    'zh-CN': { message: '没有第 {found} 个输出：网络共有 {count} 个输出。', remedy: '请在 0..{last} 中选择。' }
  },
  MODEL_SPLIT_EMPTY: {
    en: {
      message: 'The run had no examples in its {split} split.',
      remedy: 'Choose another split, or train again with other shares.'
    },
    'zh-CN': { message: '该训练的 {split} 划分中没有样本。', remedy: '请选择其他划分，或调整比例后重新训练。' }
  },
  DEBUG_ENGINE: {
    en: {
      message: 'The step debugger needs native TensorFlow: the portable engine cannot tell what is inside a step.',
      remedy: 'All else of training works without it. "netloom doctor" says how to get it.'
    },
    'zh-CN': {
      message: '单步调试需要原生 TensorFlow：便携引擎无法给出一步训练内部的数值。',
      remedy: '训练的其他功能不受影响。运行 “netloom doctor” 可了解如何安装。'
    }
  },
  DEBUG_ENDED: {
    en: {
      message: 'This step debugger has ended: it was at rest for a while, closed, or made room for a newer one.',
      remedy: 'Start it again; with the same seed it goes through the same steps.'
    },
    'zh-CN': {
      message: '此次单步调试已结束：长时间未操作、已关闭，或让位给了更新的调试。',
      remedy: '请重新开始；随机种子相同，各步结果也相同。'
    }
  },
  DEBUG_CRASHED: {
    en: {
      message: 'The process of the step debugger ended by itself ({how}).',
      remedy: 'Start it again. If memory ran out, take a smaller batch_size or close other programs first.'
    },
    'zh-CN': {
      message: '单步调试的进程意外退出（{how}）。',
      remedy: '请重新开始。若因内存不足，请先减小 batch_size 或关闭其他程序。'
    }
  },
  DEBUG_MEMORY: {
    en: {
      message:
        'All values of one step would take {found} (at batch_size {batch_size}); the step debugger keeps {most} at most.',
      remedy: 'Set batch_size to {fitting} or less.'
    },
    'zh-CN': {
      message: '一步训练的全部数值需要 {found}（batch_size 为 {batch_size}），而单步调试最多保留 {most}。',
      remedy: '请将 batch_size 减小到 {fitting} 或更小。'
    }
  },
  DEBUG_WEIGHTS_MEMORY: {
    en: {
      message:
        'The network is too large for the step debugger: its weights and gradients take {found}, and {most} can be kept.',
      remedy: 'Take fewer units or filters.'
    },
    'zh-CN': {
      message: '网络过大，无法单步调试：权重和梯度需要 {found}，而最多可保留 {most}。',
      remedy: '请减少单元或卷积核。'
    }
  },
  DEBUG_TENSOR: {
    en: {
      message: 'The newest step has no tensor "{found}".',
      remedy: 'Do a step first, and ask for what it told of.'
    },
    'zh-CN': { message: '最近一步中没有张量 “{found}”。', remedy: '请先执行一步，再查看其中列出的张量。' }
  },
  DEBUG_EXAMPLE: {
    en: { message: 'The batch has no example {found}.', remedy: 'Its examples go from 0 to {last}.' },
    'zh-CN': { message: '该批次中没有第 {found} 个样本。', remedy: '样本编号从 0 到 {last}。' }
  },
  DEBUG_NO_SPLIT: {
    en: {
      message: 'There is nothing to test with: neither the test split nor the validation split has examples.',
      remedy: 'Give one of them a share in the Data view, and start again.'
    },
    'zh-CN': {
      message: '没有可用于测试的数据：测试集和验证集都没有样本。',
      remedy: '请在“数据”视图中为其中之一分配比例，然后重新开始。'
    }
  }
} satisfies MessageTable
