import { defineAsyncComponent } from 'vue'
import { getActivePinia } from 'pinia'
import { words } from '../../../shared/locale'
import { useDebugger } from '../../stores/debugger'
import { indexOf } from '../../debugger/arithmetic'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import { EXAMPLE, hasWrong, toSession, toStage, trainOwn } from '../loop/deeds'
import { hasEnded } from '../runs'

const stage = defineAsyncComponent(() => import('../loop/LoopStage.vue'))

/** Of the step debugger, what was told with its marks. */
const did = ({ isOwn, seen }: LessonFacts, what: string): boolean => isOwn && seen.has(`debug ${what}`)
const count = ({ seen }: LessonFacts, begin: string): number =>
  [...seen].filter((mark) => mark.startsWith(`debug ${begin} `)).length

function values({ run }: LessonFacts): LessonValues {
  const store = getActivePinia() ? useDebugger() : null
  const { session = null, step = null } = store ?? {}
  const at = session?.weights.findIndex(({ name }) => name === store?.weight) ?? -1
  const place = store && session && at >= 0 ? store.picked.get(session.weights[at]!.name) : undefined
  const first = store?.evaluated[0]?.logs
  return {
    examples: session?.examples.toLocaleString('en'),
    batches: session?.batches,
    batch_size: session?.batch_size,
    last: session && session.examples - (session.batches - 1) * session.batch_size,
    parameters: session?.layers.reduce((sum, { parameters }) => sum + parameters, 0).toLocaleString('en'),
    loss: step?.loss,
    rate: step?.learning_rate,
    weight: store?.weight,
    index: place === undefined || !session ? null : `[${indexOf(session.weights[at]!.shape, place).join(', ')}]`,
    first_accuracy: first?.accuracy,
    test_accuracy: run?.record.value?.test?.accuracy,
    test_loss: run?.record.value?.test?.loss,
    epochs: run?.record.value?.epochs.done
  }
}

export default defineLesson({
  id: 'mnist-loop',
  order: 5,
  title: words('MNIST with the loop written out', '把训练循环写出来：MNIST'),
  summary: words(
    'fit() taken apart: layer, model, batches, tape, update, epochs, accuracy, each in a few lines and in live numbers, one step at a time.',
    '把 fit() 拆开来看：层、模型、批次、梯度带、更新、轮次、准确率，每一部分只有几行代码，并一步一步对照真实的数值。'
  ),
  minutes: 20,
  examples: [EXAMPLE],
  steps: [
    {
      id: 'begin',
      title: words('What does fit() do?', 'fit() 里面做了什么？'),
      text: words(
        '`model.fit(images, labels, epochs=10)` is one line. Behind it is a loop that you could write yourself in a hundred lines, and here you open each part of it.\n\nAt the left of this pane are the parts in Python; beside or below them the **step debugger** does the same on your own network, and stops wherever you like. It holds real data and real weights: {{examples}} digits, {{parameters}} weights to learn.',
        '`model.fit(images, labels, epochs=10)` 只有一行，背后却是一个循环，自己写也不过一百行。这一课就把它的每个部分打开来看。\n\n课程栏的左边是各部分的 Python 代码；在它旁边或下面，**单步训练**用你自己的网络做同样的事，想停在哪里就停在哪里。数据和权重都是真实的：{{examples}} 个数字，{{parameters}} 个要学习的权重。'
      ),
      values,
      stage,
      deeds: [{ label: words('Take the project, begin the session', '打开项目，开始单步'), run: toSession }],
      check: {
        text: words(
          'Begin a session of the step debugger with the project of this lesson.',
          '用本课的项目开始单步训练。'
        ),
        isDone: (facts) => did(facts, 'open')
      }
    },
    {
      id: 'batch',
      title: words('The batch generator', '批次生成器'),
      text: words(
        'The loop never sees all digits at once. A generator shuffles them and hands out {{batch_size}} at a time: a [batch](term:batch). {{batches}} batches make one pass, an [epoch](term:epoch), and the last one has only {{last}}.\n\nIt is **not cyclic**: after the last batch there is no next one. A new epoch makes a new generator, in a new order.\n\nThe batch is a [tensor](term:tensor) $x$ of shape `(128, 28, 28)` and one of labels, $y$.',
        '循环从不一次看完所有数字。生成器先打乱顺序，每次交出 {{batch_size}} 个，称为一个[批次](term:batch)。{{batches}} 个批次走完一遍，即一[轮](term:epoch)，其中最后一个批次只有 {{last}} 个。\n\n它**不会循环**：最后一个批次之后就没有下一个了。新的一轮要新建生成器，顺序也重新打乱。\n\n一个批次就是形状为 `(128, 28, 28)` 的[张量](term:tensor) $x$，以及标签张量 $y$。'
      ),
      values,
      stage,
      deeds: [
        {
          label: words('Take the first batch, choose a digit', '取第一个批次，选一个数字'),
          async run(guide) {
            await toStage(guide, 'batch')
            await guide.click('[data-example="5"]')
          }
        }
      ],
      check: {
        text: words(
          'Take a batch and choose one of its digits: you will follow it through the whole step.',
          '取一个批次，并选择其中一个数字：接下来就跟着它走完整个训练步。'
        ),
        isDone: (facts) => did(facts, 'step') && count(facts, 'example') > 0
      }
    },
    {
      id: 'forward',
      title: words('Layers, and a model that calls them', '层，以及依次调用它们的模型'),
      text: words(
        'A dense layer is two [tensors](term:tensor) and one line: `relu(x @ kernel + bias)`. A sequential model calls its layers in turn: the [forward pass](term:forward-pass).\n\n$$h = \\mathrm{relu}(xW_1 + b_1), \\quad p = \\mathrm{softmax}(hW_2 + b_2)$$\n\n`dense` makes 512 numbers of your digit, about half of them 0: `relu` cut them off. `dense_1` makes ten, which sum to 1. The weights are still random, so the answer is a guess.',
        '全连接层就是两个[张量](term:tensor)加一行代码：`relu(x @ kernel + bias)`。顺序模型依次调用各层，这就是[前向传播](term:forward-pass)。\n\n$$h = \\mathrm{relu}(xW_1 + b_1), \\quad p = \\mathrm{softmax}(hW_2 + b_2)$$\n\n`dense` 把你选的数字变成 512 个数，约一半为 0，是被 `relu` 截去的；`dense_1` 给出十个数，和为 1。此时权重还是随机的，所以回答只是瞎猜。'
      ),
      stage,
      deeds: [
        {
          label: words('Go forward, open both dense layers', '向前走，打开两个全连接层'),
          async run(guide) {
            await toStage(guide, 'forward')
            await guide.click('[data-tensor-choice=dense]')
            await guide.click('[data-tensor-choice=dense_1]')
          }
        }
      ],
      check: {
        text: words(
          'Let the batch go forward, then open what two of the layers give for your digit.',
          '让批次前向走一遍，再打开两个层对你所选数字的输出。'
        ),
        isDone: (facts) => did(facts, 'step') && count(facts, 'layer') >= 2
      }
    },
    {
      id: 'loss',
      title: words('128 losses, one mean', '128 个损失，一个平均值'),
      text: words(
        'How wrong is each answer? Take the probability that the true class got, $p_{\\text{truth}}$, and of that $-\\ln$: 0 where it is 1, and large where the network was sure of something else. That is sparse categorical cross-entropy.\n\nTen equal guesses would cost $-\\ln 0.1 = 2.303$. Your batch has a mean [loss](term:loss) of {{loss}}: this one number is what gets better from now on.',
        '每个回答错得有多远？取真实类别得到的概率 $p_{\\text{truth}}$，再取 $-\\ln$：概率为 1 时损失是 0；网络越是确信别的答案，损失越大。这就是稀疏分类交叉熵。\n\n十个类别平均瞎猜，损失是 $-\\ln 0.1 = 2.303$。你这个批次的平均[损失](term:loss)是 {{loss}}：从现在起，要变好的就是这一个数。'
      ),
      values,
      stage,
      deeds: [
        {
          label: words('Show the worst example', '查看错得最远的样本'),
          async run(guide) {
            await toStage(guide, 'loss')
            await guide.click('[data-debug-worst]')
          }
        }
      ],
      check: {
        text: words(
          'Find the example of the batch with the largest loss, and read its sum.',
          '找出本批次中损失最大的样本，看看它的损失是怎么算出来的。'
        ),
        isDone: (facts) => did(facts, 'stage loss') && did(facts, 'worst')
      }
    },
    {
      id: 'gradients',
      title: words('The tape runs backwards', '梯度带往回走'),
      text: words(
        'While the batch went forward, a [gradient tape](term:gradient-tape) noted down every operation. Played backwards it gives, for each weight, the [gradient](term:gradient) of the mean loss: a tensor of the very same shape.\n\nEach of the 512 units of `dense` looks at the picture with 784 weights, so its gradient is a picture too: orange where a weight should become smaller, blue where larger. At the rim it is 0: no digit has ink there, so nothing can be learnt there.',
        '批次前向走过时，[梯度带](term:gradient-tape)记下了每个运算。把它倒着走一遍，就得到平均损失对每个权重的[梯度](term:gradient)：形状与权重完全相同的张量。\n\n`dense` 的 512 个单元各用 784 个权重看图片，所以它的梯度也是一张图：橙色处权重应减小，蓝色处应增大。边缘处为 0：那里没有笔画，也就什么都学不到。'
      ),
      stage,
      deeds: [
        {
          label: words('Open the gradient of dense/kernel', '打开 dense/kernel 的梯度'),
          async run(guide) {
            await toStage(guide, 'gradients')
            await guide.click('[data-tensor-choice="dense/kernel"]')
          }
        }
      ],
      check: {
        text: words(
          'At the stage Gradients, choose a weight and look at its gradient.',
          '在“梯度”阶段选择一个权重，查看它的梯度。'
        ),
        isDone: (facts) => did(facts, 'stage gradients') && did(facts, 'gradient chosen')
      }
    },
    {
      id: 'update',
      title: words('Every weight takes its step', '每个权重各走一步'),
      text: words(
        'Now the weights change, all of them at once, each by the same rule:\n\n$$w \\leftarrow w - \\eta \\cdot \\frac{\\partial L}{\\partial w}$$\n\n$\\eta$ is the [learning rate](term:learning-rate), here {{rate}}. In TensorFlow that is `assign_sub`. Follow one number: before, gradient, after. You followed `{{weight}}` {{index}}; check the sum on a pocket calculator, it is nothing more.\n\nThat was one [training step](term:step), of {{batches}} in an epoch.',
        '现在所有权重同时改变，规则都一样：\n\n$$w \\leftarrow w - \\eta \\cdot \\frac{\\partial L}{\\partial w}$$\n\n$\\eta$ 是[学习率](term:learning-rate)，这里为 {{rate}}。在 TensorFlow 中就是 `assign_sub`。跟踪其中一个数：更新前、梯度、更新后。你跟踪的是 `{{weight}}` {{index}}，用计算器验算一下，仅此而已。\n\n这就是一个[训练步](term:step)，一轮共有 {{batches}} 步。'
      ),
      values,
      stage,
      deeds: [
        {
          label: words('Follow the number with the largest gradient', '跟踪梯度最大的那个数'),
          async run(guide) {
            await toStage(guide, 'update')
            await guide.click('[data-debug-largest]')
          }
        }
      ],
      check: {
        text: words(
          'At the stage Update, choose one number of a weight and see it before and after.',
          '在“更新”阶段选择某个权重中的一个数，看它更新前后的值。'
        ),
        isDone: (facts) => did(facts, 'stage update') && did(facts, 'number')
      },
      tries: [
        {
          text: words(
            'Choose the optimizer Adam with 0.001 in the Train view, begin anew: is `after` still `before − learning_rate × gradient`?',
            '在“训练”视图把优化器改为 Adam、学习率改为 0.001，重新开始单步：更新后还等于“更新前 − 学习率 × 梯度”吗？'
          ),
          seen: (facts) => did(facts, 'other step')
        }
      ]
    },
    {
      id: 'epoch',
      title: words('One epoch: the loop', '走完一轮：循环'),
      text: words(
        'Now let it run. The inner loop goes on until the generator is empty and prints the loss every 100 batches, as yours would. Watch how it falls from about 2.3, steeply at first.\n\nIt jumps: each loss is that of **one** batch, and some batches are harder.\n\nAfter the epoch the network is asked digits that it never learnt from, the [test set](term:test-set). Accuracy after one epoch: {{first_accuracy}}.',
        '现在让它跑起来。内层循环一直走到生成器取空为止，每 100 个批次打印一次损失，和你自己写的一样。看它从 2.3 左右往下降，开头降得最快。\n\n它会跳动：每次打印的只是**一个**批次的损失，有的批次更难。\n\n一轮之后，用从未学过的数字，即[测试集](term:test-set)来考它。一轮之后的准确率：{{first_accuracy}}。'
      ),
      values,
      stage,
      deeds: [
        {
          label: words('Continue to the end of the epoch', '继续到本轮结束'),
          async run(guide) {
            const store = useDebugger()
            await toSession(guide)
            const had = store.evaluated.length
            await guide.click('[data-debug-go=epoch]')
            await guide.until(() => store.evaluated.length > had || store.error !== null, 600)
          }
        }
      ],
      check: {
        text: words('Go through to the end of an epoch, batch by batch.', '一批接一批走到某一轮结束。'),
        isDone: (facts) => did(facts, 'epoch')
      }
    },
    {
      id: 'accuracy',
      title: words('Accuracy is an argmax and a comparison', '准确率：取最大值位置，再比较'),
      text: words(
        'The loss is for the optimizer; a person asks: how often is it right? For each example take the class with the largest probability, the [argmax](term:argmax), compare it with the label, and take the mean of the trues.\n\nThe argmax has no [gradient](term:gradient): a weight that changes a little mostly changes no answer. So training goes by the loss, and accuracy is only looked at.\n\nWhich digits of this batch are still wrong? Would you have known?',
        '损失是给优化器用的；人要问的是：它有多少次答对？对每个样本取概率最大的类别，即 [argmax](term:argmax)，与标签比较，再把“相等”求平均。\n\nargmax 没有可用的[梯度](term:gradient)：权重变化一点，大多数时候回答完全不变。所以训练依据的是损失，准确率只用来看。\n\n这个批次里还有哪些数字答错了？换作你，认得出来吗？'
      ),
      stage,
      deeds: [
        {
          label: words('Show the wrong ones', '只看答错的'),
          async run(guide) {
            const store = useDebugger()
            await toStage(guide, 'loss')
            // After some epochs a batch may be right throughout: then on to one that is not.
            for (let tried = 0; tried < 40 && !(await hasWrong()); tried++) {
              const { step } = store
              await guide.click('[data-debug-next-batch]')
              await guide.until(() => store.step !== step && store.busy === null)
              await toStage(guide, 'loss')
            }
            await guide.click('label:has(> input[name=debug-order][value=wrong])')
            await guide.click('.batch-examples .wrong')
          }
        }
      ],
      check: {
        text: words(
          'At the stage Loss, choose a digit that the network gets wrong.',
          '在“损失”阶段选择一个网络答错的数字。'
        ),
        isDone: (facts) => did(facts, 'stage loss') && did(facts, 'wrong')
      }
    },
    {
      id: 'run',
      title: words('Ten epochs', '十轮'),
      text: words(
        'Press Train: the very same loop, ten epochs of it, to the bit what the step debugger would do. Epochs done: {{epochs}}. Test accuracy: {{test_accuracy}}, test loss: {{test_loss}}.\n\nYou have now seen everything that `fit()` does: batches, forward, mean loss, gradients, update, again and again. What Keras adds is comfort and speed.',
        '按下“开始训练”：就是同一个循环，走十轮，结果与单步训练分毫不差。已完成轮数：{{epochs}}；测试准确率：{{test_accuracy}}，测试损失：{{test_loss}}。\n\n`fit()` 所做的一切你都看过了：取批次、前向、平均损失、梯度、更新，如此反复。Keras 增加的只是方便和速度。'
      ),
      values,
      deeds: [{ label: words('Train ten epochs', '训练十轮'), run: trainOwn }],
      check: {
        text: words(
          'Train to the end of the planned epochs; the test set is asked once, at the end.',
          '训练完计划的轮数；测试集只在最后用一次。'
        ),
        isDone: ({ run }) => hasEnded(run) && typeof run.record.value?.test?.accuracy === 'number'
      },
      tries: [
        {
          text: words(
            'Many tutorials that write the loop by hand take 0.001 as the learning rate. Train with it: ten epochs are far from enough.',
            '许多手写循环的教程把学习率取为 0.001。用它训练一次：十轮远远不够。'
          ),
          deed: {
            label: words('Set 0.001 and train', '设为 0.001 并训练'),
            async run(guide) {
              await guide.setting('learning_rate', 0.001)
              await guide.train()
            }
          },
          seen: ({ runs }) => runs.some(({ settings }) => settings['optimizer.learning_rate'] === 0.001)
        },
        {
          text: words(
            'Let the step debugger go on through all epochs (Train, Step by step, All epochs): it ends with the same test accuracy as your run, digit for digit.',
            '让单步训练走完全部轮次（训练、单步、全部轮次）：最后的测试准确率与你的训练一位不差。'
          ),
          seen: (facts) => did(facts, 'all epochs')
        }
      ]
    }
  ]
})
