import type { MessageTable } from '../errors'

/** Runs and the trainer process. */
export const trainingMessages = {
  TRAINER_CRASHED: {
    en: {
      message: 'The training process ended by itself ({how}).',
      remedy: 'The run is kept up to its last event. A smaller batch_size helps when memory ran out.'
    },
    'zh-CN': {
      message: '训练进程意外退出（{how}）。',
      remedy: '训练记录已保留到最后一个事件。若因内存不足，可减小 batch_size。'
    }
  },
  TRAINER_OUT_OF_MEMORY: {
    en: {
      message: 'The system ended the training process because memory ran out (it had {memory}).',
      remedy:
        'Take a smaller batch_size, fewer units or filters, or end other programs. The run is kept and can be resumed from its last checkpoint.'
    },
    'zh-CN': {
      message: '系统内存耗尽，训练进程被系统终止（当时占用 {memory}）。',
      remedy: '请减小 batch_size、减少单元或卷积核，或关闭其他程序。训练记录已保留，可从最近的检查点继续。'
    }
  },
  TRAINER_START: {
    en: { message: 'The training process could not start: {reason}.', remedy: 'Run "netloom doctor".' },
    'zh-CN': { message: '训练进程无法启动：{reason}。', remedy: '请运行 “netloom doctor” 检查。' }
  },
  ENGINE_PORTABLE: {
    en: {
      message: 'Training with the portable engine, several times slower than native TensorFlow.',
      remedy: 'To mend it: {fix}'
    },
    'zh-CN': { message: '正在使用便携引擎训练，比原生 TensorFlow 慢数倍。', remedy: '修复方法：{fix}' }
  },
  ENGINE_UNSUPPORTED: {
    en: {
      message: '{className} "{layer}" with {gap} cannot be trained by tfjs-layers yet.',
      remedy: 'Change that parameter of "{layer}".'
    },
    'zh-CN': {
      message: 'tfjs-layers 暂不能训练 {className} 层 “{layer}”（{gap}）。',
      remedy: '请修改 “{layer}” 的该参数。'
    }
  },
  CHECKPOINT_MISSING: {
    en: {
      message: 'There is no checkpoint to go on from: {path} does not exist.',
      remedy: 'Train the project again; runs keep a checkpoint from their first epoch on.'
    },
    'zh-CN': {
      message: '没有可以继续的检查点：{path} 不存在。',
      remedy: '请重新训练该项目；训练从第一轮结束起会保存检查点。'
    }
  },
  CHECKPOINT_INVALID: {
    en: {
      message: 'The checkpoint {path} cannot be used: {reason}.',
      remedy: 'The run itself is not harmed; take another checkpoint, or train the project from its beginning.'
    },
    'zh-CN': {
      message: '检查点 {path} 无法使用：{reason}。',
      remedy: '该次运行的记录不受影响；请选择其他检查点，或从头训练该项目。'
    }
  },
  MEMORY_BUDGET: {
    en: {
      message:
        'Training would take at least {found} of memory, but {expected} may be used: {weights} for weights, gradients and the optimizer, {activations} for a batch of {batch_size}, {data} for the data.',
      remedy: 'Take a smaller batch_size, fewer units or filters, or less data. NETLOOM_MEMORY_MB sets another limit.'
    },
    'zh-CN': {
      message:
        '训练至少需要 {found} 内存，而可用上限为 {expected}：权重、梯度与优化器 {weights}，每批 {batch_size} 个样本 {activations}，数据 {data}。',
      remedy: '请减小 batch_size、减少单元或卷积核，或减少数据。可用 NETLOOM_MEMORY_MB 设置其他上限。'
    }
  },
  MEMORY_EXHAUSTED: {
    en: {
      message: 'Training ran out of memory: {reason}.',
      remedy: 'Take a smaller batch_size, or fewer units or filters. What was learnt up to the last checkpoint is kept.'
    },
    'zh-CN': {
      message: '训练时内存不足：{reason}。',
      remedy: '请减小 batch_size，或减少单元、卷积核。最近一个检查点之前的训练成果已保留。'
    }
  },
  GRAPH_LOWERING: {
    en: {
      message: 'The network could not be compiled to a TensorFlow graph: {reason}.',
      remedy:
        'This is a fault of Netloom: please report it with the project file. Another layer or parameter may do for now.'
    },
    'zh-CN': {
      message: '无法将网络编译为 TensorFlow 计算图：{reason}。',
      remedy: '这是 Netloom 的缺陷：请附上项目文件反馈。可暂时改用其他层或参数。'
    }
  },
  GRAPH_REFUSED: {
    en: {
      message: 'TensorFlow could not run the graph of the network: {reason}.',
      remedy: 'This is a fault of Netloom: please report it with the project file and the details.'
    },
    'zh-CN': {
      message: 'TensorFlow 无法运行该网络的计算图：{reason}。',
      remedy: '这是 Netloom 的缺陷：请附上项目文件与详细信息反馈。'
    }
  },
  TOKEN_RANGE: {
    en: {
      message: 'Embedding "{layer}" knows tokens 0 .. {last}, but the data have {found} (example {index}).',
      remedy: 'Set input_dim to more than the largest token, or limit the vocabulary of the data.'
    },
    'zh-CN': {
      message: 'Embedding 层 “{layer}” 的词编号范围为 0 .. {last}，而数据中有 {found}（第 {index} 个样本）。',
      remedy: '请将 input_dim 设为大于最大词编号的值，或限制数据的词表大小。'
    }
  },
  CLASS_WEIGHT: {
    en: {
      message: 'training.class_weight names class {found}, but {dataset} has {expected}.',
      remedy: 'Use class numbers of the dataset.'
    },
    'zh-CN': {
      message: 'training.class_weight 中有类别 {found}，而 {dataset} 的类别为 {expected}。',
      remedy: '请使用数据集中的类别编号。'
    }
  },
  CLASS_AND_SAMPLE_WEIGHT: {
    en: {
      message:
        'training.class_weight is given, but the examples of {dataset} have weights of their own (sample_weight).',
      remedy: 'As in Keras, only one of them can be: leave one out, or multiply the weights in the data.'
    },
    'zh-CN': {
      message: '设置了 training.class_weight，而 {dataset} 的样本已有各自的权重（sample_weight）。',
      remedy: '与 Keras 一样，两者只能取其一：请去掉一个，或直接在数据中把权重相乘。'
    }
  },
  TRAINING_NAN: {
    en: {
      message: 'The loss became {found} at epoch {epoch}, step {step}.',
      remedy: 'Lower the learning rate, or check the data for NaN and for values that are not rescaled.'
    },
    'zh-CN': {
      message: '第 {epoch} 轮第 {step} 步时损失变为 {found}。',
      remedy: '请降低学习率，或检查数据是否含 NaN、是否已缩放。'
    }
  },
  NAN_INPUT: {
    en: {
      message: 'The loss became {found} at epoch {epoch}, step {step}: the data have values there that are not finite.',
      remedy: 'Take NaN and infinite values out of the data.'
    },
    'zh-CN': {
      message: '第 {epoch} 轮第 {step} 步时损失变为 {found}：该批数据含有 NaN 或无穷大。',
      remedy: '请清除数据中的 NaN 和无穷大。'
    }
  },
  NAN_OUTPUT: {
    en: {
      message:
        'The loss became {found} at epoch {epoch}, step {step}: {className} "{layer}" is the first layer whose output is not finite there.',
      remedy: 'Lower the learning rate, clip gradients (clipnorm), or rescale the data.'
    },
    'zh-CN': {
      message: '第 {epoch} 轮第 {step} 步时损失变为 {found}：最先输出非有限值的是 {className} 层 “{layer}”。',
      remedy: '请降低学习率、裁剪梯度（clipnorm），或缩放数据。'
    }
  },
  NAN_LOSS: {
    en: {
      message:
        'The loss became {found} at epoch {epoch}, step {step}, though all outputs are finite there: it overflows.',
      remedy: 'Lower the learning rate, clip gradients (clipnorm), or rescale data and targets.'
    },
    'zh-CN': {
      message: '第 {epoch} 轮第 {step} 步时损失变为 {found}，而各层输出均为有限值：损失本身溢出。',
      remedy: '请降低学习率、裁剪梯度（clipnorm），或缩放数据与目标。'
    }
  },
  NAN_GRADIENT: {
    en: {
      message:
        'The loss became {found} after epoch {epoch}, step {step}: {className} "{layer}" is the first layer, from the loss back, whose gradient is not finite there.',
      remedy: 'Lower the learning rate, clip gradients (clipnorm), or rescale the data.'
    },
    'zh-CN': {
      message:
        '第 {epoch} 轮第 {step} 步之后损失变为 {found}：从损失往回，最先出现非有限梯度的是 {className} 层 “{layer}”。',
      remedy: '请降低学习率、裁剪梯度（clipnorm），或缩放数据。'
    }
  },
  NAN_UPDATE: {
    en: {
      message:
        'The loss became {found} after epoch {epoch}, step {step}: its update made weights of {className} "{layer}" that are not finite.',
      remedy: 'Lower the learning rate.'
    },
    'zh-CN': {
      message:
        '第 {epoch} 轮第 {step} 步之后损失变为 {found}：该步更新使 {className} 层 “{layer}” 的权重变为非有限值。',
      remedy: '请降低学习率。'
    }
  },
  RUN_NOT_FOUND: {
    en: { message: 'There is no run "{found}" in {home}.', remedy: '"netloom runs" lists them.' },
    'zh-CN': { message: '{home} 中没有训练记录 “{found}”。', remedy: '用 “netloom runs” 查看所有记录。' }
  },
  RUN_ACTIVE: {
    en: { message: 'The run {found} is still training.', remedy: 'Stop it first.' },
    'zh-CN': { message: '训练 {found} 仍在进行中。', remedy: '请先停止它。' }
  },
  RUN_FINISHED: {
    en: {
      message: 'The run {found} has trained all its epochs ({done}).',
      remedy: 'Give more epochs to go on: --epochs with a larger number.'
    },
    'zh-CN': {
      message: '训练 {found} 已完成全部 {done} 轮。',
      remedy: '如需继续，请指定更大的 epochs（--epochs）。'
    }
  },
  RUN_NOT_ACTIVE: {
    en: {
      message: 'The run {found} is not training in this workbench.',
      remedy: 'Only the workbench that started a run can pause or stop it.'
    },
    'zh-CN': { message: '训练 {found} 不在此工作台中运行。', remedy: '只有启动它的工作台可以暂停或停止它。' }
  },
  RUN_NOT_QUEUED: {
    en: { message: 'The run {found} does not wait for its turn here.', remedy: 'It may have begun by now.' },
    'zh-CN': { message: '训练 {found} 不在等待队列中。', remedy: '它可能已经开始。' }
  },
  RUN_IMPORTED: {
    en: {
      message:
        'The run {found} is a log of another program ({path}): Netloom has its curves, but no network and no weights.',
      remedy: 'Compare it with others; to train or try something, take a run that was trained here.'
    },
    'zh-CN': {
      message: '训练 {found} 由其他程序的日志（{path}）导入：Netloom 只有它的曲线，没有网络和权重。',
      remedy: '可以将它与其他训练比较；如需训练或试用模型，请选择在此训练的记录。'
    }
  },
  RUNS_THREAD: {
    en: {
      message: 'Reading runs has ended unexpectedly: {reason}.',
      remedy: 'Try again; the workbench itself and what trains are not affected.'
    },
    'zh-CN': { message: '读取训练记录的线程意外退出：{reason}。', remedy: '请重试；工作台和正在进行的训练不受影响。' }
  },
  RUN_UNREADABLE: {
    en: {
      message: 'The run in {path} cannot be read: {reason}.',
      remedy: 'Its folder is left as it is; move it away if it should not be listed.'
    },
    'zh-CN': { message: '无法读取 {path} 中的训练记录：{reason}。', remedy: '文件夹保持原样；如不需要可将其移走。' }
  },
  ANNOTATIONS_UNREADABLE: {
    en: {
      message: 'What was noted of a run in {path} cannot be read: {reason}.',
      remedy: 'The run is listed without it; the next note keeps the file as annotations.json.bad.'
    },
    'zh-CN': {
      message: '无法读取 {path} 中对该次训练的备注：{reason}。',
      remedy: '列表中暂不显示备注；下次修改备注时，该文件会保留为 annotations.json.bad。'
    }
  },
  RUN_NOT_IN_TRASH: {
    en: {
      message: 'The run "{found}" is not in {path} any more.',
      remedy: 'Runs that were deleted can be restored for 30 seconds.'
    },
    'zh-CN': { message: '{path} 中已没有训练记录 “{found}”。', remedy: '删除后的记录只能在 30 秒内恢复。' }
  },
  RUN_IN_PLACE: {
    en: {
      message: 'The run {found} cannot be restored: {path} is there already.',
      remedy: 'Move that folder away, then restore.'
    },
    'zh-CN': { message: '无法恢复训练 {found}：{path} 已存在。', remedy: '请先移走该文件夹，再恢复。' }
  },
  LAYER_STATISTICS_MEMORY: {
    en: {
      message: 'histogram_freq: there is no room in memory for the network once more; layers are not measured.',
      remedy: 'A smaller batch or network leaves room for it.'
    },
    'zh-CN': {
      message: 'histogram_freq：内存不足以再容纳一份网络，本次训练不统计各层。',
      remedy: '减小批大小或网络规模即可。'
    }
  },
  LAYER_STATISTICS_FAILED: {
    en: { message: 'histogram_freq: layers could not be measured: {reason}', remedy: '' },
    'zh-CN': { message: 'histogram_freq：无法统计各层：{reason}', remedy: '' }
  },
  EARLY_STOPPING: {
    en: {
      message: 'EarlyStopping: {monitor} did not improve on {best} of epoch {bestEpoch}; stopped after epoch {epoch}.',
      remedy: ''
    },
    'zh-CN': {
      message: 'EarlyStopping：{monitor} 未能优于第 {bestEpoch} 轮的 {best}，在第 {epoch} 轮后停止。',
      remedy: ''
    }
  },
  ROWS_LEFT_OUT: {
    en: {
      message: '{count} examples could not be read and are left out.',
      remedy: 'The Data view and `netloom inspect` name each.'
    },
    'zh-CN': {
      message: '有 {count} 个样本无法读取，未参与训练。',
      remedy: '数据页与 `netloom inspect` 会逐一列出。'
    }
  },
  BEST_KEPT: {
    en: { message: 'The weights of epoch {epoch} are kept ({monitor} {value}).', remedy: '' },
    'zh-CN': { message: '已保留第 {epoch} 轮的权重（{monitor} 为 {value}）。', remedy: '' }
  },
  BEST_UNKNOWN: {
    en: {
      message: 'No epoch of this session has a {monitor} to go by: the weights are kept as they are.',
      remedy: ''
    },
    'zh-CN': { message: '本次训练中还没有可供比较的 {monitor}：权重按当前状态保留。', remedy: '' }
  },
  BRANCHED: {
    en: {
      message: 'Begins with {taken} of {total} weights of the checkpoint; new: {fresh}. The optimizer {optimizer}.',
      remedy: ''
    },
    'zh-CN': {
      message: '从检查点沿用 {total} 个权重中的 {taken} 个；新初始化：{fresh}。优化器状态：{optimizer}。',
      remedy: ''
    }
  },
  BEST_WEIGHTS_RESTORED: {
    en: { message: 'EarlyStopping: the weights of epoch {epoch} were restored.', remedy: '' },
    'zh-CN': { message: 'EarlyStopping：已恢复第 {epoch} 轮的权重。', remedy: '' }
  },
  LEARNING_RATE_REDUCED: {
    en: {
      message:
        'ReduceLROnPlateau: {monitor} did not improve on {best} for {waited} epochs; after epoch {epoch} the learning rate went from {from} to {to}.',
      remedy: ''
    },
    'zh-CN': {
      message: 'ReduceLROnPlateau：{monitor} 连续 {waited} 轮未优于 {best}，第 {epoch} 轮后学习率由 {from} 降为 {to}。',
      remedy: ''
    }
  },
  THRESHOLD_REACHED: {
    en: {
      message: 'ThresholdStopping: {monitor} reached {threshold} ({found}); stopped after epoch {epoch}.',
      remedy: ''
    },
    'zh-CN': {
      message: 'ThresholdStopping：{monitor} 已达到 {threshold}（{found}），在第 {epoch} 轮后停止。',
      remedy: ''
    }
  },
  TIME_STOPPING: {
    en: { message: 'TimeStopping: {seconds} s of training have passed; stopped after epoch {epoch}.', remedy: '' },
    'zh-CN': { message: 'TimeStopping：训练已满 {seconds} 秒，在第 {epoch} 轮后停止。', remedy: '' }
  },
  CHECKPOINT_NOT_KEPT: {
    en: {
      message: 'The checkpoint {file} could not be written: {reason}. Training goes on without it.',
      remedy: 'Make room on the disk.'
    },
    'zh-CN': {
      message: '检查点 {file} 无法写入：{reason}。训练继续进行。',
      remedy: '请释放磁盘空间。'
    }
  },
  LEARNING_RATE_SCHEDULED: {
    en: {
      message: '{callback}, at {where}, sets the learning rate, but the optimizer follows {schedule}.',
      remedy: 'Give the optimizer a number as its learning_rate, or take the callback out.'
    },
    'zh-CN': {
      message: '{where} 处的 {callback} 会设置学习率，而优化器的学习率由 {schedule} 决定。',
      remedy: '请将优化器的 learning_rate 设为数值，或移除该回调。'
    }
  },
  MONITOR_MISSING: {
    en: {
      message: '{callback} watches {monitor}, but there is no such value (there are: {known}).',
      remedy: 'Change monitor, or keep a validation split.'
    },
    'zh-CN': {
      message: '{callback} 监视的 {monitor} 不存在（现有：{known}）。',
      remedy: '请修改 monitor，或保留验证集。'
    }
  },
  SPLIT_EMPTY: {
    en: {
      message: 'The split leaves no examples for {part} (of {total}).',
      remedy: 'Change dataset.split, or use a larger dataset.'
    },
    'zh-CN': {
      message: '划分后{part}没有样本（共 {total} 个）。',
      remedy: '请修改 dataset.split，或使用更大的数据集。'
    }
  },
  LABEL_RANGE: {
    en: {
      message: 'Label {found} at example {index} is outside 0..{last}.',
      remedy: 'The output layer has {units} units: labels must be 0..{last}.'
    },
    'zh-CN': {
      message: '第 {index} 个样本的标签 {found} 超出 0..{last}。',
      remedy: '输出层有 {units} 个单元，标签必须在 0..{last} 之间。'
    }
  },
  AUGMENTATION_SHAPE: {
    en: {
      message:
        'dataset.augmentation is for pictures, [height, width] or [height, width, channels]; {dataset} has {found}.',
      remedy: 'Remove dataset.augmentation, or train on pictures.'
    },
    'zh-CN': {
      message: 'dataset.augmentation 仅用于图像，形状为 [高, 宽] 或 [高, 宽, 通道]；{dataset} 的形状是 {found}。',
      remedy: '请删除 dataset.augmentation，或改用图像数据集。'
    }
  },
  BATCH_RANGE: {
    en: { message: 'There is no batch {found}: an epoch has {batches}.', remedy: 'Choose one of 1..{batches}.' },
    'zh-CN': { message: '没有第 {found} 批：每轮共 {batches} 批。', remedy: '请在 1..{batches} 中选择。' }
  }
} satisfies MessageTable
