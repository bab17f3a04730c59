import { words } from '../../../shared/locale'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import PredictValue from '../pictures/PredictValue.vue'
import { hasEnded, lineOf } from '../runs'

const EPOCHS = 500
const X = 10

/** w and b as the newest run has them, and what follows for x = 10. */
function values({ run }: LessonFacts): LessonValues {
  const line = lineOf(run)
  return {
    w: line && line.w.toFixed(5),
    b: line && line.b.toFixed(5),
    loss: run?.series.epochLogs.get('loss')?.last,
    epochs: run?.series.epochs,
    answer: line && (line.w * X + line.b).toFixed(5),
    missing: line && 3 * X + 1 - (line.w * X + line.b)
  }
}

export default defineLesson({
  id: 'one-neuron',
  order: 4,
  title: words('One neuron, six points', '一个神经元，六个点'),
  summary: words(
    'The smallest network finds a rule from six examples, and says almost 31 where 31 would be right.',
    '最小的网络从六个例子中找出规律，并在应为 31 的地方给出接近 31 的答案。'
  ),
  minutes: 5,
  examples: ['one-neuron'],
  steps: [
    {
      id: 'points',
      title: words('Six pairs of numbers', '六对数'),
      text: words(
        'Here are six pairs: $x$ is −1, 0, 1, 2, 3, 4 and $y$ is −2, 1, 4, 7, 10, 13.\n\nYou may see the rule at once: $y = 3x + 1$. A program would have it written down by a person. Here nobody writes it down: the network gets only the pairs, and has to find it.',
        '这里有六对数：$x$ 为 −1、0、1、2、3、4，$y$ 为 −2、1、4、7、10、13。\n\n你也许一眼看出规律：$y = 3x + 1$。在普通程序里，规律由人写下来；而在这里没有人写，网络只得到这些数对，必须自己找出规律。'
      ),
      deeds: [
        {
          label: words('Open the project and show its data', '打开项目并查看数据'),
          async run(guide) {
            await guide.take('one-neuron')
            await guide.show('data')
          }
        }
      ],
      check: {
        text: words('Look at the six pairs in the Data view.', '在“数据”视图中看一看这六对数。'),
        isDone: ({ isOwn, view }) => isOwn && view === 'data'
      }
    },
    {
      id: 'neuron',
      title: words('One neuron', '一个神经元'),
      text: words(
        'The whole network is one [neuron](term:neuron): `Dense(units=1)`. It has one [weight](term:weight) $w$ and one [bias](term:bias) $b$, and computes\n\n$$\\hat y = w x + b$$\n\nThat is a line. To learn means to find $w$ and $b$; at first they are arbitrary.',
        '整个网络只有一个[神经元](term:neuron)：`Dense(units=1)`。它有一个[权重](term:weight) $w$ 和一个[偏置](term:bias) $b$，计算\n\n$$\\hat y = w x + b$$\n\n这就是一条直线。学习就是找出 $w$ 和 $b$；一开始它们是任意的。'
      ),
      deeds: [
        {
          label: words('Show the neuron', '查看这个神经元'),
          async run(guide) {
            await guide.show('design')
            await guide.click('.vue-flow__node[data-id=dense]')
          }
        }
      ],
      check: {
        text: words(
          'Select the neuron in the Design view: 2 parameters.',
          '在“设计”视图中选中这个神经元：共 2 个参数。'
        ),
        isDone: ({ isOwn, selected }) => isOwn && selected.has('dense')
      }
    },
    {
      id: 'train',
      title: words('500 epochs', '训练 500 轮'),
      text: words(
        'Training guesses, measures how wrong it is with a [loss](term:loss) (here the [mean squared error](term:mse)), and lets the [optimizer](term:optimizer) `sgd` change $w$ and $b$ a little. One pass through the six points is an [epoch](term:epoch); there are 500.\n\nNow: epoch {{epochs}}, $w = {{w}}$, $b = {{b}}$, loss {{loss}}.',
        '训练先做出猜测，用[损失](term:loss)（这里是[均方误差](term:mse)）衡量错了多少，再由[优化器](term:optimizer) `sgd` 稍稍改变 $w$ 和 $b$。把六个点用一遍称为一[轮](term:epoch)，共训练 500 轮。\n\n当前：第 {{epochs}} 轮，$w = {{w}}$，$b = {{b}}$，损失为 {{loss}}。'
      ),
      values,
      deeds: [
        {
          label: words('Train', '开始训练'),
          async run(guide) {
            await guide.train()
            await guide.tab('fit')
          }
        }
      ],
      check: {
        text: words('Train 500 epochs to the end.', '完整训练 500 轮。'),
        isDone: ({ run }) => hasEnded(run) && run.series.epochs >= EPOCHS
      }
    },
    {
      id: 'predict',
      title: words('What is y for x = 10?', '当 x = 10 时，y 是多少？'),
      text: words(
        'The network has never seen 10. By the rule, $y = 3 \\cdot 10 + 1 = 31$. Ask it. In Keras this is `model.predict(np.array([[10.0]]))`.',
        '网络从未见过 10。按规律 $y = 3 \\cdot 10 + 1 = 31$。问问它吧，在 Keras 中写作 `model.predict(np.array([[10.0]]))`。'
      ),
      picture: PredictValue,
      deeds: [
        {
          label: words('Show the place where any input is tried', '查看可以试任意输入的地方'),
          run: (guide) => guide.tab('try')
        }
      ],
      check: {
        text: words('Ask for x = 10.', '询问 x = 10 时的结果。'),
        isDone: ({ seen }) => seen.has(`predicted ${X}`)
      }
    },
    {
      id: 'why',
      title: words('Close to 31, but not 31', '接近 31，却不是 31'),
      text: words(
        'It says {{answer}}: {{missing}} too little. Why?\n\nThe network does not know a rule. It has $w = {{w}}$ and $b = {{b}}$, not 3 and 1: after {{epochs}} epochs the loss is {{loss}}, small, but not 0. Each [step](term:step) is the [learning rate](term:learning-rate) times the [gradient](term:gradient), and near the goal the gradient is nearly 0, so the last bit takes longest.\n\nAnd six points are few: they agree with the rule, but they do not prove it for 10. A network answers with what is likely after what it has seen.',
        '它的回答是 {{answer}}，少了 {{missing}}。为什么？\n\n网络并不知道“规律”。它得到的是 $w = {{w}}$、$b = {{b}}$，而不是 3 和 1：训练 {{epochs}} 轮后损失为 {{loss}}，很小，但不是 0。每一[步](term:step)等于[学习率](term:learning-rate)乘以[梯度](term:gradient)，而越接近目标梯度越接近 0，所以最后一点最慢。\n\n而且六个点很少：它们符合这个规律，却不能证明 x = 10 时也成立。网络给出的是根据所见样本推断的答案。'
      ),
      values,
      picture: PredictValue,
      tries: [
        {
          text: words(
            'Train again with 2,000 `epochs`. Does it come to 31 exactly?',
            '把 `epochs` 改为 2000 再训练一次。结果恰好是 31 吗？'
          ),
          deed: {
            label: words('Set 2,000 epochs and train', '设为 2000 轮并训练'),
            async run(guide) {
              await guide.setting('epochs', 2000)
              await guide.train()
            }
          },
          seen: ({ run }) => (run?.series.epochs ?? 0) >= 2000
        },
        {
          text: words(
            'Make the learning rate 0.2. The steps are now too long: watch the loss grow.',
            '把学习率改为 0.2。步子太大：观察损失如何变大。'
          ),
          deed: {
            label: words('Set 0.2 and train', '设为 0.2 并训练'),
            async run(guide) {
              await guide.setting('learning_rate', 0.2)
              await guide.train()
            }
          },
          seen: ({ runs }) => runs.some(({ settings }) => settings['optimizer.learning_rate'] === 0.2)
        }
      ]
    }
  ]
})
