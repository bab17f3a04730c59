import { h } from 'vue'
import { words } from '../../../shared/locale'
import { truthOf } from '../../fit/truth'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import LineByHand from '../pictures/line/LineByHand.vue'
import TestFigures from '../pictures/line/TestFigures.vue'
import { hasEnded, lineOf } from '../runs'

const PROJECT = 'lessons/line-from-scratch'
const EPOCHS = 30

/** How far w and b are from the true ones, in standard errors: x has variance 1, so both are about noise / √n. */
function values({ run }: LessonFacts): LessonValues {
  const line = lineOf(run)
  const record = run?.record.value
  const source = record?.project.dataset.source
  const truth = source ? truthOf(source) : null
  const noise = source && 'noise' in source ? source.noise : null
  const n = record?.dataset.examples?.train
  const usual = noise !== null && n ? noise / Math.sqrt(n) : null
  const apart = (learnt: number | undefined, wanted: number | null | undefined): number | null =>
    learnt === undefined || wanted === null || wanted === undefined ? null : Math.abs(learnt - wanted)
  const [w, b] = [apart(line?.w, truth?.w), apart(line?.b, truth?.b)]
  return {
    epochs: run?.series.epochs,
    w: line?.w,
    b: line?.b,
    loss: run?.series.epochLogs.get('loss')?.last,
    apart_w: w,
    apart_b: b,
    n,
    usual,
    errors_w: w !== null && usual ? w / usual : null,
    errors_b: b !== null && usual ? b / usual : null
  }
}
const rateTried =
  (rate: number) =>
  ({ runs }: LessonFacts) =>
    runs.some(({ settings }) => settings['optimizer.learning_rate'] === rate)

export default defineLesson({
  id: 'line-from-scratch',
  order: 1,
  title: words('A line from noisy points, from scratch', '从零开始：由带噪声的点求一条直线'),
  summary: words(
    'One weight and one bias walk from a wrong line to the right one; you follow a step down to its last number.',
    '一个权重和一个偏置，从错误的直线一步步走到正确的直线；其中一步你会看到每一个数。'
  ),
  minutes: 10,
  examples: [PROJECT],
  steps: [
    {
      id: 'points',
      title: words('100 points with noise', '100 个带噪声的点'),
      text: words(
        'These points were made from a rule: $y = 3x + 2$. $x$ is drawn from a normal distribution, and to each $y$ some [noise](term:noise) of standard deviation 1 was added. So the points lie about a line, not on it.\n\n100 of them are to learn from. 20 more are put aside for the end: the [test set](term:test-set).\n\nWe know the rule, 3 and 2. The model will not be told.',
        '这些点由一条规律生成：$y = 3x + 2$。$x$ 取自正态分布，每个 $y$ 又加上标准差为 1 的[噪声](term:noise)，所以点散布在直线附近，而不恰好在直线上。\n\n其中 100 个用来学习，另外 20 个先放在一边，留到最后：这就是[测试集](term:test-set)。\n\n我们知道规律是 3 和 2，但不会告诉模型。'
      ),
      deeds: [
        {
          label: words('Open the project and show its points', '打开项目并查看这些点'),
          async run(guide) {
            await guide.take(PROJECT)
            await guide.show('data')
          }
        }
      ],
      check: {
        text: words('Look at the points in the Data view.', '在“数据”视图中看一看这些点。'),
        isDone: ({ isOwn, view }) => isOwn && view === 'data'
      }
    },
    {
      id: 'start',
      title: words('A line that is wrong on purpose', '一条故意画错的直线'),
      text: words(
        'The model is $\\hat y = wx + b$, with one [weight](term:weight) and one [bias](term:bias): `Dense(units=1)`.\n\nThe [initializers](term:initializer) `Constant` let it begin at $w = 10$ and $b = -5$: far too steep, and too low. Somebody has to begin somewhere; usually it is at random.\n\nSelect the layer: its two initializers are at the right.',
        '模型是 $\\hat y = wx + b$，有一个[权重](term:weight)和一个[偏置](term:bias)：`Dense(units=1)`。\n\n[初始化器](term:initializer) `Constant` 让它从 $w = 10$、$b = -5$ 开始：太陡，也太低。总得有个起点，通常起点是随机的。\n\n选中这一层，右侧可以看到它的两个初始化器。'
      ),
      deeds: [
        {
          label: words('Show the layer', '查看这一层'),
          async run(guide) {
            await guide.show('design')
            await guide.click('.vue-flow__node[data-id=dense]')
          }
        }
      ],
      check: {
        text: words('Select the layer in the Design view: 2 parameters.', '在“设计”视图中选中这一层：共 2 个参数。'),
        isDone: ({ isOwn, selected }) => isOwn && selected.has('dense')
      }
    },
    {
      id: 'train',
      title: words('30 steps', '走 30 步'),
      text: words(
        'How wrong is the line? The [mean squared error](term:mse) says so in one number. [Gradient descent](term:gradient-descent) makes it smaller: each step looks at all 100 points ([full batch](term:full-batch)), so an [epoch](term:epoch) is one step. The [learning rate](term:learning-rate) is 0.2.\n\nWatch the line turn, then drag the slider below it. The table at its side has every epoch: $w$ and $b$, true and predicted, and the loss.\n\nNow: epoch {{epochs}}, $w = {{w}}$, $b = {{b}}$, loss {{loss}}.',
        '直线错得多厉害？[均方误差](term:mse)用一个数来表示。[梯度下降](term:gradient-descent)让它变小：每一步都看全部 100 个点（[全批次](term:full-batch)），所以一[轮](term:epoch)就是一步。[学习率](term:learning-rate)为 0.2。\n\n看直线如何转动，再拖动下面的滑块。旁边的表格列出每一轮的 $w$ 和 $b$（真实值与学到的值）以及损失。\n\n当前：第 {{epochs}} 轮，$w = {{w}}$，$b = {{b}}$，损失为 {{loss}}。'
      ),
      values,
      deeds: [
        {
          label: words('Train and watch the line', '开始训练，观察直线'),
          async run(guide) {
            await guide.train()
            await guide.tab('fit')
          }
        }
      ],
      check: {
        text: words('Train 30 epochs to the end.', '完整训练 30 轮。'),
        isDone: ({ run }) => hasEnded(run) && run.series.epochs >= EPOCHS
      }
    },
    {
      id: 'by-hand',
      title: words('One step, number by number', '一步之内的每个数'),
      text: words(
        'Here is the first step of your own run. Each point has a [residual](term:residual) $r = \\hat y - y$. Their sums give the two [gradients](term:gradient):\n\n$$\\frac{\\partial L}{\\partial w} = \\frac{2}{N}\\sum x_i r_i \\qquad \\frac{\\partial L}{\\partial b} = \\frac{2}{N}\\sum r_i$$\n\nThe 2 comes from the square. The step is learning rate × gradient, taken *against* it.\n\nGo through the steps. Near the end the gradients are almost 0: the line hardly moves any more.',
        '这是你自己那次训练的第一步。每个点都有一个[残差](term:residual) $r = \\hat y - y$，把它们加起来就得到两个[梯度](term:gradient)：\n\n$$\\frac{\\partial L}{\\partial w} = \\frac{2}{N}\\sum x_i r_i \\qquad \\frac{\\partial L}{\\partial b} = \\frac{2}{N}\\sum r_i$$\n\n系数 2 来自平方。一步等于学习率 × 梯度，方向与梯度**相反**。\n\n一步步往后看：到最后梯度几乎为 0，直线几乎不再移动。'
      ),
      stage: LineByHand,
      deeds: [
        {
          label: words('Go to the last step', '跳到最后一步'),
          async run(guide) {
            await guide.show('learn')
            await guide.click('[data-hand-go=after]')
            await guide.click('[data-hand-go=last]')
          }
        }
      ],
      check: {
        text: words('Go from the first step to the last one.', '从第一步走到最后一步。'),
        isDone: ({ seen }) => seen.has('last step')
      }
    },
    {
      id: 'near',
      title: words('Near 3 and 2, but not on them', '接近 3 和 2，但并不相等'),
      text: words(
        'You have $w = {{w}}$ and $b = {{b}}$: {{apart_w}} and {{apart_b}} off. More epochs do not help: the steps have come to an end ([convergence](term:convergence)).\n\nIt is the noise. These {{n}} points happen to lie a little higher here and lower there, and the line fits *them*: at the left, least squares finds the same line. By chance alone $w$ and $b$ are off by about one [standard error](term:standard-error):\n\n$$\\frac{\\sigma}{\\sqrt n} = {{usual}}$$\n\nYours are {{errors_w}} and {{errors_b}} of them. Up to 2 is nothing unusual. And the loss, {{loss}}, stays near 1: the variance of the noise.',
        '你得到 $w = {{w}}$、$b = {{b}}$，分别相差 {{apart_w}} 和 {{apart_b}}。再多训练也没有用：已经走到头了（[收敛](term:convergence)）。\n\n原因是噪声。这 {{n}} 个点碰巧有的偏高、有的偏低，而直线拟合的正是**它们**：从左侧可见，最小二乘法得到的也是这条直线。仅凭随机，$w$ 和 $b$ 通常就会偏离大约一个[标准误差](term:standard-error)：\n\n$$\\frac{\\sigma}{\\sqrt n} = {{usual}}$$\n\n你的偏差分别是它的 {{errors_w}} 倍和 {{errors_b}} 倍，2 倍以内都很正常。损失停在 {{loss}}，接近 1，也就是噪声的方差。'
      ),
      values,
      stage: () => h(LineByHand, { mode: 'end' })
    },
    {
      id: 'test',
      title: words('Points that it has never seen', '从未见过的点'),
      text: words(
        'A line that fits the points it has learnt from proves little. So now take the 20 points of the [test set](term:test-set), once: the error on them is what to expect of new points.\n\nThe true line has an error, too: nobody can predict noise. If the learnt line is about as good as the true one, there is nothing left to learn.',
        '拟合好学过的点，说明不了什么。现在拿出[测试集](term:test-set)的 20 个点，只用一次：它们的误差才是对新点应有的预期。\n\n真实直线也有误差，因为噪声谁也无法预测。如果学到的直线与真实直线差不多好，就没有什么可再学的了。'
      ),
      picture: TestFigures,
      deeds: [
        {
          label: words('Open the Evaluate tab', '打开“评估”标签页'),
          run: (guide) => guide.tab('evaluate')
        }
      ],
      check: {
        text: words('Evaluate your run on the test set.', '在测试集上评估你的训练结果。'),
        isDone: ({ seen }) => seen.has('tested')
      },
      tries: [
        {
          text: words(
            'Make the learning rate 1.1. Each step overshoots the valley, and lands higher than it was.',
            '把学习率改为 1.1：每一步都越过谷底，落到比原来更高的地方。'
          ),
          deed: {
            label: words('Set 1.1 and train', '设为 1.1 并训练'),
            async run(guide) {
              await guide.hold(PROJECT)
              await guide.setting('learning_rate', 1.1)
              await guide.train()
              await guide.tab('fit')
            }
          },
          seen: rateTried(1.1)
        },
        {
          text: words(
            'Make it 0.01. The steps are right but short: 30 of them do not get there.',
            '改为 0.01：方向没错，但步子太小，30 步走不到。'
          ),
          deed: {
            label: words('Set 0.01 and train', '设为 0.01 并训练'),
            async run(guide) {
              await guide.hold(PROJECT)
              await guide.setting('learning_rate', 0.01)
              await guide.train()
              await guide.tab('fit')
            }
          },
          seen: rateTried(0.01)
        },
        {
          text: words(
            'In the Data view, set the noise to 0 and train. Now $w$ and $b$ come to 3 and 2.',
            '在“数据”视图中把噪声设为 0 再训练：这时 $w$ 和 $b$ 会到达 3 和 2。'
          ),
          seen: ({ runs }) => runs.some(({ settings }) => settings['dataset.noise'] === 0)
        }
      ]
    }
  ]
})
