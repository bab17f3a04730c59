// Keras's callbacks as Python makes them; those that Keras does not have as the classes that tutorials write.
import { directionFor } from '../../shared/monitor'
import { callbackSchema, type CallbackConfig, type Training } from '../../shared/training'
import { call, layout, list, value, word, type Expression, type Named } from './expression'
import { schedule } from './keras-layers'
import { PYTHON } from './languages'
import { jsonExpression } from './literals'
import type { Json } from './params'
import { code, commentLines, type CodeLine } from './text'

type Config<Name extends CallbackConfig['class_name']> = Extract<CallbackConfig, { class_name: Name }>['config']

export interface WrittenCallbacks {
  /** What stands before the call of fit. */
  sections: CodeLine[][]
  /** What is said right before it. */
  remarks: string[]
  /** What fit is given; null where there are none. */
  callbacks: Expression | null
}

export function kerasCallbacks(training: Training): WrittenCallbacks {
  const names = new Map<string, number>()
  /** 'schedule', then 'schedule_2'. */
  const named = (name: string, between = '_'): string => {
    const count = (names.get(name) ?? 0) + 1
    names.set(name, count)
    return count === 1 ? name : `${name}${between}${count}`
  }
  const parts = training.callbacks.map((callback) => written(callback, training, named))
  const expressions = parts.map(({ made }) => made)
  const sections = parts.flatMap(({ lines = [] }) => (lines.length > 0 ? [code(...lines)] : []))
  // Two blank lines around a class, as black has it.
  const classes = parts.flatMap(({ methods = [] }) => (methods.length > 0 ? [code('', ...methods)] : []))
  const remarks = [...(classes.length > 0 ? [''] : []), ...parts.flatMap(({ remarks: own = [] }) => own)]
  const { histogram_freq } = training
  if (histogram_freq > 0)
    expressions.push(call('keras.callbacks.TensorBoard', [], [['histogram_freq', value(histogram_freq)]]))
  return { sections: [...sections, ...classes], remarks, callbacks: expressions.length > 0 ? list(expressions) : null }
}

type NameOf = (name: string, between?: string) => string
interface Written {
  made: Expression
  lines?: string[]
  methods?: string[]
  remarks?: string[]
}

function written(callback: CallbackConfig, training: Training, named: NameOf): Written {
  const { class_name } = callback
  switch (class_name) {
    case 'EarlyStopping':
      return { made: own(callback, ['monitor', 'patience']) }
    case 'ReduceLROnPlateau':
      return { made: own(callback, ['monitor', 'factor', 'patience']) }
    case 'TerminateOnNaN':
      return { made: own(callback, []) }
    case 'ModelCheckpoint':
      return checkpoint(callback.config, training, named)
    case 'LearningRateScheduler': {
      const name = named('schedule')
      return {
        lines: layout(`${name} = `, schedule(callback.config.schedule), PYTHON),
        made: call('keras.callbacks.LearningRateScheduler', [word(`lambda epoch, lr: float(${name}(epoch))`)])
      }
    }
    case 'ThresholdStopping':
      return ofClass(named(class_name, ''), threshold(callback.config))
    case 'TimeStopping':
      return ofClass(named(class_name, ''), time(callback.config))
  }
}

/** With what differs from Keras's defaults. @param always what is written though it does not */
function own({ class_name, config }: CallbackConfig, always: readonly string[], first: Expression[] = []): Expression {
  const defaults = callbackSchema.parse({ class_name }).config as Record<string, Json>
  const given = Object.keys(defaults).filter((key) => key in config)
  const entries = [...always, ...given.filter((key) => !always.includes(key))].flatMap((key): Named[] => {
    const item = (config as Record<string, Json>)[key]!
    return item === defaults[key] && !always.includes(key) ? [] : [[key, jsonExpression(item)]]
  })
  return call(`keras.callbacks.${class_name}`, first, entries)
}

function checkpoint(config: Config<'ModelCheckpoint'>, training: Training, named: NameOf): Written {
  const file = config.save_best_only
    ? `${named('best')}.keras`
    : `epoch-{epoch:04d}${config.save_freq === 'epoch' ? '' : '-step-{batch:05d}'}.keras`
  const judged = config.save_best_only && config.save_freq === 'epoch' && config.monitor.startsWith('val_')
  const remark = 'Keras takes an epoch that is not validated for the best one; Netloom passes it over.'
  return {
    remarks: judged && training.validation_freq > 1 ? commentLines('#', remark, PYTHON.width) : [],
    made: own({ class_name: 'ModelCheckpoint', config }, config.save_best_only ? ['monitor'] : [], [value(file)])
  }
}

function ofClass(name: string, methods: readonly string[]): Written {
  return { methods: [`class ${name}(keras.callbacks.Callback):`, ...methods], made: call(name) }
}

const threshold = ({ monitor, mode, threshold: limit }: Config<'ThresholdStopping'>): string[] => [
  '    def on_epoch_end(self, epoch, logs=None):',
  `        value = logs.get(${JSON.stringify(monitor)})`,
  `        if value is not None and value ${directionFor({ monitor, mode }) === 'max' ? '>=' : '<='} ${limit}:`,
  '            self.model.stop_training = True'
]

const time = ({ seconds }: Config<'TimeStopping'>): string[] => [
  '    def on_train_begin(self, logs=None):',
  `        self.end = time.monotonic() + ${seconds}`,
  '',
  '    def on_epoch_end(self, epoch, logs=None):',
  '        if time.monotonic() >= self.end:',
  '            self.model.stop_training = True'
]
