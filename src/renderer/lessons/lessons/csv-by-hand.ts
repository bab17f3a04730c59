import { h } from 'vue'
import { words } from '../../../shared/locale'
import { linearLayer } from '../../fit/truth'
import { lineIn } from '../by-hand'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import LineByHand from '../pictures/line/LineByHand.vue'
import OwnStep from '../pictures/line/OwnStep.vue'
import OwnTable from '../pictures/line/OwnTable.vue'
import { hasEnded, lineOf } from '../runs'

const PROJECT = 'lessons/csv-by-hand'
const SCALED = 'lessons/csv-by-hand-scaled'
const ITERATIONS = 1000
const TOO_LARGE = 0.001

/** In full precision, as the classic program prints it. */
function values({ run }: LessonFacts): LessonValues {
  const record = run?.record.value
  const layer = record && linearLayer(record.project.model)
  const started = layer && record.initial ? lineIn(record.initial.weights, layer) : null
  const line = lineOf(run)
  const exact = (value: number | undefined): string | null => (value === undefined ? null : String(value))
  return {
    w0: exact(started?.w),
    b0: exact(started?.b),
    before: exact(record?.initial?.loss),
    epochs: run?.series.epochs,
    w: exact(line?.w),
    b: exact(line?.b),
    after: exact(record?.loss),
    dtype: record?.project.training.dtype_policy
  }
}

export default defineLesson({
  id: 'csv-by-hand',
  order: 2,
  title: words('Linear regression on a CSV, gradients by hand', 'CSV 上的线性回归：手算梯度'),
  summary: words(
    'Two columns of a file, w = b = 0, 1,000 steps: every number of a step can be checked, and a formula gives the best line at once.',
    '文件中的两列数、w = b = 0、1000 步：每一步的每个数都能核对，而最佳直线还能用公式直接得到。'
  ),
  minutes: 12,
  examples: [PROJECT, SCALED],
  steps: [
    {
      id: 'file',
      title: words('Two columns of numbers', '两列数字'),
      text: words(
        'A CSV with two columns, $x$ and $y$, and a question: which line goes through it best? The file that comes with the lesson has 100 rows: hours of study, and the score in a test.\n\nHours lie between 25 and 70, scores between 20 and 110. Nothing of it is scaled, as in the programs one writes first. That will matter.',
        '一个两列的 CSV，$x$ 和 $y$，以及一个问题：哪条直线最贴近它？课程自带的文件有 100 行：学习的小时数和考试分数。\n\n小时数在 25 到 70 之间，分数在 20 到 110 之间。数据没有做任何缩放，就像人们最初写的程序那样。这一点稍后会很重要。'
      ),
      deeds: [
        {
          label: words('Open the project and show its table', '打开项目并查看表格'),
          async run(guide) {
            await guide.take(PROJECT)
            await guide.show('data')
          }
        }
      ],
      check: {
        text: words('Look at the rows in the Data view.', '在“数据”视图中看一看这些行。'),
        isDone: ({ isOwn, view }) => isOwn && view === 'data'
      }
    },
    {
      id: 'own',
      title: words('Or a file of your own', '也可以用自己的文件'),
      text: words(
        'Any file of two columns of numbers will do, with a line of names or without: the first column is $x$, the last one $y$. All further steps then show *your* numbers.\n\nFrom a terminal it is `netloom train csv-by-hand.netloom.json --data my.csv`.\n\nGo on with the file that is here if you have none at hand.',
        '任何由两列数字组成的文件都可以，有没有列名都行：第一列是 $x$，最后一列是 $y$。之后各步显示的就是**你自己**的数。\n\n在终端中则是 `netloom train csv-by-hand.netloom.json --data my.csv`。\n\n手头没有文件的话，就继续用这个文件。'
      ),
      picture: OwnTable
    },
    {
      id: 'train',
      title: words('1,000 steps from nothing', '从零开始走 1000 步'),
      text: words(
        '$w$ and $b$ begin at 0. Each of 1,000 steps uses all rows ([full batch](term:full-batch)); the [learning rate](term:learning-rate) is 0.0001, and the error is the [mean squared error](term:mse).\n\n`dtype_policy` is [float64](term:float64), as in NumPy, so that the result can be compared digit by digit.\n\nAt $b$ = {{b0}}, $w$ = {{w0}}, error = {{before}}; after {{epochs}} iterations $b$ = {{b}}, $w$ = {{w}}, error = {{after}}.',
        '$w$ 和 $b$ 从 0 开始。共 1000 步，每一步都用全部的行（[全批次](term:full-batch)）；[学习率](term:learning-rate)为 0.0001，误差为[均方误差](term:mse)。\n\n`dtype_policy` 设为 [float64](term:float64)，与 NumPy 相同，这样结果可以逐位核对。\n\n当 $b$ = {{b0}}、$w$ = {{w0}} 时，误差 = {{before}}；经过 {{epochs}} 次迭代后，$b$ = {{b}}，$w$ = {{w}}，误差 = {{after}}。'
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
        text: words('Train 1,000 iterations (epochs) to the end.', '完整训练 1000 次迭代（轮）。'),
        isDone: ({ run }) => hasEnded(run) && run.series.epochs >= ITERATIONS
      }
    },
    {
      id: 'by-hand',
      title: words('Both gradients, with the numbers in', '把数代入两个梯度'),
      text: words(
        'Here is any step you like, taken from your run. The [residuals](term:residual) $r_i = (wx_i + b) - y_i$ are added up, once as they are and once times $x_i$:\n\n$$\\frac{\\partial L}{\\partial b} = \\frac{2}{N}\\sum r_i \\qquad \\frac{\\partial L}{\\partial w} = \\frac{2}{N}\\sum x_i r_i$$\n\nStep 1 of the file with hours: $x$ is about 50, so the [gradient](term:gradient) of $w$ is some 50 times that of $b$. After ten steps $w$ is nearly right, while $b$ has hardly left 0.\n\nBelow: by hand and in your run, the same to the last digits.',
        '这里可以看你训练中的任意一步。把[残差](term:residual) $r_i = (wx_i + b) - y_i$ 加起来：一次直接相加，一次先乘以 $x_i$ 再相加。\n\n$$\\frac{\\partial L}{\\partial b} = \\frac{2}{N}\\sum r_i \\qquad \\frac{\\partial L}{\\partial w} = \\frac{2}{N}\\sum x_i r_i$$\n\n以课程文件的第 1 步为例：$x$ 约为 50，所以 $w$ 的[梯度](term:gradient)大约是 $b$ 的 50 倍。十步之后 $w$ 已基本到位，而 $b$ 几乎还停在 0。\n\n下方：手算与你的训练，直到最后几位都相同。'
      ),
      stage: LineByHand,
      deeds: [
        {
          label: words('Go one step on, then to the last one', '前进一步，再跳到最后一步'),
          async run(guide) {
            await guide.show('learn')
            await guide.click('[data-hand-go=after]')
            await guide.click('[data-hand-go=last]')
          }
        }
      ],
      check: {
        text: words('Go from step 1 to the last step.', '从第 1 步走到最后一步。'),
        isDone: ({ seen }) => seen.has('last step')
      }
    },
    {
      id: 'own-step',
      title: words('Now you', '轮到你了'),
      text: words(
        'Work one step out, with a pocket calculator or in your head: the [gradient](term:gradient) of $w$, then the new $w$. Three digits are enough.\n\n$$\\frac{\\partial L}{\\partial w} = \\frac{2}{N}\\sum x_i r_i \\qquad w_\\text{new} = w - \\eta\\,\\frac{\\partial L}{\\partial w}$$',
        '用计算器或心算走一步：先算 $w$ 的[梯度](term:gradient)，再算新的 $w$。取三位有效数字即可。\n\n$$\\frac{\\partial L}{\\partial w} = \\frac{2}{N}\\sum x_i r_i \\qquad w_\\text{new} = w - \\eta\\,\\frac{\\partial L}{\\partial w}$$'
      ),
      picture: OwnStep,
      stage: () => h(LineByHand, { mode: 'ask' }),
      check: {
        text: words('Find both numbers.', '算出这两个数。'),
        isDone: ({ seen }) => seen.has('worked out')
      }
    },
    {
      id: 'closed-form',
      title: words('The answer without steps', '不用迭代的答案'),
      text: words(
        'For a line there is a [closed form](term:closed-form). Set both gradients to 0, and [least squares](term:least-squares) gives the best line at once:\n\n$$w = \\frac{\\sum (x_i - \\bar x)(y_i - \\bar y)}{\\sum (x_i - \\bar x)^2} \\qquad b = \\bar y - w\\bar x$$\n\nCompare it with the last step of your run. For the file with hours the error is close, but $b$ is not. Along the valley of $w$ and $b$ the ground is almost flat, and steps of 0.0001 creep.\n\nThe lesson of it: scale $x$. Try that.',
        '直线有[闭式解](term:closed-form)：令两个梯度都为 0，[最小二乘法](term:least-squares)就直接给出最佳直线：\n\n$$w = \\frac{\\sum (x_i - \\bar x)(y_i - \\bar y)}{\\sum (x_i - \\bar x)^2} \\qquad b = \\bar y - w\\bar x$$\n\n把它与你训练的最后一步比较。对课程的文件来说，误差已很接近，$b$ 却差得远。沿着 $w$ 与 $b$ 的谷底，地面几乎是平的，学习率 0.0001 只能慢慢爬。\n\n由此得到的经验：先缩放 $x$。试试看。'
      ),
      stage: () => h(LineByHand, { mode: 'end' }),
      tries: [
        {
          text: words(
            'The same file with $x$ brought to mean 0 and variance 1 (`Normalization`), learning rate 0.1: 100 steps reach the least error.',
            '同一个文件，先把 $x$ 变换为均值 0、方差 1（`Normalization`），学习率 0.1：100 步就达到最小误差。'
          ),
          deed: {
            label: words('Take the scaled project and train', '打开缩放后的项目并训练'),
            async run(guide) {
              await guide.take(SCALED)
              await guide.train()
              await guide.tab('fit')
            }
          },
          seen: ({ runs }) => runs.some(({ settings }) => settings.preprocessing === 'Normalization')
        },
        {
          text: words(
            'For the file with hours a rate of 0.001 is too large: the steps across the valley are too long, and the loss grows past all numbers, to `NaN`.',
            '对课程的文件来说，学习率 0.001 就太大了：横穿山谷的步子太大，损失会大到无法表示，变成 `NaN`。'
          ),
          deed: {
            label: words('Set 0.001 and train', '设为 0.001 并训练'),
            async run(guide) {
              await guide.hold(PROJECT)
              await guide.setting('learning_rate', TOO_LARGE)
              await guide.train()
            }
          },
          seen: ({ runs }) => runs.some(({ settings }) => settings['optimizer.learning_rate'] === TOO_LARGE)
        },
        {
          text: words(
            'Be patient: 20,000 `epochs`. How far does $b$ get?',
            '耐心一点：`epochs` 设为 20000，$b$ 能走多远？'
          ),
          deed: {
            label: words('Set 20,000 epochs and train', '设为 20000 轮并训练'),
            async run(guide) {
              await guide.hold(PROJECT)
              await guide.setting('epochs', 20_000)
              await guide.train()
            }
          },
          seen: ({ run }) => (run?.series.epochs ?? 0) >= 20_000
        }
      ]
    }
  ]
})
