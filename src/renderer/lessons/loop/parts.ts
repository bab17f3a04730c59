// The parts of a training framework made by hand, cut from one Python file that runs as it stands.
import { inLocale, words, type Bilingual, type Locale } from '../../../shared/locale'
import type { Stage } from '../../stores/debugger'
import source from './naive-loop.py?raw'

export const PARTS = ['data', 'dense', 'model', 'batches', 'step', 'update', 'fit', 'accuracy', 'run'] as const
export type PartName = (typeof PARTS)[number]

const pieces = new Map(
  source
    .split(/^# %% /m)
    .slice(1)
    .map((piece) => {
      const end = piece.indexOf('\n')
      return [piece.slice(0, end).trim(), piece.slice(end + 1).trim()]
    })
)

/** Comments of the file that are sentences; names of Keras stay as they are. */
const COMMENTS: readonly Bilingual[] = [
  words('28 x 28 bytes to 784 numbers, 0 to 1', '28 x 28 个字节变成 784 个 0 到 1 的数'),
  words('one pass, not cyclic', '只走一遍，不循环'),
  words('notes it all down', '记下全部运算')
]

/** Its lines of Python, with comments in the reader's language. */
export const codeOf = (part: PartName, locale: Locale = 'en'): string =>
  COMMENTS.reduce((code, text) => code.replace(`# ${text.en}`, `# ${inLocale(text, locale)}`), pieces.get(part) ?? '')

export const TITLES: Record<PartName, Bilingual> = {
  data: words('Data', '数据'),
  dense: words('Dense layer', '全连接层'),
  model: words('Sequential model', '顺序模型'),
  batches: words('Batch generator', '批次生成器'),
  step: words('One training step', '一个训练步'),
  update: words('Update', '更新权重'),
  fit: words('Epochs: the full loop', '完整的训练循环'),
  accuracy: words('Accuracy', '准确率'),
  run: words('Run', '运行')
}

/** Which lines of the step are done in a stage of the step debugger. */
const LINES: Partial<Record<PartName, Partial<Record<Stage, RegExp>>>> = {
  batches: { batch: /rows = |return self\.images/ },
  dense: { forward: /y = |return y/ },
  model: { forward: /x = layer|for layer in self\.layers:$/ },
  step: {
    forward: /predictions = /,
    loss: /losses = cross|loss = tf/,
    gradients: /gradients = /,
    update: /update_weights/
  },
  update: { update: /assign_sub/ },
  fit: { batch: /batches\.next/, update: /print\(f"step/ }
}
export const isLineOf = (part: PartName, stage: Stage, line: string): boolean =>
  LINES[part]?.[stage]?.test(line) ?? false

/** What a step of the lesson is about. */
export const PART_OF_STEP: Readonly<Record<string, PartName>> = {
  begin: 'data',
  batch: 'batches',
  forward: 'dense',
  loss: 'step',
  gradients: 'step',
  update: 'update',
  epoch: 'fit',
  accuracy: 'accuracy',
  run: 'run'
}
