import { isActive } from '../../../shared/run'
import type { RunSummary } from '../../../shared/run-list'
import { words } from '../../../shared/locale'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import type { Guide } from '../guide'
import ConstantLoss from '../pictures/ConstantLoss.vue'
import OneHotLabel from '../pictures/OneHotLabel.vue'
import RawOutputs from '../pictures/RawOutputs.vue'

const EXAMPLE = 'lessons/mnist-one-hot'
const EPOCHS = 30
const FEW = 3
const RATE = 0.001
/** Squared error does not bear it, cross-entropy does. */
const LARGE_RATE = 0.2

const hasTrained = ({ epochs, status }: RunSummary, most: number): boolean => !isActive(status) && epochs.done >= most
const isSquared = ({ settings }: RunSummary): boolean => settings.loss === 'mean_squared_error'
const isEntropy = ({ settings }: RunSummary): boolean =>
  settings.loss === 'categorical_crossentropy' && Object.values(settings).includes('softmax')
const rateOf = ({ settings }: RunSummary): number => Number(settings['optimizer.learning_rate'])

/** The run of the whole 30 epochs: the newest that is one. */
const long = ({ runs, loaded }: LessonFacts) => {
  const found = runs.findLast((run) => isSquared(run) && run.epochs.planned >= EPOCHS)
  return found ? loaded(found.id) : null
}
function trainValues(facts: LessonFacts): LessonValues {
  const run = long(facts)
  const losses = run?.series.batches.get('loss')?.values
  const record = run?.record.value
  const steps = Math.ceil((record?.dataset.examples?.train ?? 0) / (record?.project.training.batch_size ?? 1))
  const began = losses && losses.length > 0
  return {
    first: began ? losses.at(0) : null,
    // Of the newest epoch: the same pictures, since nothing is shuffled.
    again: began && steps > 0 ? losses.at(Math.floor((losses.length - 1) / steps) * steps) : null,
    epochs: run?.series.epochs,
    loss: run?.series.epochLogs.get('loss')?.last,
    accuracy: run?.series.epochLogs.get('accuracy')?.last,
    test: run?.series.test?.logs.accuracy
  }
}
/** Training accuracy after a few epochs: of squared error and of cross-entropy, at the lesson's rate. */
function sameRateValues(facts: LessonFacts): LessonValues {
  const after = (isIt: (run: RunSummary) => boolean): number | null => {
    const found = facts.runs.findLast((run) => isIt(run) && rateOf(run) === RATE && run.epochs.done >= FEW)
    const column = found && facts.loaded(found.id)?.series.epochLogs.get('accuracy')
    return column && column.length >= FEW ? column.at(FEW - 1) : null
  }
  return { squared: after(isSquared), entropy: after(isEntropy) }
}
function largeRateValues({ runs }: LessonFacts): LessonValues {
  const last = (isIt: (run: RunSummary) => boolean) =>
    runs.findLast((run) => isIt(run) && rateOf(run) === LARGE_RATE && run.last)?.last
  const loss = last(isSquared)?.loss
  return {
    squared: loss === undefined ? null : Number.isFinite(loss) ? loss : 'NaN',
    entropy: last(isEntropy)?.accuracy
  }
}

async function toCrossEntropy(guide: Guide): Promise<void> {
  await guide.show('design')
  await guide.click('.vue-flow__node[data-id=dense_2]')
  await guide.choose('[data-param=activation]', 'softmax')
  await guide.setting('epochs', FEW)
  await guide.choose('[data-setting=loss]', 'categorical_crossentropy')
  await guide.fill('[data-setting=loss] input[name=loss_weights]', '1')
}

export default defineLesson({
  id: 'mnist-one-hot',
  order: 6,
  title: words('MNIST as regression on one-hot', '把 MNIST 当作对 one-hot 的回归'),
  summary: words(
    'Ten numbers, each to become 0 or 1: squared error alone learns to read digits. And why one uses softmax and cross-entropy all the same.',
    '十个数，每个都要逼近 0 或 1：只靠平方误差就能学会认数字。以及为什么人们仍然用 softmax 和交叉熵。'
  ),
  minutes: 15,
  examples: [EXAMPLE],
  steps: [
    {
      id: 'one-hot',
      title: words('A class as ten numbers', '把类别写成十个数'),
      text: words(
        'Each picture of MNIST is 784 pixels, here scaled to 0..1, and its label is a digit. A digit is a class and no quantity: a 9 is not three times a 3.\n\nSo the label is written as [one-hot](term:one-hot): ten numbers, a 1 at the place of the digit. In Keras: `to_categorical(y, 10)`, here `label_mode: categorical`. Now the task is a [regression](term:regression): get ten numbers as near to 0 or 1 as possible.',
        'MNIST 的每张图片有 784 个像素，这里缩放到 0～1；标签是一个数字。这个数字是类别而不是数量：9 并不是 3 的三倍。\n\n因此把标签写成 [one-hot](term:one-hot)：十个数，在该数字的位置上为 1。Keras 写作 `to_categorical(y, 10)`，这里是 `label_mode: categorical`。于是任务变成了[回归](term:regression)：让十个数尽量接近 0 或 1。'
      ),
      picture: OneHotLabel,
      deeds: [
        {
          label: words('Open the project and show its data', '打开项目并查看数据'),
          async run(guide) {
            await guide.take(EXAMPLE)
            await guide.show('data')
          }
        }
      ],
      check: {
        text: words(
          'Look at three pictures and their one-hot labels above.',
          '在上面看三张图片和它们的 one-hot 标签。'
        ),
        isDone: ({ isOwn, seen }) => isOwn && seen.has('one-hot')
      }
    },
    {
      id: 'loss',
      title: words('The loss, and what ignorance costs', '损失，以及“一无所知”的代价'),
      text: words(
        'The [loss](term:loss) of a batch of $n$ pictures is the sum of all squared errors, divided by $n$:\n\n$$L = \\frac{1}{n} \\sum_{i=1}^{n} \\sum_{k=0}^{9} (\\hat y_{ik} - y_{ik})^2$$\n\nKeras’s `mean_squared_error` also divides by the 10 outputs; `loss_weights: [10]` takes that back, so `loss` is $L$ exactly.\n\nWhat if the network ignores the picture and says the same number $c$ ten times? One output should be 1 and nine 0: $(1-c)^2 + 9c^2$. This is the loss that training has to beat.',
        '一个批次有 $n$ 张图片，[损失](term:loss)是所有误差的平方和除以 $n$：\n\n$$L = \\frac{1}{n} \\sum_{i=1}^{n} \\sum_{k=0}^{9} (\\hat y_{ik} - y_{ik})^2$$\n\nKeras 的 `mean_squared_error` 还会除以 10 个输出；`loss_weights: [10]` 把它乘回来，所以 `loss` 恰好就是 $L$。\n\n如果网络不看图片，十个输出都给同一个数 $c$ 呢？有一个应为 1，九个应为 0：$(1-c)^2 + 9c^2$。训练必须胜过的就是这个损失。'
      ),
      picture: ConstantLoss,
      deeds: [
        {
          label: words('Show the loss in the set-up', '在训练设置中查看损失'),
          async run(guide) {
            await guide.show('train')
            await guide.click('label:has(> input[name=train-page][value=setup])')
            await guide.point('[data-setting=loss]')
          }
        }
      ],
      check: {
        text: words(
          'Find the number $c$ with the smallest loss: move the slider, or use the arrow keys.',
          '找出使损失最小的 $c$：拖动滑块，或使用方向键。'
        ),
        isDone: ({ seen }) => seen.has('constant')
      }
    },
    {
      id: 'train',
      title: words('30 epochs of plain SGD', '用最朴素的 SGD 训练 30 轮'),
      text: words(
        'The network is 784-512-256-10, with `relu` in between and nothing after the last layer. `SGD` with [learning rate](term:learning-rate) 0.001, [batches](term:batch) of 200: 300 [steps](term:step) an [epoch](term:epoch), 9,000 in all. `shuffle` is off, so each epoch has the same batches in the same order.\n\nFirst step: loss {{first}}. More than ignorance costs (0.9), for weights drawn by chance (`glorot_uniform`) say ten arbitrary numbers; another `seed`, another start.\n\nNow: epoch {{epochs}}, loss {{loss}}, accuracy {{accuracy}}. This loss is the mean of the epoch’s 300 batches. A script that prints the loss of single batches prints other numbers: the batch of the first step, {{first}} then, has {{again}} in the newest epoch.',
        '网络为 784-512-256-10，中间用 `relu`，最后一层不加激活函数。`SGD` 的[学习率](term:learning-rate)为 0.001，[批次](term:batch)为 200：每[轮](term:epoch) 300 [步](term:step)，共 9,000 步。`shuffle` 已关闭，所以每一轮的批次和顺序都相同。\n\n第一步的损失：{{first}}。比“一无所知”的 0.9 还大，因为随机抽取的权重（`glorot_uniform`）给出的是十个任意的数；换一个 `seed`，起点也不同。\n\n当前：第 {{epochs}} 轮，损失 {{loss}}，准确率 {{accuracy}}。这里的损失是这一轮 300 个批次的平均；有些脚本打印的是单个批次的损失，数值会不同：第一步用的那个批次，当时为 {{first}}，在最新一轮中为 {{again}}。'
      ),
      values: trainValues,
      deeds: [
        {
          label: words('Train 30 epochs', '训练 30 轮'),
          async run(guide) {
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words(
          'Train 30 epochs to the end. It takes a minute or two; meanwhile, watch the loss go below 0.9.',
          '完整训练 30 轮，需要一两分钟；其间观察损失降到 0.9 以下。'
        ),
        isDone: ({ runs }) => runs.some((run) => isSquared(run) && hasTrained(run, EPOCHS))
      }
    },
    {
      id: 'outputs',
      title: words('Ten numbers, not ten probabilities', '十个数，并不是十个概率'),
      text: words(
        'Here are the outputs of your network, as they are. The class is where the largest one is, the [argmax](term:argmax); it is right for {{test}} of the test pictures, though nobody told the network about classes.\n\nBut these are no probabilities: some are below 0, some above 1, and the sum is 1 only by chance. The loss wants 1 and punishes 1.3 as much as 0.7, though 1.3 would be the surer answer.',
        '这里是你的网络的原始输出。最大的那个所在的位置就是类别，即 [argmax](term:argmax)；虽然没有人告诉网络什么是类别，测试图片中答对的比例是 {{test}}。\n\n但它们不是概率：有的小于 0，有的大于 1，总和也只是碰巧接近 1。损失要的是 1，所以 1.3 与 0.7 受到同样的惩罚，尽管 1.3 其实是更肯定的回答。'
      ),
      values: trainValues,
      picture: RawOutputs,
      check: {
        text: words(
          'Find a picture with an output above 1, and a picture that the network gets wrong.',
          '找一张有输出大于 1 的图片，再找一张网络认错的图片。'
        ),
        isDone: ({ seen }) => seen.has('above 1') && seen.has('wrong')
      },
      tries: [
        {
          text: words(
            'Which digits are mistaken for which? The Evaluate tab counts it for all 10,000 test pictures.',
            '哪些数字会被认成哪些？“评估”页统计了全部 10,000 张测试图片。'
          ),
          deed: { label: words('Show the Evaluate tab', '打开“评估”页'), run: (guide) => guide.tab('evaluate') }
        }
      ]
    },
    {
      id: 'softmax',
      title: words('Made for classes: softmax and cross-entropy', '为分类而生：softmax 与交叉熵'),
      text: words(
        '[Softmax](term:softmax) turns the ten numbers into probabilities, and [cross-entropy](term:cross-entropy), $-\\ln p$ of the true class, asks only that the true one be large. Change both, and compare at the same learning rate.\n\n[Accuracy](term:accuracy) after 3 epochs: squared error {{squared}}, cross-entropy {{entropy}}.\n\nIt is not faster, as you might have expected. Look at the gradient that reaches an output: $2(\\hat y - y)$ for the squared error, $p - y$ for softmax with cross-entropy. At one and the same rate, the squared error takes steps twice as long.',
        '[Softmax](term:softmax) 把十个数变成概率；[交叉熵](term:cross-entropy)即真实类别的 $-\\ln p$，只要求真实类别的概率大。把两者都换上，用同样的学习率比较。\n\n3 轮之后的[准确率](term:accuracy)：平方误差 {{squared}}，交叉熵 {{entropy}}。\n\n它并不像人们以为的那样更快。看看传到一个输出的梯度：平方误差是 $2(\\hat y - y)$，softmax 加交叉熵是 $p - y$。学习率相同时，平方误差的步子是后者的两倍。'
      ),
      values: sameRateValues,
      deeds: [
        {
          label: words('Change both, and train 3 epochs', '两者都换上，训练 3 轮'),
          async run(guide) {
            await guide.take(EXAMPLE)
            await toCrossEntropy(guide)
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words(
          'Train 3 epochs with softmax and `categorical_crossentropy` at learning rate 0.001.',
          '用 softmax 和 `categorical_crossentropy`，以学习率 0.001 训练 3 轮。'
        ),
        isDone: ({ runs }) => runs.some((run) => isEntropy(run) && rateOf(run) === RATE && hasTrained(run, FEW))
      }
    },
    {
      id: 'steps',
      title: words('Why it learns faster all the same', '为什么它仍然学得更快'),
      text: words(
        'Now let both take large steps: learning rate 0.2.\n\n- Cross-entropy, after 3 epochs: accuracy {{entropy}}.\n- Squared error: loss {{squared}}.\n\n$p - y$ always lies between −1 and 1: however wrong the network is, no output pulls harder. $2(\\hat y - y)$ has no bound: one step too far makes larger errors, these make larger steps, until the numbers overflow to NaN. That is why one takes softmax and cross-entropy for classes: not for longer steps, but because they bear them.',
        '现在让两者都迈大步：学习率 0.2。\n\n- 交叉熵，3 轮之后：准确率 {{entropy}}。\n- 平方误差：损失 {{squared}}。\n\n$p - y$ 总在 −1 与 1 之间：网络错得再离谱，一个输出的拉力也不会更大。$2(\\hat y - y)$ 没有上限：一步走过头，误差变大，步子随之更大，直到数值溢出成 NaN。分类之所以用 softmax 和交叉熵，不是因为步子更大，而是因为经得起大步。'
      ),
      values: largeRateValues,
      deeds: [
        {
          label: words('Cross-entropy at 0.2', '交叉熵，学习率 0.2'),
          async run(guide) {
            await guide.take(EXAMPLE)
            await toCrossEntropy(guide)
            await guide.setting('learning_rate', LARGE_RATE)
            await guide.train()
            await guide.tab('curves')
          }
        },
        {
          label: words('Squared error at 0.2', '平方误差，学习率 0.2'),
          async run(guide) {
            await guide.take(EXAMPLE)
            await guide.setting('epochs', FEW)
            await guide.setting('learning_rate', LARGE_RATE)
            await guide.train()
            await guide.tab('curves')
          }
        },
        { label: words('Compare both', '比较两者'), run: (guide) => guide.compare(2) }
      ],
      check: {
        text: words('Train both for 3 epochs at learning rate 0.2.', '两者都以学习率 0.2 训练 3 轮。'),
        isDone: ({ runs }) =>
          [isSquared, isEntropy].every((isIt) =>
            runs.some((run) => isIt(run) && rateOf(run) === LARGE_RATE && hasTrained(run, FEW))
          )
      },
      tries: [
        {
          text: words(
            'What is the largest rate that the squared error bears? Try 0.1.',
            '平方误差最多经得起多大的学习率？试试 0.1。'
          ),
          deed: {
            label: words('Squared error at 0.1', '平方误差，学习率 0.1'),
            async run(guide) {
              await guide.take(EXAMPLE)
              await guide.setting('epochs', FEW)
              await guide.setting('learning_rate', 0.1)
              await guide.train()
            }
          },
          seen: ({ runs }) => runs.some((run) => isSquared(run) && rateOf(run) === 0.1)
        },
        {
          text: words(
            'Cross-entropy at twice the rate, 0.4: does it still bear it? And where is its limit?',
            '交叉熵的学习率再加倍，到 0.4：还经得起吗？极限在哪里？'
          ),
          seen: ({ runs }) => runs.some((run) => isEntropy(run) && rateOf(run) === 0.4)
        }
      ]
    }
  ]
})
