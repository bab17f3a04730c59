import type { MessageTable } from '../errors'

/**
 * Preparing data: steps, roles of columns, splits. `where` is a JSON path of the project; `row` counts from 0 in the source.
 */
export const pipelineMessages = {
  PIPELINE_STEP: {
    en: { message: 'There is no preprocessing step "{found}" (at {where}).', remedy: 'Known: {known}.' },
    'zh-CN': { message: '没有名为 “{found}” 的预处理步骤（位于 {where}）。', remedy: '可用：{known}。' }
  },
  PIPELINE_PARAM: {
    en: { message: '{className}, at {where}: expected {expected}, found {found}.', remedy: 'Change {where}.' },
    'zh-CN': { message: '{className} 的 {where}：应为 {expected}，实际为 {found}。', remedy: '请修改 {where}。' }
  },
  PIPELINE_COLUMN: {
    en: {
      message: '{className} (at {where}) names a column "{found}" that is not there; at this step there are: {known}.',
      remedy: 'Choose among these; steps before it may have put others in the place of a column.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）引用了不存在的列 “{found}”；到这一步现有的列：{known}。',
      remedy: '请从中选择；前面的步骤可能已把某一列换成了其他列。'
    }
  },
  PIPELINE_COLUMN_TYPE: {
    en: {
      message: '{className} (at {where}) takes {expected}, but the column "{column}" is {found}.',
      remedy: 'Take the column out of this step, or put the step at another place.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）只能处理{expected}，而列 “{column}” 是{found}。',
      remedy: '请从该步骤中去掉这一列，或调整步骤的顺序。'
    }
  },
  PIPELINE_NO_COLUMN: {
    en: {
      message: '{className} (at {where}) finds nothing to do: it takes {expected}, and the features are {found}.',
      remedy: 'Remove the step, or name its columns.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）没有可处理的列：它处理{expected}，而特征列为 {found}。',
      remedy: '请删除该步骤，或为它指定列。'
    }
  },
  PIPELINE_NAME_TAKEN: {
    en: {
      message: '{className} (at {where}) makes a column "{column}", but there is one of that name already.',
      remedy: 'Leave one of the two out, or rename it in the file.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）生成的列 “{column}” 与已有的列重名。',
      remedy: '请去掉其中一列，或在文件中改名。'
    }
  },
  PIPELINE_TYPE: {
    en: { message: 'The column "{column}" would reach the network as {found}; it takes numbers.', remedy: '{hint}' },
    'zh-CN': { message: '列 “{column}” 将以{found}的形式进入网络，而网络只接受数值。', remedy: '{hint}' }
  },
  PIPELINE_MIX: {
    en: {
      message: 'The features cannot be put together into one input: {found}.',
      remedy: 'Several columns must be single numbers or lists of numbers; anything larger must be the only feature.'
    },
    'zh-CN': {
      message: '这些特征无法合并为一个输入：{found}。',
      remedy: '多列合并时每列须为单个数值或一维数列；更高维的数据须单独作为唯一的特征。'
    }
  },
  PIPELINE_NO_FEATURE: {
    en: { message: 'No column is left as a feature.', remedy: 'Choose at least one besides the target.' },
    'zh-CN': { message: '没有可作为特征的列。', remedy: '除目标外请至少选择一列。' }
  },
  PIPELINE_TARGET: {
    en: {
      message: '{className} (at {where}) would turn the target "{column}" into {found}; it must stay one value a row.',
      remedy:
        'Leave the target out of this step. Classes are numbered, and with label_mode categorical one-hot, anyway.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）会把目标列 “{column}” 变成{found}；目标须保持每行一个值。',
      remedy: '请从该步骤中去掉目标列。类别会自动编号；label_mode 为 categorical 时会自动 one-hot。'
    }
  },
  PIPELINE_NO_VALUES: {
    en: {
      message: '{className} (at {where}) cannot learn from the column "{column}": no training example has a value.',
      remedy: 'Leave the column out of the features, or fill it with SimpleImputer, strategy constant.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）无法从列 “{column}” 学习：训练样本在该列都没有值。',
      remedy: '请不要把该列作为特征，或用 SimpleImputer（strategy 为 constant）填充。'
    }
  },
  PIPELINE_NOT_FINITE: {
    en: {
      message: '{className} (at {where}) cannot learn from the column "{column}": it holds {found}.',
      remedy: 'Put Clip before this step, or correct the file.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）无法从列 “{column}” 学习：其中有{found}。',
      remedy: '请在此步骤之前加 Clip，或更正文件。'
    }
  },
  PIPELINE_DOMAIN: {
    en: {
      message: '{className} (at {where}): {found} in row {row} of "{column}" has no {expected}.',
      remedy: 'Put Clip before this step, use log1p for values from 0, or leave the column out.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）：列 “{column}” 第 {row} 行（从 0 起）的 {found} 没有 {expected}。',
      remedy: '请在此步骤之前加 Clip；值可能为 0 时用 log1p；或去掉该列。'
    }
  },
  PIPELINE_UNKNOWN: {
    en: {
      message: '{className} (at {where}): "{found}" in row {row} of "{column}" is not in the training split.',
      remedy: 'With handle_unknown ignore, all columns of such a value become 0.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）：列 “{column}” 第 {row} 行（从 0 起）的 “{found}” 在训练集中没有出现过。',
      remedy: '把 handle_unknown 设为 ignore，则这类值的各列都为 0。'
    }
  },
  PIPELINE_UNKNOWN_NUMBER: {
    en: {
      message: '{className} (at {where}): "{found}" in row {row} of "{column}" is not in the training split.',
      remedy: 'With handle_unknown use_encoded_value, such a value becomes unknown_value.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）：列 “{column}” 第 {row} 行（从 0 起）的 “{found}” 在训练集中没有出现过。',
      remedy: '把 handle_unknown 设为 use_encoded_value，则这类值变为 unknown_value。'
    }
  },
  PIPELINE_CATEGORIES: {
    en: {
      message: '{className} (at {where}): "{column}" has {found} distinct values, more than {most}.',
      remedy:
        'Is it a number or a name of its own for each row? Leave it out, or use OrdinalEncoder or TextVectorization.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）：列 “{column}” 有 {found} 个不同的值，超过 {most} 个。',
      remedy: '它是否是数值，或每行各不相同的名称？请去掉该列，或改用 OrdinalEncoder 或 TextVectorization。'
    }
  },
  PIPELINE_TOO_LARGE: {
    en: {
      message: '{className} (at {where}) would make {found} numbers of "{column}", more than {most}.',
      remedy: 'Make each example smaller (max_tokens, output_sequence_length, maxlen, height and width), or use fewer.'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）会使列 “{column}” 变成 {found} 个数，超过 {most} 个。',
      remedy: '请缩小每个样本（max_tokens、output_sequence_length、maxlen、height 和 width），或减少样本。'
    }
  },
  PIPELINE_NO_ROWS: {
    en: {
      message: '{className} (at {where}) leaves no training example: each one misses a value.',
      remedy: 'Fill missing values instead (strategy mean, median, most_frequent or constant).'
    },
    'zh-CN': {
      message: '{className}（位于 {where}）之后没有剩下训练样本：每一行都有缺失值。',
      remedy: '请改为填充缺失值（strategy 为 mean、median、most_frequent 或 constant）。'
    }
  },
  PIPELINE_MISSING: {
    en: {
      message: 'Row {row} has no value in "{column}".',
      remedy: 'Add SimpleImputer to the steps: it fills missing values, or drops such rows (strategy drop).'
    },
    'zh-CN': {
      message: '第 {row} 行（从 0 起）在列 “{column}” 没有值。',
      remedy: '请在步骤中加入 SimpleImputer：它可填充缺失值，或删除这样的行（strategy 为 drop）。'
    }
  },
  PIPELINE_INFINITE: {
    en: {
      message: 'Row {row} has {found} in "{column}"; the network needs finite numbers.',
      remedy: 'Add Clip to the steps, or correct the file.'
    },
    'zh-CN': {
      message: '第 {row} 行（从 0 起）在列 “{column}” 的值为 {found}，而网络需要有限的数。',
      remedy: '请在步骤中加入 Clip，或更正文件。'
    }
  },
  TARGET_CLASSES: {
    en: {
      message: 'The target "{column}" has {found} distinct values, but a classification needs {expected}.',
      remedy: 'Choose another target, or set the task to regression.'
    },
    'zh-CN': {
      message: '目标列 “{column}” 有 {found} 个不同的值，分类任务需要 {expected} 个。',
      remedy: '请选择其他目标列，或将任务改为回归（regression）。'
    }
  },
  TARGET_TYPE: {
    en: {
      message: 'The target "{column}" is {found}, but {expected} is needed.',
      remedy: 'Choose another target or another task.'
    },
    'zh-CN': {
      message: '目标列 “{column}” 是{found}，而这里需要{expected}。',
      remedy: '请选择其他目标列或其他任务。'
    }
  },
  TARGET_VALUE: {
    en: {
      message: 'The target "{column}" has {found} in row {row}, but {expected} is needed.',
      remedy: 'Correct the file, drop such rows (SimpleImputer with strategy drop), or choose another target.'
    },
    'zh-CN': {
      message: '目标列 “{column}” 第 {row} 行（从 0 起）为 {found}，而这里需要{expected}。',
      remedy: '请更正文件，删除这样的行（SimpleImputer，strategy 为 drop），或选择其他目标列。'
    }
  },
  SPLIT_COLUMN: {
    en: { message: 'dataset.split.column names a column "{found}" that is not there.', remedy: 'Known: {known}.' },
    'zh-CN': { message: 'dataset.split.column 引用了不存在的列 “{found}”。', remedy: '现有：{known}。' }
  },
  SPLIT_COLUMN_VALUE: {
    en: {
      message: 'The split column "{column}" has {found} in row {row}; it may hold {expected}.',
      remedy: 'Correct the file, or take dataset.split.column out and split by shares.'
    },
    'zh-CN': {
      message: '划分列 “{column}” 第 {row} 行（从 0 起）为 {found}；只能是 {expected}。',
      remedy: '请更正文件，或去掉 dataset.split.column，改用比例划分。'
    }
  }
} satisfies MessageTable
