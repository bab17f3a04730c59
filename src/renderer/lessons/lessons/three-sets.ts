import { words } from '../../../shared/locale'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import type { Guide } from '../guide'
import ThreeScores from '../pictures/ThreeScores.vue'
import ValidationAgainstTest from '../pictures/ValidationAgainstTest.vue'
import { chosenBy, optimismOf, trialScores } from '../scores'

const TRIALS = 20
/** The last validation loss is so many times the best. */
const OVERFITTED = 1.2

function values({ runs }: LessonFacts): LessonValues {
  const [last, chosen] = [chosenBy(runs, false), chosenBy(runs, true)]
  const trials = trialScores(runs)
  const found = optimismOf(trials)
  return {
    loss: last?.last?.loss,
    val_loss: last?.last?.val_loss,
    best_val_loss: last?.best.val_loss?.value,
    best_epoch: last?.best.val_loss?.epoch,
    last_validation: chosen?.last?.val_accuracy,
    chosen_epoch: chosen?.best.val_accuracy?.epoch,
    chosen_validation: chosen?.best.val_accuracy?.value,
    trials: trials.length,
    best_validation: found?.best.validation,
    best_test: found?.best.test,
    difference: found?.ofBest,
    mean: found?.mean
  }
}

async function addSetting(guide: Guide, path: string, text: string): Promise<void> {
  if (!document.querySelector(`input[name="values-${path}"]`)) {
    await guide.click('[data-add-setting]')
    await guide.fill('input[name=find-setting]', path)
    await guide.click(`[data-setting="${path}"]`)
  }
  await guide.fill(`input[name="values-${path}"]`, text)
}

/** Sets a sweep of twenty trials up in its form, and begins it. */
async function sweep(guide: Guide): Promise<void> {
  await guide.show('runs')
  await guide.click('label:has(> input[name=runs-page][value=sweeps])')
  if (!document.querySelector('[data-sweep-form]')) await guide.click('[data-new-sweep]')
  await addSetting(guide, 'Dense.units', '8, 16, 32, 64, 128')
  await addSetting(guide, 'optimizer.learning_rate', '0.002..0.05 log')
  await addSetting(guide, 'batch_size', '5, 10, 20')
  await guide.fill('[data-sweep-form] select[name=objective]', 'val_accuracy')
  await guide.fill('[data-sweep-form] input[name=max_trials]', String(TRIALS))
  await guide.fill('[data-sweep-form] input[name=parallel]', '2')
  await guide.until(() => document.querySelector('[data-start-sweep]:enabled') !== null)
  await guide.click('[data-start-sweep]')
}

const isDone = (facts: LessonFacts, least: number): boolean => trialScores(facts.runs).length >= least

export default defineLesson({
  id: 'three-sets',
  order: 10,
  title: words('Why three sets', '为什么要分三个集合'),
  summary: words(
    'Overfit on purpose, choose by validation, and find the honest number on the test set: the best of 20 is too good to be true.',
    '故意过拟合，用验证集做选择，再在测试集上得到真实的成绩：20 次中最好的成绩好得不真实。'
  ),
  minutes: 15,
  examples: ['lessons/three-sets', 'lessons/three-sets-chosen'],
  steps: [
    {
      id: 'sets',
      title: words('Three sets, three jobs', '三个集合，三种用途'),
      text: words(
        'The same points are dealt into three sets, and none is in two of them:\n\n- 40 in the [training set](term:training-set): the weights are learnt from them;\n- 20 in the [validation set](term:validation-set): something is chosen by them;\n- 1,000 in the [test set](term:test-set): nothing is learnt from them, and nothing chosen by them.\n\nThe two half-moons are very noisy: no network can get all points right.',
        '同样的点分成三个集合，没有一个点同时属于两个：\n\n- 40 个在[训练集](term:training-set)：权重从中学习；\n- 20 个在[验证集](term:validation-set)：用来做选择；\n- 1000 个在[测试集](term:test-set)：既不用来学习，也不用来做选择。\n\n这两个半月形的噪声很大：没有网络能把所有点都分对。'
      ),
      deeds: [
        {
          label: words('Open the project and show how it is split', '打开项目并查看如何划分'),
          async run(guide) {
            await guide.take('lessons/three-sets')
            await guide.show('data')
            await guide.click('label:has(> input[name=data-tab][value=split])')
          }
        }
      ],
      check: {
        text: words('Look at the points in the Data view.', '在“数据”视图中查看这些点。'),
        isDone: ({ isOwn, view }) => isOwn && view === 'data'
      }
    },
    {
      id: 'overfit',
      title: words('Overfit on purpose', '故意过拟合'),
      text: words(
        'A network of 4,417 parameters, and 40 points: that must go wrong. The training loss falls to {{loss}}. The validation loss is best after epoch {{best_epoch}} ({{best_val_loss}}), and then rises to {{val_loss}}: [overfitting](term:overfitting). Watch the border in the Fit tab wind itself around single points.',
        '网络有 4417 个参数，而训练点只有 40 个：这一定会出问题。训练损失降到 {{loss}}；验证损失在第 {{best_epoch}} 轮最低（{{best_val_loss}}），之后升到 {{val_loss}}：这就是[过拟合](term:overfitting)。在“拟合”标签页中可以看到分界线绕着个别的点弯曲。'
      ),
      values,
      deeds: [
        {
          label: words('Train', '开始训练'),
          async run(guide) {
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words(
          'Train to the end, until the last validation loss is a fifth above its best.',
          '训练到底，使最后的验证损失比最低时高出五分之一以上。'
        ),
        isDone({ runs }) {
          const run = chosenBy(runs, false)
          const [last, best] = [run?.last?.val_loss, run?.best.val_loss?.value]
          return last !== undefined && best !== undefined && last > OVERFITTED * best
        }
      },
      tries: [
        {
          text: words('See the border wind itself around single points.', '看分界线如何绕着个别的点弯曲。'),
          deed: { label: words('Show the Fit tab', '打开“拟合”标签页'), run: (guide) => guide.tab('fit') }
        }
      ]
    },
    {
      id: 'choose',
      title: words('Choose by validation', '由验证集来选择'),
      text: words(
        'The epoch is a choice, and validation makes it. [Early stopping](term:early-stopping), `EarlyStopping(monitor="val_accuracy", restore_best_weights=True)`, goes back to the weights of the best epoch.\n\nThe best was epoch {{chosen_epoch}} with a validation accuracy of {{chosen_validation}}; at the last epoch it was {{last_validation}}.',
        '用第几轮的权重是一个选择，由验证集决定。[早停](term:early-stopping) `EarlyStopping(monitor="val_accuracy", restore_best_weights=True)` 会退回到最好那一轮的权重。\n\n最好的是第 {{chosen_epoch}} 轮，验证准确率 {{chosen_validation}}；最后一轮时是 {{last_validation}}。'
      ),
      values,
      deeds: [
        {
          label: words('Take the project with EarlyStopping, and train', '换成带 EarlyStopping 的项目并训练'),
          async run(guide) {
            await guide.take('lessons/three-sets-chosen')
            await guide.show('train')
            await guide.click('label:has(> input[name=train-page][value=setup])')
            await guide.point('[data-callback=EarlyStopping]')
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words('Train to the end with EarlyStopping.', '使用 EarlyStopping 完整训练一次。'),
        isDone: ({ runs }) => chosenBy(runs, true) !== null
      }
    },
    {
      id: 'honest',
      title: words('The honest number', '真实的成绩'),
      text: words(
        'May {{chosen_validation}} be reported? No: of some sixty epochs the one was taken that these 20 points liked best. Another 20 points would have liked another one.\n\nNothing was chosen by the test set. (The page of each run has told its score; whoever goes by that is choosing.) So now, at the end, it is the judge. What do you expect: more or less than {{chosen_validation}}?',
        '可以把 {{chosen_validation}} 写进报告吗？不可以：这是从几十轮里挑出的、恰好最合这 20 个点的一轮。换另外 20 个点，就会挑出另一轮。\n\n到现在为止，没有任何选择是由测试集做的。（每次训练的页面上都写着测试成绩；谁照着它来挑，谁就是在用它做选择。）现在到最后了，由它来评判。你觉得会比 {{chosen_validation}} 高还是低？'
      ),
      values,
      picture: ThreeScores,
      check: {
        text: words('Guess, then look at the test score.', '先猜一猜，再看测试成绩。'),
        isDone: ({ seen, runs }) => seen.has('test score') && chosenBy(runs, true) !== null
      }
    },
    {
      id: 'sweep',
      title: words('The best of twenty', '二十次中最好的一次'),
      text: words(
        'Now choose much more: a [sweep](term:sweep) of 20 trials with other numbers of units, learning rates and batch sizes. The best is chosen by those same 20 validation points.\n\nIt takes a minute at most; the list grows while it trains. {{trials}} trials have ended.',
        '现在做更多的选择：用不同的单元数、学习率和批次大小进行 20 次试验的[参数搜索](term:sweep)，仍由那 20 个验证点选出最好的一次。\n\n最多约一分钟，训练时列表会不断增长。已结束 {{trials}} 次试验。'
      ),
      values,
      deeds: [{ label: words('Set up the sweep and begin', '设置参数搜索并开始'), run: sweep }],
      check: {
        text: words('Let 20 trials of a sweep train to the end.', '让一次参数搜索的 20 次试验全部训练完。'),
        isDone: (facts) => isDone(facts, TRIALS)
      }
    },
    {
      id: 'against',
      title: words('Too good to be true', '好得不真实'),
      text: words(
        'By validation the best trial has {{best_validation}}. Where will its test score be: on the dashed line, above or below it?\n\nThe more one chooses by a small set, the more one chooses its luck. Each trial has already chosen its best epoch, so most points lie below the line. The winner was chosen twice.',
        '按验证集，最好的一次是 {{best_validation}}。它的测试成绩会在虚线上、虚线上方，还是下方？\n\n用一个小集合做的选择越多，选中的运气成分就越大。每次试验都已经挑过最好的一轮，所以多数点在虚线下方；而优胜者被挑了两次。'
      ),
      values,
      picture: ValidationAgainstTest,
      check: {
        text: words('Guess, then show the test scores of all trials.', '先猜一猜，再显示全部试验的测试成绩。'),
        isDone: (facts) => facts.seen.has('all tests') && isDone(facts, TRIALS)
      }
    },
    {
      id: 'report',
      title: words('What to report', '该报告哪个数'),
      text: words(
        'Your best of {{trials}}: {{best_validation}} on validation, {{best_test}} on the test set, {{difference}} less; all trials on average {{mean}}.\n\nA single sweep may come out otherwise, as these 20 points may happen to be harder than the rest. Of seven seeds of the points that were tried for this lesson, the best of 20 was too optimistic with five, about right with one and too modest with one; by 0.12 on average it was too optimistic.\n\nSo: learn from the first set, choose by the second, report the third, **once**. Who looks at the test set and then goes on choosing has made a validation set of it.',
        '你的 {{trials}} 次中最好的一次：验证 {{best_validation}}，测试 {{best_test}}，低了 {{difference}}；全部试验平均为 {{mean}}。\n\n单独一次参数搜索的结果也可能不同，因为这 20 个点可能碰巧比其余的更难。编写本课时试了七个数据种子：五个的最好成绩虚高，一个大致相符，一个偏低；平均虚高 0.12。\n\n所以：用第一个集合学习，用第二个选择，报告第三个，而且**只看一次**。看了测试集又继续挑选的人，就把它变成了验证集。'
      ),
      values,
      picture: ValidationAgainstTest,
      tries: [
        {
          text: words(
            'Deal the points anew: set the seed of the split to 0 (Data view, Split) and sweep again. Is the best too optimistic again?',
            '重新划分这些点：在“数据”视图的“划分”中把种子设为 0，再搜索一次。最好的成绩又虚高了吗？'
          ),
          deed: { label: words('Sweep what is set now', '用当前的设置搜索'), run: sweep },
          seen: ({ runs }) => runs.some(({ sweep, settings }) => sweep && settings['split.seed'] === 0)
        },
        {
          text: words(
            'Validate by 400 points (split: validation 400, test 620). The best of 20 is then much nearer to its test score. Why?',
            '用 400 个点来验证（划分：validation 400，test 620）。这时 20 次中最好的成绩与测试成绩接近得多。为什么？'
          ),
          seen: ({ runs }) => runs.some(({ settings }) => settings['split.validation'] === 400)
        },
        {
          text: words(
            'Make the noise of the points 3: hardly anything is left to learn, and the test says less than 0.6, little better than a coin. What does the best of 20 say by validation?',
            '把点的噪声改为 3：几乎没有什么可学，测试成绩不到 0.6，比抛硬币好不了多少。那么 20 次中最好的验证成绩是多少？'
          ),
          seen: ({ runs }) => runs.some(({ settings }) => Number(settings['dataset.noise']) >= 3)
        }
      ]
    }
  ]
})
