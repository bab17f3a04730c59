// keras.callbacks: names, parameters, defaults and what they are for. What they do is in src/trainer/callbacks.
import type { Bilingual } from '../../shared/locale'
import type { ParamSpec, ParamSpecs, TermSpec } from '../../shared/schema'
import { SMALL } from '../usual'
import { SCHEDULES } from './schedules'

export interface CallbackTerm extends TermSpec {
  summary: Bilingual
  /** Of those whose class is not Keras's, where it comes from. */
  from?: string
}

const mode = {
  kind: 'choice',
  options: ['auto', 'min', 'max'],
  default: 'auto',
  help: {
    en: 'Whether a smaller (min) or a larger value (max) is better; auto goes by the name.',
    'zh-CN': '数值越小越好（min）还是越大越好（max）；auto 根据名称判断。'
  }
} satisfies ParamSpec
const minDelta = (fallback: number) =>
  ({
    kind: 'number',
    min: 0,
    ...SMALL,
    default: fallback,
    help: { en: 'Smaller changes do not count as an improvement.', 'zh-CN': '变化小于该值时不算改善。' }
  }) satisfies ParamSpec
const epochs = (fallback: number, en: string, zh: string) =>
  ({
    kind: 'integer',
    min: 0,
    usual: [0, 1, 2, 3, 5, 10, 20],
    default: fallback,
    help: { en, 'zh-CN': zh }
  }) satisfies ParamSpec
const maybe = (en: string, zh: string) =>
  ({ kind: 'number', nullable: true, default: null, help: { en, 'zh-CN': zh } }) satisfies ParamSpec

/** Of all of them, in the order in which a person would look for them. @param logs what there is to monitor */
export function callbackTerms(logs: readonly string[]): CallbackTerm[] {
  const monitor = (fallback: string) =>
    ({
      kind: 'choice',
      options: logs.includes(fallback) ? logs : [...logs, fallback],
      default: fallback,
      help: { en: 'The log that it goes by.', 'zh-CN': '所依据的指标。' }
    }) satisfies ParamSpec
  const term = (className: string, summary: Bilingual, params: ParamSpecs, from?: string): CallbackTerm => ({
    className,
    names: [className],
    summary,
    params,
    ...(from !== undefined && { from })
  })
  return [
    term(
      'EarlyStopping',
      { en: 'Stops when a log no longer improves.', 'zh-CN': '指标不再改善时停止训练。' },
      {
        monitor: monitor('val_loss'),
        patience: epochs(0, 'Epochs without improvement that are waited for.', '允许连续多少轮没有改善。'),
        restore_best_weights: {
          kind: 'boolean',
          default: false,
          help: { en: 'Go back to the weights of the best epoch.', 'zh-CN': '训练结束时恢复最佳一轮的权重。' }
        },
        min_delta: minDelta(0),
        mode,
        baseline: maybe('Has to be passed before waiting is renewed.', '基准值：指标须优于它才重新计数。'),
        start_from_epoch: epochs(0, 'Epochs before it begins to look.', '从第几轮之后开始监测。')
      }
    ),
    term(
      'ReduceLROnPlateau',
      { en: 'Lowers the learning rate when a log no longer improves.', 'zh-CN': '指标不再改善时降低学习率。' },
      {
        monitor: monitor('val_loss'),
        factor: {
          kind: 'number',
          min: 0,
          max: 0.99,
          usual: [0.1, 0.2, 0.5],
          default: 0.1,
          help: { en: 'What the learning rate is multiplied by.', 'zh-CN': '学习率乘以该系数。' }
        },
        patience: epochs(10, 'Epochs without improvement that are waited for.', '允许连续多少轮没有改善。'),
        min_lr: {
          kind: 'number',
          min: 0,
          ...SMALL,
          default: 0,
          help: { en: 'The learning rate does not go below it.', 'zh-CN': '学习率的下限。' }
        },
        min_delta: minDelta(0.0001),
        cooldown: epochs(0, 'Epochs to wait after it was lowered.', '降低学习率之后等待的轮数。'),
        mode
      }
    ),
    term(
      'LearningRateScheduler',
      { en: 'Sets the learning rate of each epoch by a schedule.', 'zh-CN': '按计划设置每轮的学习率。' },
      {
        schedule: {
          kind: 'term',
          terms: SCHEDULES,
          default: 'exponential_decay',
          help: {
            en: 'A schedule of Keras; its steps are epochs here.',
            'zh-CN': 'Keras 的学习率计划，其“步”在这里指轮。'
          }
        }
      }
    ),
    term(
      'ModelCheckpoint',
      {
        en: 'Keeps checkpoints: to go back to, to branch from, and to look inside through the epochs.',
        'zh-CN': '保存检查点：可以回到该处、从该处分支，或逐轮查看网络内部。'
      },
      {
        save_best_only: {
          kind: 'boolean',
          default: false,
          help: { en: 'Keep the best one only.', 'zh-CN': '仅保留最佳的一个。' }
        },
        monitor: monitor('val_loss'),
        mode,
        save_freq: {
          kind: 'value',
          default: 'epoch',
          help: { en: '"epoch", or after how many batches.', 'zh-CN': '"epoch"（每轮），或每隔多少个批次。' }
        },
        initial_value_threshold: maybe('The best value before training.', '训练前已有的最佳值。')
      }
    ),
    term(
      'ThresholdStopping',
      { en: 'Stops as soon as a log has reached a target.', 'zh-CN': '指标达到目标值时立即停止。' },
      {
        monitor: monitor('val_accuracy'),
        threshold: {
          kind: 'number',
          default: 0.9,
          help: { en: 'The target.', 'zh-CN': '目标值。' }
        },
        mode
      },
      'tutorials'
    ),
    term(
      'TimeStopping',
      { en: 'Stops after a time.', 'zh-CN': '到达时间上限时停止。' },
      {
        seconds: {
          kind: 'number',
          min: 1,
          usual: [60, 300, 900, 1800, 3600],
          default: 3600,
          help: { en: 'Seconds of training.', 'zh-CN': '训练秒数。' }
        }
      },
      'TensorFlow Addons'
    ),
    term(
      'TerminateOnNaN',
      {
        en: 'Ends the run when the loss is no number, and names the layer and batch where it began.',
        'zh-CN': '损失变为 NaN 或无穷时结束训练，并指出最先出错的层和批次。'
      },
      {}
    )
  ]
}
