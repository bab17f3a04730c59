import { words } from '../../../shared/locale'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import ConvolutionAndDense from '../pictures/convolution/ConvolutionAndDense.vue'
import ConvolutionByHand from '../pictures/convolution/ConvolutionByHand.vue'
import { firstConvolution, trainedRuns } from '../pictures/convolution/learnt'
import LearntFilter from '../pictures/convolution/LearntFilter.vue'
import PoolingByHand from '../pictures/convolution/PoolingByHand.vue'
import SeenMoments from '../pictures/convolution/SeenMoments.vue'
import type { Guide } from '../guide'
import { hasEnded } from '../runs'

const EXAMPLE = 'lessons/convolution'
const DENSE = 'lessons/convolution-dense'
/** Fewer do not show how filters come to be. */
const LEAST_EPOCHS = 2

function progress({ run }: LessonFacts): LessonValues {
  return {
    epochs: run?.series.epochs,
    accuracy: run?.series.epochLogs.get('val_accuracy')?.last
  }
}
function scores(facts: LessonFacts): LessonValues {
  const trained = trainedRuns(facts)
  return {
    conv: trained.findLast(({ hasConvolution }) => hasConvolution)?.accuracy,
    dense: trained.findLast(({ hasConvolution }) => !hasConvolution)?.accuracy
  }
}
const FIRST_LAYER = '[data-layer-choice=conv2d]'
/** The first convolution in Look inside; to open a model may take a while. */
async function openFirst(guide: Guide): Promise<void> {
  await guide.tab('inside')
  await guide.until(() => document.querySelector(FIRST_LAYER) !== null, 60)
  await guide.click(FIRST_LAYER)
}
/** A run with a convolution that lasted long enough to see it learn. */
const isTrained = ({ run }: LessonFacts): boolean =>
  hasEnded(run) && run.series.epochs >= LEAST_EPOCHS && firstConvolution(run.record.value!.project) !== null

export default defineLesson({
  id: 'convolution',
  order: 8,
  title: words('Convolution and pooling', '卷积与池化'),
  summary: words(
    'Nine multiplications find an edge. Do them by hand, then see which ones your own network has learnt.',
    '九次乘法就能找到一条边缘。先亲手算一遍，再看你自己的网络学出了怎样的卷积核。'
  ),
  minutes: 15,
  examples: [EXAMPLE, DENSE],
  steps: [
    {
      id: 'numbers',
      title: words('A picture is numbers', '图片就是数'),
      text: words(
        'To a network a picture is a grid of [pixels](term:pixel): 28 rows of 28 numbers, from 0 (paper) to 1 (ink). Beside it is a result, each number of it made from a small window of 3 × 3; as yet it takes the middle one.\n\nPoint at either picture, or go over it with the arrow keys: below you see the nine numbers under the window.',
        '对网络来说，图片是由[像素](term:pixel)组成的网格：28 行，每行 28 个数，从 0（纸）到 1（墨）。旁边的结果也是一张图，其中每个数都由一个 3 × 3 的小窗口算出；现在还只是取窗口中间的那个数。\n\n用鼠标指向任一张图，或用方向键移动：下方会显示窗口里的九个数。'
      ),
      stage: ConvolutionByHand,
      deeds: [
        {
          label: words('Open the project, and take any picture', '打开项目，并随机取一张图片'),
          async run(guide) {
            await guide.take(EXAMPLE)
            await guide.show('learn')
            await guide.click('[data-picture-chance]:enabled')
          }
        }
      ],
      check: {
        text: words(
          'In the project of the lesson, choose a picture of your own liking: by its number, or any one.',
          '在本课的项目中，按编号或随机选一张你喜欢的图片。'
        ),
        isDone: ({ isOwn, seen }) => isOwn && seen.has('picture')
      }
    },
    {
      id: 'edges',
      title: words('Nine products, one sum', '九个乘积，一个和'),
      text: words(
        'A [kernel](term:kernel) is nine numbers. Laid over a window, each is multiplied with the [pixel](term:pixel) under it, and the products are added up:\n\n$$s = \\sum_{i,j} x_{ij}\\, k_{ij}$$\n\nThat sum is one number of the result. Then the window moves on. This is [convolution](term:convolution).\n\nThe kernel for vertical edges takes right minus left: 0 where the picture is even, large where ink begins or ends.',
        '[卷积核](term:kernel)是九个数。把它盖在窗口上，每个数与下面的[像素](term:pixel)相乘，再把乘积加起来：\n\n$$s = \\sum_{i,j} x_{ij}\\, k_{ij}$$\n\n这个和就是结果中的一个数。然后窗口移到下一处，这就是[卷积](term:convolution)。\n\n竖直边缘的卷积核用右边减左边：平坦处为 0，墨迹开始或结束处数值就大。'
      ),
      stage: ConvolutionByHand,
      deeds: [
        {
          label: words('Lay the kernel on its strongest place', '把卷积核放到响应最强处'),
          async run(guide) {
            await guide.show('learn')
            await guide.click('[data-kernel=vertical]')
            await guide.click('[data-strongest]')
          }
        }
      ],
      check: {
        text: words(
          'With the kernel for vertical edges, click a place of the result that has at least 80 % of the largest sum.',
          '使用竖直边缘卷积核，在结果中点击一处：其数值至少为最大值的 80%。'
        ),
        isDone: ({ seen }) => seen.has('strong vertical')
      }
    },
    {
      id: 'kernels',
      title: words('Other numbers, another feature', '换一组数，换一种特征'),
      text: words(
        'The same nine multiplications find something else with other numbers: edges of another direction, a blurred picture, a sharper one. Each result is a [feature map](term:feature-map): orange above zero, blue below.\n\nLook at what the nine numbers add up to. Where that is 0, an even area gives 0, paper and ink alike: only change is seen.\n\nChange the numbers yourself; fractions such as 1/9 are understood.',
        '同样是九次乘法，换一组数就能找到别的东西：另一个方向的边缘、模糊或锐化后的图片。每个结果都是一张[特征图](term:feature-map)：橙色大于零，蓝色小于零。\n\n注意九个数之和。和为 0 时，平坦的区域无论是纸还是墨，结果都是 0：只有变化才看得见。\n\n自己改一改这些数吧，也可以输入 1/9 这样的分数。'
      ),
      stage: ConvolutionByHand,
      deeds: [
        {
          label: words('Horizontal edges', '水平边缘'),
          async run(guide) {
            await guide.show('learn')
            await guide.click('[data-kernel=horizontal]')
          }
        },
        {
          label: words('Change a number of the kernel', '改动卷积核中的一个数'),
          async run(guide) {
            await guide.show('learn')
            await guide.fill('[data-kernel-cell="4"]', '2')
          }
        }
      ],
      check: {
        text: words(
          'Take the kernel for horizontal edges, and make one of your own.',
          '先用水平边缘卷积核，再做一个你自己的卷积核。'
        ),
        isDone: ({ seen }) => seen.has('kernel horizontal') && seen.has('kernel own')
      },
      tries: [
        {
          text: words('Blur: nine times 1/9. What becomes of thin lines?', '模糊：九个 1/9。细线会变成什么样？'),
          deed: {
            label: words('Blur', '模糊'),
            async run(guide) {
              await guide.show('learn')
              await guide.click('[data-kernel=blur]')
            }
          },
          seen: ({ seen }) => seen.has('kernel blur')
        }
      ]
    },
    {
      id: 'size',
      title: words('How large is the result?', '结果有多大？'),
      text: words(
        'A window of 3 × 3 fits into 28 × 28 at 26 × 26 places: the edge is lost. That is `padding="valid"`. With `same`, [zeros are put around](term:padding), and nothing is lost.\n\nThe [stride](term:stride) says how far the window moves on. For an input of $n$, a kernel of $k$ and a stride of $s$:\n\n$$\\text{valid: } \\left\\lfloor \\frac{n - k}{s} \\right\\rfloor + 1 \\qquad \\text{same: } \\left\\lceil \\frac{n}{s} \\right\\rceil$$',
        '3 × 3 的窗口在 28 × 28 的图片上只有 26 × 26 个位置，边缘会丢失，这就是 `padding="valid"`。用 `same` 时会在[四周补零](term:padding)，什么也不丢。\n\n[步幅](term:stride)说明窗口每次移动多远。设输入长为 $n$，卷积核长为 $k$，步幅为 $s$：\n\n$$\\text{valid: } \\left\\lfloor \\frac{n - k}{s} \\right\\rfloor + 1 \\qquad \\text{same: } \\left\\lceil \\frac{n}{s} \\right\\rceil$$'
      ),
      stage: ConvolutionByHand,
      deeds: [
        {
          label: words('Set same, and a stride of 2', '设为 same，步幅设为 2'),
          async run(guide) {
            await guide.show('learn')
            await guide.click('label:has(> input[name=by-hand-padding][value=same])')
            await guide.click('label:has(> input[name=by-hand-strides][value="2"])')
          }
        }
      ],
      check: {
        text: words(
          'Make the result exactly half as long on each side as the picture.',
          '让结果的每边恰好是图片的一半。'
        ),
        isDone: ({ seen }) => seen.has('half')
      }
    },
    {
      id: 'pooling',
      title: words('Pooling: a quarter of the numbers', '池化：只剩四分之一的数'),
      text: words(
        'First [relu](term:activation): what is negative becomes 0. Then max [pooling](term:pooling): of each 2 × 2 numbers the largest stays. A quarter of the numbers is left, and the edge is still there: it only matters *that* it was found, not at which pixel.\n\nBeside it the mean of the four, which washes a thin line out.',
        '先用 [relu](term:activation)：负数变为 0。然后做最大[池化](term:pooling)：每 2 × 2 个数只留最大的一个。数只剩四分之一，边缘却还在：重要的是找到了它，而不是它恰好在哪个像素。\n\n旁边是四个数的平均值，它会把细线冲淡。'
      ),
      stage: PoolingByHand,
      deeds: [
        {
          label: words('Vertical edges with relu, stride 1', '竖直边缘加 relu，步幅为 1'),
          async run(guide) {
            await guide.show('learn')
            await guide.click('label:has(> input[name=by-hand-padding][value=valid])')
            await guide.click('label:has(> input[name=by-hand-strides][value="1"])')
            await guide.click('label:has(> input[name=by-hand-activation][value=relu])')
            await guide.click('[data-kernel=vertical]')
          }
        }
      ],
      check: {
        text: words(
          'Click a window whose largest number is more than twice the mean: a feature that max pooling keeps.',
          '点击一个最大值超过平均值两倍的窗口：这就是最大池化保住的特征。'
        ),
        isDone: ({ seen }) => seen.has('kept')
      }
    },
    {
      id: 'train',
      title: words('Let the network find the numbers', '让网络自己找出这些数'),
      text: words(
        'Nobody writes the kernels of a network by hand: they are [weights](term:weight), learnt like all others. This one begins with `Conv2D(16, 3)`: 16 kernels of 9 numbers and a [bias](term:bias) each, 160 numbers to learn.\n\nFive short epochs; `ModelCheckpoint` keeps the weights after each, so that you can look back.\n\nNow: epoch {{epochs}}, validation accuracy {{accuracy}}.',
        '网络的卷积核不是人写的：它们是[权重](term:weight)，和其他权重一样要学习。这个网络的第一层是 `Conv2D(16, 3)`：16 个卷积核，每个 9 个数，再加一个[偏置](term:bias)，共 160 个数要学。\n\n训练五个短轮；`ModelCheckpoint` 在每轮结束时保存权重，之后可以回头看。\n\n当前：第 {{epochs}} 轮，验证准确率 {{accuracy}}。'
      ),
      values: progress,
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
          'Train a network with a Conv2D to the end, for two epochs at least.',
          '训练一个带 Conv2D 的网络，至少两轮，直到结束。'
        ),
        isDone: isTrained
      }
    },
    {
      id: 'filters',
      title: words('What it has learnt, epoch by epoch', '它一轮一轮学到了什么'),
      text: words(
        'Look inside shows the 16 kernels of your run, and the [feature maps](term:feature-map) that they give for any example. With the slider you go through the epochs.\n\nThey began as chance. Which of them look for an edge, and in which direction? Which have changed most? The network keeps what makes the loss smaller, and owes us no names for it.',
        '“看内部”页显示你训练出的 16 个卷积核，以及它们对任一样本给出的[特征图](term:feature-map)。拖动滑块可以逐轮查看。\n\n卷积核一开始是随机的。哪些在找边缘？是哪个方向的？哪些变化最大？网络只保留能减小损失的东西，并不需要给它们起名字。'
      ),
      picture: SeenMoments,
      deeds: [
        {
          label: words('Show the kernels after the first epoch', '查看第一轮之后的卷积核'),
          async run(guide) {
            await openFirst(guide)
            // Its weights are read first.
            await guide.click('label:has(> input[name=inside-face][value=weights]:enabled)')
            await guide.fill('input[name=inside-epoch]', '0')
          }
        },
        {
          label: words('And at the end of training', '再看训练结束时'),
          async run(guide) {
            await openFirst(guide)
            await guide.fill('input[name=inside-epoch]', '1000')
          }
        }
      ],
      check: {
        text: words(
          'In Look inside, see the first convolution after the first epoch and at the end of training.',
          '在“看内部”页查看第一个卷积层在第一轮之后和训练结束时的样子。'
        ),
        isDone: ({ seen }) => seen.has('first moment') && seen.has('last moment')
      }
    },
    {
      id: 'agree',
      title: words('Your hand against the network', '你的手算与网络的结果'),
      text: words(
        'Take a filter of your own run, and go over a picture with it by hand: nine products, their sum, plus the [bias](term:bias), then `relu`. Beside it is what the network itself gives.\n\nThey agree but for the last digits of float32. There is nothing else in a `Conv2D`: what you did by hand is all that it does, for 16 filters at once.\n\nGo back to earlier epochs: the map changes with the filter.',
        '取你自己训练出的一个卷积核，亲手在图片上算一遍：九个乘积，求和，加上[偏置](term:bias)，再经过 `relu`。旁边是网络自己给出的结果。\n\n除了 float32 的末几位，两者完全一致。`Conv2D` 里没有别的东西：你手算的就是它所做的一切，只不过它一次用 16 个卷积核。\n\n回到更早的轮次看看：特征图随卷积核一起变化。'
      ),
      stage: LearntFilter,
      deeds: [
        {
          label: words('Take filter 0 of the run', '取这次训练的卷积核 0'),
          async run(guide) {
            await guide.show('learn')
            await guide.click('[data-filter="0"]')
          }
        }
      ],
      check: {
        text: words(
          'Take a filter of your run, so that your map agrees with that of the network.',
          '取你训练出的一个卷积核，让手算结果与网络的结果一致。'
        ),
        isDone: ({ seen }) => seen.has('agrees')
      }
    },
    {
      id: 'why',
      title: words('Why not only Dense layers?', '为什么不只用 Dense 层？'),
      text: words(
        'A `Dense` unit has a weight for each of the 784 pixels: what it learns at one place it does not know at another. A kernel has 9, used at every place: an edge is an edge wherever it is.\n\nSo with about as many parameters and the same training, the two do not do equally well. Your runs on the [test set](term:test-set): with convolution {{conv}}, with `Dense` layers only {{dense}}.',
        '一个 `Dense` 单元对 784 个像素各有一个权重：在一处学到的，换个位置就不认识。而卷积核只有 9 个数，处处共用：边缘在哪里都是边缘。\n\n因此参数量相近、训练相同，两者的表现却不一样。你的训练在[测试集](term:test-set)上的准确率：有卷积 {{conv}}，只用 `Dense` 层 {{dense}}。'
      ),
      values: scores,
      picture: ConvolutionAndDense,
      tries: [
        {
          text: words(
            'Train a network of Dense layers with as many parameters. It is many times as fast: how much worse?',
            '训练一个参数量相近、只有 Dense 层的网络。它快得多，但差多少？'
          ),
          deed: {
            label: words('Take the Dense network and train', '打开 Dense 网络并训练'),
            async run(guide) {
              await guide.take(DENSE)
              await guide.train()
            }
          },
          seen: (facts) => trainedRuns(facts).some(({ hasConvolution }) => !hasConvolution)
        },
        {
          text: words(
            'Take the project of the lesson again, set `kernel_size` of conv2d to 5 in the Design view, and train. Are larger kernels better here?',
            '重新打开本课的项目，在“设计”视图中把 conv2d 的 `kernel_size` 改为 5 再训练。更大的卷积核在这里更好吗？'
          ),
          deed: {
            label: words('Open conv2d in the Design view', '在“设计”视图中打开 conv2d'),
            async run(guide) {
              await guide.take(EXAMPLE)
              await guide.show('design')
              await guide.click('.vue-flow__node[data-id=conv2d]')
            }
          },
          seen: ({ runs }) =>
            runs.some(({ settings }) =>
              Object.entries(settings).some(
                ([key, value]) => key.endsWith('conv2d.kernel_size') && String(value) !== '3'
              )
            )
        }
      ]
    }
  ]
})
