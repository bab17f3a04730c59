import { words } from '../../../shared/locale'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import type { Guide } from '../guide'
import { convergences, greatestRate, hasAllOptimizers, hasAllThree, plainPaths, valleys } from '../pictures/loss/checks'
import FitByHand from '../pictures/loss/FitByHand.vue'
import FourLosses from '../pictures/loss/FourLosses.vue'
import LossCurve from '../pictures/loss/LossCurve.vue'
import LossSurface from '../pictures/loss/LossSurface.vue'
import { gradientAt, lossAt, problemOf } from '../pictures/loss/problem'
import { STANDING, STEP_RATE } from '../pictures/loss/standing'
import StepNumbers from '../pictures/loss/StepNumbers.vue'

const LINE = 'lessons/loss-gradient-rate'
const BUMP = 'lessons/non-convex'
const OPTIMIZER = '[data-setting=optimizer]'
const RATES = { small: 0.002, good: 0.2, large: 0.26, middle: 0.1, crawl: 1e-6 }
const SIDE_BY_SIDE = { sgd: 0.02, adam: 0.1, momentum: 0.9 }
const SEEDS = [0, 1, 2, 4]

async function trainAt(guide: Guide, ...rates: readonly number[]): Promise<void> {
  for (const rate of rates) {
    await guide.setting('learning_rate', rate)
    await guide.train()
  }
  await guide.show('learn')
}

/** Of the place on the curve where one stands at first. */
function standing({ project }: LessonFacts): LessonValues {
  const problem = problemOf(project)
  const gradient = problem ? gradientAt(problem, STANDING).w : null
  const step = gradient === null ? null : gradient * STEP_RATE
  return {
    ...{ gradient, step, rate: STEP_RATE, before: STANDING.w },
    after: step === null ? null : Number((STANDING.w - step).toPrecision(6))
  }
}
const limit = ({ project }: LessonFacts): LessonValues => ({ limit: greatestRate(problemOf(project)) })
function minima(facts: LessonFacts): LessonValues {
  const losses = valleys(facts)
    .map(({ place, problem }) => lossAt(problem, place))
    .sort((a, b) => a - b)
  return { count: losses.length, low: losses[0], high: losses.length > 1 ? losses.at(-1) : null }
}

export default defineLesson({
  id: 'loss-gradient-rate',
  order: 3,
  title: words('Loss, gradient, learning rate', '损失、梯度与学习率'),
  summary: words(
    'What training really does: it measures how wrong a line is, sees which way is down, and takes a step.',
    '训练究竟在做什么：衡量直线错了多少，看清哪个方向是下坡，然后走一步。'
  ),
  minutes: 20,
  examples: [LINE, BUMP],
  steps: [
    {
      id: 'residuals',
      title: words('How wrong is a line?', '一条直线错了多少？'),
      text: words(
        'Seven points, and a line $\\hat y = w x + b$. At each point something is missing: the [residual](term:residual) $r = \\hat y - y$. The [loss](term:loss) makes one number of all of them. Here it is the [mean squared error](term:mse): the mean area of the squares that you see.\n\nBefore a machine does it, do it yourself: move $w$ and $b$ until the squares are as small as you can make them.',
        '七个点和一条直线 $\\hat y = w x + b$。在每个点上预测与真实值都差一点，这就是[残差](term:residual) $r = \\hat y - y$。[损失](term:loss)把所有残差变成一个数，这里用的是[均方误差](term:mse)，也就是图中那些正方形的平均面积。\n\n在交给机器之前先自己试试：调节 $w$ 和 $b$，让这些正方形尽可能小。'
      ),
      stage: FitByHand,
      deeds: [
        {
          label: words('Take the seven points in hand', '打开这七个点的项目'),
          async run(guide) {
            await guide.take(LINE)
            await guide.show('learn')
            await guide.point('[data-slider=w]')
          }
        }
      ],
      check: {
        text: words(
          'With the two sliders, come within a tenth of the smallest mean squared error there is.',
          '用两个滑块让均方误差与可能的最小值相差不超过十分之一。'
        ),
        isDone: ({ isOwn, seen }) => isOwn && seen.has('fitted')
      }
    },
    {
      id: 'losses',
      title: words('Four ways to count', '四种计算方式'),
      text: words(
        'The same residuals, counted in four ways. **L1** ([mean absolute error](term:mae)) counts their sizes. **Squares** count a large one far more: twice as wrong counts four times. Their mean is the **MSE**. **[Huber](term:huber)** counts small ones as squares, large ones like L1.\n\nNow pull one point far away: it becomes an [outlier](term:outlier). Which loss does it take over? Then ask each loss for its own best line.',
        '同样的残差可以有四种算法。**L1**（[平均绝对误差](term:mae)）只看大小；**平方**让大的残差重得多：错两倍就算四倍；平方的平均就是**均方误差**；**[Huber](term:huber)** 对小残差取平方，对大残差则像 L1。\n\n现在把一个点拉得远远的，让它成为[离群点](term:outlier)。它主导了哪一种损失？再看看每种损失各自的最佳直线。'
      ),
      stage: FourLosses,
      check: {
        text: words(
          'Move one point until it alone makes 80 % of the squared error.',
          '移动一个点，直到它独自占平方误差的 80 %。'
        ),
        isDone: ({ isOwn, seen }) => isOwn && seen.has('outlier')
      },
      tries: [
        {
          text: words(
            'With the outlier there, press “Best line” for mean squared error, then for L1. Only one of the two lines lets itself be pulled away. (Ctrl+Z puts the point back.)',
            '保留离群点，先后对均方误差和 L1 按“求最佳直线”。只有其中一条会被它拉走。（按 Ctrl+Z 可把点放回。）'
          )
        }
      ]
    },
    {
      id: 'gradient',
      title: words('Which way is down?', '哪边是下坡？'),
      text: words(
        'Hold $b$ and change only $w$: the loss becomes a curve. The [gradient](term:gradient) is its slope. Positive: up to the right, so $w$ has to become smaller.\n\nHow far?\n\n$$\\text{step} = \\text{learning rate} \\times \\text{gradient}$$\n\nAt $w = {{before}}$ the gradient is {{gradient}}. With a [learning rate](term:learning-rate) of {{rate}} the step is {{step}}, and $w$ becomes {{after}}.\n\nNear the bottom the slope shrinks, and so do the steps, by themselves.',
        '固定 $b$，只改变 $w$，损失就成了一条曲线。[梯度](term:gradient)就是它的斜率：为正表示向右是上坡，所以 $w$ 应当变小。\n\n变多少呢？\n\n$$\\text{步长} = \\text{学习率} \\times \\text{梯度}$$\n\n在 $w = {{before}}$ 处梯度为 {{gradient}}。[学习率](term:learning-rate)取 {{rate}} 时步长为 {{step}}，$w$ 变为 {{after}}。\n\n离谷底越近坡度越小，步子也就自然越来越小。'
      ),
      values: standing,
      stage: LossCurve,
      deeds: [
        {
          label: words('Put the points back as they were', '把点恢复原样'),
          async run(guide) {
            await guide.take(LINE)
            await guide.show('learn')
            await guide.point('[data-take-step]')
          }
        }
      ],
      check: {
        text: words(
          'Take steps until the gradient is smaller than 0.1. Change the learning rate as you like.',
          '一步步走下去，直到梯度小于 0.1。学习率可以随意改。'
        ),
        isDone: ({ isOwn, seen }) => isOwn && seen.has('valley')
      },
      tries: [
        {
          text: words(
            'Take single steps with a rate of 0.3. Where does each land?',
            '把学习率设为 0.3，一步一步走。每一步落在哪里？'
          )
        },
        {
          text: words(
            'And with 0.32? The limit on this curve is close to 0.31.',
            '设为 0.32 呢？这条曲线上的界限约为 0.31。'
          )
        }
      ]
    },
    {
      id: 'step',
      title: words('The same step, trained', '真正训练的一步'),
      text: words(
        'Now let the neuron learn. It begins at $w = -1$, $b = 4$, on purpose far off. All seven points are one [batch](term:batch), so each [epoch](term:epoch) takes one [step](term:step): [gradient descent](term:gradient-descent) with the optimizer `SGD`.\n\nThere are two gradients now, of $w$ and of $b$, each times the same rate. Below, the formula with the numbers of your run, and what the run made of them. The map shows the loss over both. Each step goes where the loss falls fastest from there, and that is rarely straight to the bottom.',
        '现在让神经元自己学。它从 $w = -1$、$b = 4$ 出发，故意离得很远。七个点构成一个[批次](term:batch)，所以每[轮](term:epoch)只走一[步](term:step)，这就是用优化器 `SGD` 做的[梯度下降](term:gradient-descent)。\n\n现在有两个梯度，分别对 $w$ 和 $b$，都乘以同一个学习率。下面是代入你这次训练数字的公式，以及训练实际得到的值。地图画的是两者平面上的损失：每一步都朝当前下降最快的方向走，而那很少正对着谷底。'
      ),
      picture: StepNumbers,
      stage: LossSurface,
      deeds: [
        {
          label: words('Train with a learning rate of 0.01', '以学习率 0.01 训练'),
          run: (guide) => trainAt(guide, STEP_RATE)
        }
      ],
      check: {
        text: words('Train to the end, with SGD and without momentum.', '用不带动量的 SGD 训练到结束。'),
        isDone: (facts) => plainPaths(facts).length > 0
      }
    },
    {
      id: 'rates',
      title: words('Too small, good, too large', '太小、合适、太大'),
      text: words(
        'The learning rate is the one number that you have to choose. Train three times from the same place:\n\n- **{{small}}** creeps, and is not there after 200 epochs.\n- **{{good}}** goes to and fro across the valley, and is there soon.\n- **{{large}}** jumps over the valley and lands higher each time: [divergence](term:divergence).\n\nFor these points the limit is {{limit}}: it is 2 divided by how strongly the valley is curved where it is steepest. Move the slider below the map through the epochs.',
        '学习率是必须由你选定的数。从同一个起点训练三次：\n\n- **{{small}}**：慢慢爬，200 轮后还没到。\n- **{{good}}**：在山谷两侧来回，很快就到。\n- **{{large}}**：每一步都越过山谷，落得更高，这叫[发散](term:divergence)。\n\n对这些点，界限是 {{limit}}：即 2 除以山谷最陡方向的弯曲程度。拖动地图下方的滑块，看各轮走到了哪里。'
      ),
      values: (facts) => ({ ...RATES, ...limit(facts) }),
      stage: LossSurface,
      deeds: [
        {
          label: words('Train with all three', '用三个学习率各训练一次'),
          run: (guide) => trainAt(guide, RATES.small, RATES.good, RATES.large)
        }
      ],
      check: {
        text: words(
          'Have one run that is still falling, one that converged, and one that diverges, with any rates.',
          '得到三次训练：一次仍在下降，一次已收敛，一次发散。学习率任选。'
        ),
        isDone: hasAllThree
      },
      tries: [
        {
          text: words(
            'Choose 0.235: close to the limit, and still the quickest of all. Why not slower than 0.2?',
            '试试 0.235：接近界限，却是最快的。为什么不比 0.2 慢？'
          ),
          deed: { label: words('Train with 0.235', '用 0.235 训练'), run: (guide) => trainAt(guide, 0.235) },
          seen: (facts) => plainPaths(facts).some(({ optimizer }) => optimizer.rate === 0.235)
        }
      ]
    },
    {
      id: 'convergence',
      title: words('When is it done?', '什么时候算学完？'),
      text: words(
        'Nobody tells the run where the bottom is. One looks at the loss: when it no longer changes, training has come to its [convergence](term:convergence). Here that means: from this epoch on, no epoch changes it by more than 0.01 %. The chart puts a ring there.\n\nEpochs until then: {{epochs}}. What is left is not 0: no line goes through all seven points.',
        '没有人告诉训练谷底在哪里，只能看损失：当它不再变化时，训练就[收敛](term:convergence)了。这里的标准是：从某轮起，每一轮损失的变化都不超过 0.01 %，图中用圆圈标出。\n\n到收敛为止的轮数：{{epochs}}。最后剩下的损失并不是 0，因为没有一条直线能穿过全部七个点。'
      ),
      values: (facts) => ({ epochs: convergences(facts).join(' · ') || null }),
      stage: LossSurface,
      deeds: [{ label: words('Train with 0.1', '用 0.1 训练'), run: (guide) => trainAt(guide, RATES.middle) }],
      check: {
        text: words(
          'Have two runs that converged, one later than the other. Which rate was quicker?',
          '得到两次收敛的训练，一次比另一次晚。哪个学习率更快？'
        ),
        isDone: (facts) => convergences(facts).length > 1
      },
      tries: [
        {
          text: words(
            'A rate of 0.000001 “converges” at once, by the same rule. Look at its slope: what is wrong with the rule?',
            '按同样的标准，学习率 0.000001 立刻就“收敛”了。看看它的坡度：这个标准哪里不对？'
          ),
          deed: {
            label: words('Train with 0.000001', '用 0.000001 训练'),
            run: (guide) => trainAt(guide, RATES.crawl)
          },
          seen: (facts) => plainPaths(facts).some(({ optimizer }) => (optimizer.rate ?? 1) <= 1e-5)
        }
      ]
    },
    {
      id: 'optimizers',
      title: words('SGD, momentum, Adam', 'SGD、动量与 Adam'),
      text: words(
        'The valley is narrow: steep across, flat along. Plain SGD with {{sgd}} creeps along the bottom. Other [optimizers](term:optimizer) make more of the same gradients:\n\n- [Momentum](term:momentum): each step keeps nine tenths of the one before. It gathers speed along the valley, and swings past the end.\n- [Adam](term:adam) divides each gradient by its usual size: $w$ and $b$ both move by about the learning rate, steep or not.\n\nTrain all three from the same place, and play the epochs.',
        '这个山谷很窄：横向陡，纵向平。普通 SGD 以 {{sgd}} 沿谷底慢慢爬。其他[优化器](term:optimizer)能把同样的梯度用得更好：\n\n- [动量](term:momentum)：每一步保留上一步的十分之九，沿山谷越走越快，还会冲过终点再荡回来。\n- [Adam](term:adam) 把每个梯度除以它的常见大小：不论陡缓，$w$ 和 $b$ 每步都大约移动一个学习率。\n\n从同一个起点各训练一次，再播放各轮的过程。'
      ),
      values: () => ({ sgd: SIDE_BY_SIDE.sgd }),
      stage: LossSurface,
      deeds: [
        {
          label: words('Train with all three', '用三种优化器各训练一次'),
          async run(guide) {
            await guide.toSetup()
            await guide.choose(OPTIMIZER, 'SGD')
            await guide.setting('learning_rate', SIDE_BY_SIDE.sgd)
            await guide.train()
            await guide.setting('learning_rate', SIDE_BY_SIDE.sgd)
            await guide.fill(`${OPTIMIZER} [data-param=momentum] input`, String(SIDE_BY_SIDE.momentum))
            await guide.train()
            await guide.toSetup()
            await guide.choose(OPTIMIZER, 'Adam')
            await trainAt(guide, SIDE_BY_SIDE.adam)
          }
        }
      ],
      check: {
        text: words(
          'Train with SGD, with SGD and momentum, and with Adam, each to the end.',
          '分别用 SGD、带动量的 SGD 和 Adam 训练到结束。'
        ),
        isDone: hasAllOptimizers
      },
      tries: [
        {
          text: words(
            'Give momentum the rate 0.2, which was good for SGD. Is it still?',
            '给动量用 0.2，对 SGD 这是合适的学习率。现在还合适吗？'
          )
        }
      ]
    },
    {
      id: 'minima',
      title: words('Not every loss is a bowl', '损失不一定是一只碗'),
      text: words(
        'The squared error of a line is [convex](term:convex): one bowl, one bottom, wherever one begins. With an [activation](term:activation) that ends.\n\nHere one neuron with `tanh` meets a bump: low, high, low. It can make only one step: up at the left, down at the right, or hardly any. Each is a valley of its own, a [local minimum](term:local-minimum), and no small step leads out of it.\n\nWhere a run begins is drawn from its seed. Valleys found: {{count}}; lowest loss {{low}}, highest {{high}}.',
        '直线的平方误差是[凸](term:convex)的：一只碗，一个底，从哪里出发都一样。加上[激活函数](term:activation)就不再如此。\n\n这里用一个 `tanh` 神经元去拟合一个“凸起”：低、高、低。它只能做出一级台阶：在左边升、在右边降，或者几乎不升不降。每一种都是一个山谷，即[局部极小值](term:local-minimum)，小步子走不出来。\n\n每次训练的起点由种子决定。已找到 {{count}} 个山谷，最低损失 {{low}}，最高 {{high}}。'
      ),
      values: minima,
      stage: LossSurface,
      deeds: [
        {
          label: words('Train with four seeds', '用四个种子各训练一次'),
          async run(guide) {
            await guide.take(BUMP)
            for (const seed of SEEDS) {
              await guide.setting('seed', seed)
              await guide.train()
            }
            await guide.show('learn')
          }
        }
      ],
      check: {
        text: words('Have two runs that ended in different valleys.', '得到两次停在不同山谷的训练。'),
        isDone: (facts) => valleys(facts).length > 1
      },
      tries: [
        {
          text: words(
            'Set `loss` to `mean_absolute_error` in the Train view: the map changes at once. Which valleys are left?',
            '在“训练”视图中把 `loss` 改为 `mean_absolute_error`：地图立刻改变。还剩哪些山谷？'
          ),
          seen: ({ project, isOwn }) => isOwn && problemOf(project)?.name === 'mean_absolute_error'
        }
      ]
    }
  ]
})
