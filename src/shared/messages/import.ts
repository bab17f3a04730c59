import type { MessageTable } from '../errors'

/** Models of Keras and TensorFlow.js: files that cannot be read (MODEL_), and notes on what was not taken over (IMPORT_). */
export const importMessages = {
  MODEL_NOT_JSON: {
    en: {
      message: '{file} is not valid JSON: {reason}.',
      remedy: 'Save the model again: write model.to_json() to a file, or save it as .keras.'
    },
    'zh-CN': {
      message: '{file} 不是有效的 JSON：{reason}。',
      remedy: '请重新保存模型：将 model.to_json() 写入文件，或保存为 .keras。'
    }
  },
  MODEL_FILE_UNKNOWN: {
    en: {
      message: '{file} holds no model of Keras or TensorFlow.js: found {found}.',
      remedy:
        'Import what model.to_json() gives, a .keras file, or the model.json of TensorFlow.js; open projects with Open.'
    },
    'zh-CN': {
      message: '{file} 中没有 Keras 或 TensorFlow.js 模型：实际为 {found}。',
      remedy: '请导入 model.to_json() 的结果、.keras 文件或 TensorFlow.js 的 model.json；项目文件请用“打开”。'
    }
  },
  MODEL_FORMAT: {
    en: {
      message: '{file} is a {found} file, which cannot be imported.',
      remedy: 'Load the model in Keras, then save it as .keras, or write model.to_json() to a file.'
    },
    'zh-CN': {
      message: '{file} 是 {found} 文件，无法导入。',
      remedy: '请在 Keras 中加载该模型，再保存为 .keras，或将 model.to_json() 写入文件。'
    }
  },
  MODEL_SUBCLASSED: {
    en: {
      message: '{file} holds a model of the class {found}, which does not tell its layers.',
      remedy: 'Write the model as a Functional or Sequential model, then save it again.'
    },
    'zh-CN': {
      message: '{file} 中的模型属于自定义类 {found}，其中没有各层的信息。',
      remedy: '请将其改写为函数式或 Sequential 模型后重新保存。'
    }
  },
  MODEL_STRUCTURE: {
    en: {
      message: 'The model in {file} is not whole, at {where}: expected {expected}, found {found}.',
      remedy: 'Save the model again with Keras; the file may have been changed by hand.'
    },
    'zh-CN': {
      message: '{file} 中的模型不完整，位于 {where}：应为 {expected}，实际为 {found}。',
      remedy: '请用 Keras 重新保存模型；该文件可能被手工改动过。'
    }
  },
  MODEL_ZIP_INVALID: {
    en: {
      message: '{file} is not a sound .keras (zip) file: {reason}.',
      remedy: 'It is damaged or was cut off: fetch or save it again.'
    },
    'zh-CN': {
      message: '{file} 不是完好的 .keras（zip）文件：{reason}。',
      remedy: '文件已损坏或不完整，请重新获取或保存。'
    }
  },
  MODEL_ZIP_NO_CONFIG: {
    en: {
      message: '{file} is a zip file without config.json; it holds {found}.',
      remedy: 'Save the model with model.save("model.keras"); for TensorFlow.js, import model.json alone.'
    },
    'zh-CN': {
      message: '{file} 是 zip 文件，但其中没有 config.json，只有 {found}。',
      remedy: '请用 model.save("model.keras") 保存；TensorFlow.js 模型请只导入 model.json。'
    }
  },
  MODEL_TOO_LARGE: {
    en: {
      message: '{file} has {found} bytes of model or more; at most {expected} are read.',
      remedy: 'Write model.to_json() to a file and import that: it has no weights.'
    },
    'zh-CN': {
      message: '{file} 的模型数据达到 {found} 字节，最多读取 {expected} 字节。',
      remedy: '请将 model.to_json() 写入文件再导入，其中不含权重。'
    }
  },
  IMPORT_LAYER_UNKNOWN: {
    en: {
      message: 'Layer "{layer}" is a {found}, which Netloom does not have.',
      remedy: 'It stays in its place with its settings: replace it by other layers before training.'
    },
    'zh-CN': {
      message: '层 “{layer}” 的类型 {found} 在 Netloom 中不存在。',
      remedy: '该层连同设置保留在原处，训练前请用其他层替换。'
    }
  },
  IMPORT_PARAM_LOST: {
    en: {
      message: '{className} "{layer}": {param} = {found} was left out, as Netloom has no such setting.',
      remedy: 'Check whether the layer does what it should without it.'
    },
    'zh-CN': {
      message: '{className} 层 “{layer}”：{param} = {found} 未导入，Netloom 没有该设置。',
      remedy: '请确认该层缺少此设置仍符合要求。'
    }
  },
  IMPORT_PARAM_REFUSED: {
    en: {
      message: '{className} "{layer}": {param} = {found} is not possible; expected {expected}.',
      remedy: 'Change it in the layer before training.'
    },
    'zh-CN': {
      message: '{className} 层 “{layer}”：{param} = {found} 不受支持，应为 {expected}。',
      remedy: '请在训练前修改该设置。'
    }
  },
  IMPORT_FORMULA: {
    en: {
      message: '{className} "{layer}": {param} = {found} has another slope in Keras 3 than where the model comes from.',
      remedy: 'Keras 3: relu6(x + 3) / 6; Keras 2 and TensorFlow.js: 0.2 x + 0.5, cut to 0 and 1.'
    },
    'zh-CN': {
      message: '{className} 层 “{layer}”：{param} = {found} 在 Keras 3 中的斜率与原模型不同。',
      remedy: 'Keras 3：relu6(x + 3) / 6；Keras 2 与 TensorFlow.js：0.2 x + 0.5 并截断到 0 与 1 之间。'
    }
  },
  IMPORT_CALL: {
    en: {
      message: '{className} "{layer}" was called with {found}, which was left out.',
      remedy: 'Check whether the layer does what it should without it.'
    },
    'zh-CN': {
      message: '{className} 层 “{layer}” 调用时的 {found} 未导入。',
      remedy: '请确认该层缺少此参数仍符合要求。'
    }
  },
  IMPORT_RENAMED: {
    en: {
      message: 'Layer "{found}" is now "{layer}".',
      remedy: 'Names begin with a letter and have letters, digits and _ . / - only.'
    },
    'zh-CN': { message: '层 “{found}” 已改名为 “{layer}”。', remedy: '名称须以字母开头，只含字母、数字和 _ . / -。' }
  },
  IMPORT_OUTPUT_LOST: {
    en: {
      message: 'Output {found} of layer "{layer}" is used, but Netloom\'s layers have one output.',
      remedy: 'The first output was connected in its place: check the edges that leave the layer.'
    },
    'zh-CN': {
      message: '模型使用了层 “{layer}” 的第 {found} 个输出，而 Netloom 的层只有一个输出。',
      remedy: '已改接第一个输出，请检查该层之后的连线。'
    }
  },
  IMPORT_OUTPUT_ADDED: {
    en: {
      message: 'Layer "{layer}" is an output of the model and feeds other layers too: "{added}" was added to give it.',
      remedy: 'Its losses and metrics are named after "{added}".'
    },
    'zh-CN': {
      message: '层 “{layer}” 既是模型输出又连接其他层：已添加 “{added}” 作为输出。',
      remedy: '其损失与指标以 “{added}” 命名。'
    }
  },
  IMPORT_UNUSED: {
    en: {
      message: 'Nothing that the model gives depends on: {layers}. They were left out.',
      remedy: 'If one of them should count, connect it in Keras and save the model again.'
    },
    'zh-CN': {
      message: '模型的输出与以下各层无关，已略去：{layers}。',
      remedy: '若需要保留，请在 Keras 中连接后重新保存。'
    }
  },
  IMPORT_NO_INPUT: {
    en: {
      message: 'The model does not tell the shape of its input.',
      remedy: 'Add an Input with the shape of an example in front of the first layer.'
    },
    'zh-CN': { message: '模型没有说明输入的形状。', remedy: '请在第一层之前添加 Input，其 shape 为单个样本的形状。' }
  },
  IMPORT_TRAINING_LOST: {
    en: {
      message: 'The {kind} {found} of the model was not taken over: {value}.',
      remedy: 'Choose another one in the training settings.'
    },
    'zh-CN': { message: '未导入模型的 {kind} {found}：{value}。', remedy: '请在训练设置中另行选择。' }
  },
  IMPORT_METRICS_MERGED: {
    en: {
      message: 'The model measures different metrics of its outputs: {found}. Netloom measures all of every output.',
      remedy: 'Remove from the training settings what you do not need.'
    },
    'zh-CN': {
      message: '模型对各输出使用不同的指标：{found}。Netloom 对每个输出使用全部指标。',
      remedy: '请在训练设置中删除不需要的指标。'
    }
  },
  IMPORT_WEIGHTS_LEFT: {
    en: {
      message: 'The weights of the model were left out: only its design was imported.',
      remedy: 'Train it to get weights.'
    },
    'zh-CN': { message: '未导入模型的权重，只导入了网络结构。', remedy: '请重新训练。' }
  }
} satisfies MessageTable
