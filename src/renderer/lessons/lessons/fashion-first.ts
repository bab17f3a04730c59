import { isActive } from '../../../shared/run'
import type { RunSummary } from '../../../shared/run-list'
import { words } from '../../../shared/locale'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import DatasetHere from '../pictures/DatasetHere.vue'
import ReluStage from '../pictures/ReluStage.vue'
import SoftmaxStage from '../pictures/SoftmaxStage.vue'
import TestProbabilities from '../pictures/TestProbabilities.vue'

const EXAMPLE = 'fashion-mnist-mlp'
const WIDE = 'lessons/fashion-wide'
const EPOCHS = 5
const MANY = 30
const THRESHOLD = 0.9

const hasTrained = ({ epochs, status }: RunSummary, least: number): boolean => !isActive(status) && epochs.done >= least
const isFashion = ({ settings }: RunSummary): boolean => settings.dataset === 'fashion-mnist'
/** Whether pixels were brought to 0..1. */
const isScaled = ({ settings }: RunSummary): boolean => String(settings.preprocessing ?? '').includes('Rescaling')

function scalingValues({ runs, loaded }: LessonFacts): LessonValues {
  const told = (scaled: boolean) => {
    const found = runs.findLast((run) => isFashion(run) && isScaled(run) === scaled && run.epochs.done > 0)
    const series = found && loaded(found.id)?.series
    const first = series?.batches.get('loss')?.values
    return { first: first && first.length > 0 ? first.at(0) : null, test: found?.test?.accuracy }
  }
  const [raw, scaled] = [told(false), told(true)]
  return { raw_first: raw.first, raw_test: raw.test, first: scaled.first, test: scaled.test }
}

/** Of the newest run of many epochs: where validation was best, and what came after. */
function overfittingValues({ runs, loaded }: LessonFacts): LessonValues {
  const found = runs.findLast((run) => isFashion(run) && run.epochs.planned >= MANY && run.best.val_loss)
  const last = found && loaded(found.id)?.series.epochLogs
  return {
    best: found?.best.val_loss?.epoch,
    lowest: found?.best.val_loss?.value,
    epochs: found?.epochs.done,
    val_loss: last?.get('val_loss')?.last,
    accuracy: last?.get('accuracy')?.last,
    val_accuracy: last?.get('val_accuracy')?.last
  }
}

/** What a run was told when ThresholdStopping ended it. */
function thresholdOf({ runs, loaded }: LessonFacts) {
  for (const run of runs.toReversed()) {
    if (run.settings.ThresholdStopping !== true) continue
    const notice = loaded(run.id)?.series.notices.find(({ code }) => code === 'THRESHOLD_REACHED')
    if (notice) return { run, args: notice.args }
  }
  return null
}

export default defineLesson({
  id: 'fashion-first',
  order: 7,
  title: words('Fashion-MNIST, the first classifier', 'Fashion-MNIST：第一个分类器'),
  summary: words(
    'Clothes in ten classes: why pixels are divided by 255, what relu and softmax do, and where learning turns into learning by heart.',
    '十类服饰图片：像素为什么要除以 255，relu 和 softmax 做了什么，学习从哪里开始变成死记硬背。'
  ),
  minutes: 20,
  examples: [EXAMPLE, WIDE],
  steps: [
    {
      id: 'clothes',
      title: words('70,000 pieces of clothing', '70,000 件服饰'),
      text: words(
        'Fashion-MNIST: grey pictures of 28 × 28 pixels in ten classes, from T-shirt to ankle boot. 60,000 are for training and 10,000 for the [test](term:test-set).\n\nOf the 60,000, a tenth is kept out as [validation set](term:validation-set): you will need it when it comes to overfitting. The task is the one of TensorFlow’s first tutorial.',
        'Fashion-MNIST：28 × 28 像素的灰度图片，共十类，从 T 恤到短靴。60,000 张用于训练，10,000 张用于[测试](term:test-set)。\n\n60,000 张中留出十分之一作为[验证集](term:validation-set)：讲到过拟合时要用。这正是 TensorFlow 入门教程的任务。'
      ),
      picture: DatasetHere,
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
          'Have the pictures on this machine, and look at them in the Data view.',
          '让图片就绪，并在“数据”视图中看一看。'
        ),
        isDone: ({ isOwn, view, seen }) => isOwn && view === 'data' && seen.has('data here')
      }
    },
    {
      id: 'raw',
      title: words('First with pixels from 0 to 255', '先用 0 到 255 的像素'),
      text: words(
        'The network: `Flatten` makes a row of 784 numbers of a picture, `Dense(128, relu)` makes 128 of them, `Dense(10, softmax)` ten. `adam` trains it with `sparse_categorical_crossentropy`: [cross-entropy](term:cross-entropy) with labels as class numbers, no one-hot needed.\n\nTake out the step that divides by 255 and train 5 [epochs](term:epoch). First step: loss {{raw_first}}. Guessing among ten classes would cost $-\\ln 0.1 = 2.30$ only!',
        '网络：`Flatten` 把图片变成一行 784 个数，`Dense(128, relu)` 变成 128 个，`Dense(10, softmax)` 变成 10 个。用 `adam` 和 `sparse_categorical_crossentropy` 训练：即[交叉熵](term:cross-entropy)，标签直接用类别编号，不必写成 one-hot。\n\n去掉除以 255 的那一步，训练 5 [轮](term:epoch)。第一步的损失：{{raw_first}}。在十类中瞎猜也只有 $-\\ln 0.1 = 2.30$！'
      ),
      values: scalingValues,
      deeds: [
        {
          label: words('Take the rescaling out, and train', '去掉缩放并训练'),
          async run(guide) {
            await guide.take(EXAMPLE)
            await guide.show('data')
            await guide.click('label:has(> input[name=data-tab][value=prepare])')
            await guide.click('[data-preparation=Rescaling] [data-remove]')
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words(
          'Train 5 epochs on pixels from 0 to 255 (without the step `Rescaling`).',
          '用 0 到 255 的像素（不含 `Rescaling` 这一步）训练 5 轮。'
        ),
        isDone: ({ runs }) => runs.some((run) => isFashion(run) && !isScaled(run) && hasTrained(run, EPOCHS))
      }
    },
    {
      id: 'scaled',
      title: words('Then with pixels from 0 to 1', '再用 0 到 1 的像素'),
      text: words(
        'Put the step back: each pixel times 1/255. This is [normalising](term:rescaling), and nothing else changes.\n\n- 0..255: first loss {{raw_first}}, test accuracy {{raw_test}}\n- 0..1: first loss {{first}}, test accuracy {{test}}\n\nWhy? The first layer’s weighted sums are 255 times smaller, so softmax does not begin by being quite sure and quite wrong. And what a step changes counts 255 times as much: `adam` moves a weight by some 0.001, which changes its sum by up to 0.001 × 255.',
        '把这一步放回来：每个像素乘以 1/255。这就是[归一化](term:rescaling)，其他都不变。\n\n- 0～255：第一步损失 {{raw_first}}，测试准确率 {{raw_test}}\n- 0～1：第一步损失 {{first}}，测试准确率 {{test}}\n\n为什么？第一层的加权和缩小到 1/255，softmax 不会一开始就又肯定又错误。而且每一步的影响也放大到 255 倍：`adam` 每步大约把权重移动 0.001，加权和却会变化多达 0.001 × 255。'
      ),
      values: scalingValues,
      deeds: [
        {
          label: words('Put it back, and train', '放回并训练'),
          async run(guide) {
            await guide.take(EXAMPLE)
            await guide.train()
            await guide.tab('curves')
          }
        },
        { label: words('Compare both', '比较两者'), run: (guide) => guide.compare(2) }
      ],
      check: {
        text: words('Train 5 epochs on pixels from 0 to 1.', '用 0 到 1 的像素训练 5 轮。'),
        isDone: ({ runs }) => runs.some((run) => isFashion(run) && isScaled(run) && hasTrained(run, EPOCHS))
      }
    },
    {
      id: 'boot',
      title: words('What is test picture 0?', '第 0 张测试图片是什么？'),
      text: words(
        'In Keras: `model.predict(x_test)[0]`, ten numbers, one for each class. All lie between 0 and 1 and together they make 1: the network deals out its belief. The answer is the [argmax](term:argmax), the class with most of it.\n\nAsk your model. Then leaf through some more: how sure is it where it is wrong?',
        'Keras 写作 `model.predict(x_test)[0]`：十个数，每类一个。它们都在 0 与 1 之间，加起来等于 1：网络把自己的“信念”分给各类。答案是 [argmax](term:argmax)，即分得最多的那一类。\n\n问问你的模型，再翻看几张：它认错的时候有多肯定？'
      ),
      picture: TestProbabilities,
      check: {
        text: words(
          'Ask about test picture 0, then find a picture that the model gets wrong.',
          '询问第 0 张测试图片，再找一张模型认错的图片。'
        ),
        isDone: ({ seen }) => seen.has('probabilities of 0') && seen.has('wrong')
      },
      tries: [
        {
          text: words(
            'Shirt, pullover or coat? The Evaluate tab shows which classes are mistaken for each other.',
            '衬衫、套头衫还是外套？“评估”页显示哪些类别容易混淆。'
          ),
          deed: { label: words('Show the Evaluate tab', '打开“评估”页'), run: (guide) => guide.tab('evaluate') }
        }
      ]
    },
    {
      id: 'relu',
      title: words('Inside: relu', '看里面：relu'),
      text: words(
        'At the left: the hidden layer of your model for one test picture. Each of its units computes a weighted sum $z = x \\cdot w + b$ of all 784 pixels; then [relu](term:relu) makes 0 of what is negative.\n\nWhy cut anything off? Without it, two layers together would be one weighted sum again, no more than a single layer. With it, a unit answers to some pictures and is silent for the others.',
        '左边是你的模型的隐藏层在一张测试图片上的情况。每个单元对 784 个像素求加权和 $z = x \\cdot w + b$，然后 [relu](term:relu) 把负数变成 0。\n\n为什么要截去？如果不截，两层合起来仍然只是一个加权和，并不比一层更强。有了它，一个单元只对某些图片作出反应，对其他图片保持沉默。'
      ),
      stage: ReluStage,
      deeds: [{ label: words('Show the layer', '查看这一层'), run: (guide) => guide.show('learn') }],
      check: {
        text: words(
          'Choose a unit that relu lets through, and one that it cuts off: click the bars, or use the arrow keys.',
          '选一个 relu 放行的单元，再选一个被截去的：点击竖条，或使用方向键。'
        ),
        isDone: ({ seen }) => seen.has('relu: passed') && seen.has('relu: cut off')
      }
    },
    {
      id: 'softmax',
      title: words('Inside: softmax', '看里面：softmax'),
      text: words(
        'The last layer gives ten [logits](term:logit), any numbers at all. [Softmax](term:softmax) makes probabilities of them in two strokes: $e^z$ is above 0 whatever $z$ is; dividing by the sum of all ten makes them add up to 1.\n\n$e^z$ exaggerates: a logit that is larger by 1 gives 2.7 times the probability, by 5 already 148 times. So a lead of a few points is nearly certainty. It takes two logits close together for the model to be unsure.',
        '最后一层给出十个 [logit](term:logit)，可以是任意的数。[Softmax](term:softmax) 分两步把它们变成概率：无论 $z$ 是多少，$e^z$ 都大于 0；再除以十个之和，加起来就是 1。\n\n$e^z$ 会放大差距：logit 大 1，概率就是 2.7 倍；大 5 已是 148 倍。所以领先几分就几乎是肯定。只有两个 logit 很接近时，模型才会拿不准。'
      ),
      stage: SoftmaxStage,
      deeds: [{ label: words('Show the layer', '查看这一层'), run: (guide) => guide.show('learn') }],
      check: {
        text: words(
          'Find a picture of which the model is unsure: no class has half of the probability.',
          '找一张模型拿不准的图片：没有任何一类占到一半的概率。'
        ),
        isDone: ({ seen }) => seen.has('unsure')
      }
    },
    {
      id: 'overfitting',
      title: words('Wider, deeper, longer', '更宽、更深、更久'),
      text: words(
        'More must be better? Make the hidden layer wider (512), add one more, and train 30 epochs.\n\nWatch both losses. The validation loss was lowest after epoch {{best}}: {{lowest}}. After epoch {{epochs}} it is {{val_loss}}, while the training loss fell all the time. This is [overfitting](term:overfitting): the network learns the training pictures by heart (accuracy {{accuracy}}) and gets no better at others ({{val_accuracy}}).',
        '越多越好吗？把隐藏层加宽（512），再加一层，训练 30 轮。\n\n同时观察两条损失曲线。验证损失在第 {{best}} 轮之后最低：{{lowest}}。到第 {{epochs}} 轮为 {{val_loss}}，而训练损失一直在降。这就是[过拟合](term:overfitting)：网络把训练图片背了下来（准确率 {{accuracy}}），对其他图片却没有进步（{{val_accuracy}}）。'
      ),
      values: overfittingValues,
      deeds: [
        {
          label: words('Take the larger network, and train', '换上更大的网络并训练'),
          async run(guide) {
            await guide.take(WIDE)
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words(
          'Train 30 epochs, until the validation loss is above its lowest.',
          '训练 30 轮，直到验证损失高于它的最低点。'
        ),
        isDone: ({ runs }) =>
          runs.some(
            (run) => isFashion(run) && hasTrained(run, MANY) && (run.best.val_loss?.epoch ?? MANY) < run.epochs.done
          )
      },
      tries: [
        {
          text: words(
            'Which pictures did the last epochs cost? Compare the two newest runs, tab Predictions.',
            '多训练的几轮让哪些图片变错了？比较最近两次训练的“预测”页。'
          ),
          deed: { label: words('Compare the two newest', '比较最近两次'), run: (guide) => guide.compare(2) }
        }
      ]
    },
    {
      id: 'callback',
      title: words('Stop when it is good enough', '够好就停'),
      text: words(
        'One need not sit beside it: a [callback](term:callback) looks at the end of each epoch. Tutorials write it by hand:\n\n```python\nif logs["accuracy"] >= 0.9:\n    self.model.stop_training = True\n```\n\nHere it is called `ThresholdStopping`. Planned are 30 epochs of the first network; it stopped after epoch {{epoch}} with accuracy {{found}}.\n\nBut mind which accuracy: that of the training pictures, which overfitting flatters. `val_accuracy` would be the honest one.',
        '不必守在旁边：[回调](term:callback)会在每轮结束时查看。教程里通常手写：\n\n```python\nif logs["accuracy"] >= 0.9:\n    self.model.stop_training = True\n```\n\n在这里它叫 `ThresholdStopping`。计划用第一个网络训练 30 轮；它在第 {{epoch}} 轮之后停下，准确率为 {{found}}。\n\n但要注意是哪个准确率：这是训练图片上的，过拟合会美化它。`val_accuracy` 才是诚实的。'
      ),
      values(facts) {
        const args = thresholdOf(facts)?.args
        return { epoch: Number(args?.epoch ?? NaN), found: Number(args?.found ?? NaN) }
      },
      deeds: [
        {
          label: words('Add the callback, and train', '添加回调并训练'),
          async run(guide) {
            await guide.take(EXAMPLE)
            await guide.setting('epochs', MANY)
            await guide.click('[data-add-callback]')
            await guide.click('[data-add=ThresholdStopping]')
            await guide.choose('[data-callback=ThresholdStopping] [data-param=monitor]', 'accuracy')
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words(
          'Let `ThresholdStopping` end a run at an accuracy of 0.9.',
          '让 `ThresholdStopping` 在准确率达到 0.9 时结束训练。'
        ),
        isDone(facts) {
          const args = thresholdOf(facts)?.args
          return args !== undefined && Number(args.threshold) >= THRESHOLD
        }
      },
      tries: [
        {
          text: words(
            'Monitor `val_accuracy` instead. Does it come to 0.9 within 30 epochs?',
            '改为监视 `val_accuracy`。30 轮之内能到 0.9 吗？'
          ),
          deed: {
            label: words('Monitor val_accuracy', '监视 val_accuracy'),
            async run(guide) {
              await guide.setting('epochs', MANY)
              await guide.choose('[data-callback=ThresholdStopping] [data-param=monitor]', 'val_accuracy')
              await guide.train()
            }
          },
          seen: ({ runs }) =>
            runs.some(
              ({ settings }) =>
                settings.ThresholdStopping === true && settings['ThresholdStopping.monitor'] === undefined
            )
        },
        {
          text: words(
            'Add `EarlyStopping` in Train, Set-up: it stops when `val_loss` no longer falls.',
            '在“训练”的设置中添加 `EarlyStopping`：`val_loss` 不再下降时就停。'
          ),
          seen: ({ runs }) => runs.some(({ settings }) => settings.EarlyStopping === true)
        }
      ]
    }
  ]
})
