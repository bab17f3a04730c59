import { words } from '../../../shared/locale'
import { useLessons } from '../../stores/lessons'
import { useOwnPictures } from '../../stores/own-pictures'
import { useProject } from '../../stores/project'
import { defineLesson, type LessonFacts, type LessonValues } from '../define'
import type { Guide } from '../guide'
import OwnFolder from '../pictures/OwnFolder.vue'
import StepsCount from '../pictures/StepsCount.vue'
import WithWithout from '../pictures/WithWithout.vue'
import { gapOf, isAugmented, withAndWithout } from '../scores'

const LEAST_EPOCHS = 20
const FIT = '[data-setting=fit]'
const dataTab = (guide: Guide, id: string): Promise<void> =>
  guide.click(`label:has(> input[name=data-tab][value=${id}])`)

function values({ runs }: LessonFacts): LessonValues {
  const { without, with: augmented } = withAndWithout(runs)
  return {
    accuracy: without?.last?.accuracy,
    val_accuracy: without?.last?.val_accuracy,
    gap: gapOf(without),
    accuracy_with: augmented?.last?.accuracy,
    val_accuracy_with: augmented?.last?.val_accuracy,
    gap_with: gapOf(augmented),
    test: without?.test?.accuracy,
    test_with: augmented?.test?.accuracy
  }
}

/** Epochs of the newest run that has ended, with augmentation or without it. */
const trained = ({ runs }: LessonFacts, augmented: boolean): number =>
  withAndWithout(runs)[augmented ? 'with' : 'without']?.epochs.done ?? 0

async function compare(guide: Guide, runIds: readonly string[]): Promise<void> {
  await guide.show('runs')
  await guide.click('label:has(> input[name=runs-page][value=table])')
  for (const id of runIds) {
    const box = `[data-run="${id}"] input[type=checkbox]`
    await guide.until(() => document.querySelector(box) !== null)
    if (!document.querySelector<HTMLInputElement>(box)!.checked) await guide.click(box)
  }
  await guide.click('[data-compare]')
}

async function compareBoth(guide: Guide, { runs }: LessonFacts): Promise<void> {
  const both = withAndWithout(runs)
  await compare(
    guide,
    [both.without, both.with].flatMap((run) => run?.id ?? [])
  )
}

export default defineLesson({
  id: 'own-pictures',
  order: 9,
  title: words("Pictures of one's own: augmentation", '自己的图片：数据增强'),
  summary: words(
    'A folder of pictures becomes a dataset; few pictures are learnt by heart, and random changes help against it.',
    '把一个图片文件夹变成数据集；图片太少会被背下来，而随机变换可以缓解。'
  ),
  minutes: 15,
  examples: ['lessons/own-pictures', 'lessons/own-pictures-augmented'],
  steps: [
    {
      id: 'folder',
      title: words('A folder is a dataset', '一个文件夹就是一个数据集'),
      text: words(
        "Nobody writes a list of labels: **the subfolder is the class**.\n\n`train/Pullover/00001.png`\n`train/Dress/00003.png`\n`validation/…` `test/…`\n\nThat is what Keras's `flow_from_directory` and `image_dataset_from_directory` read. This project has 240 pictures of clothes in three classes: 120 to train with, 60 for [validation](term:validation-set), 60 for the [test](term:test-set). Pixels are divided by 255 (`Rescaling`, `rescale=1/255` in Keras's generator), for all three.",
        '不需要另写标签表：**子文件夹的名字就是类别**。\n\n`train/Pullover/00001.png`\n`train/Dress/00003.png`\n`validation/…` `test/…`\n\nKeras 的 `flow_from_directory` 和 `image_dataset_from_directory` 读的正是这种结构。这个项目有三类服装共 240 张图片：120 张训练，60 张[验证](term:validation-set)，60 张[测试](term:test-set)。三部分的像素都除以 255（`Rescaling`，即 Keras 生成器的 `rescale=1/255`）。'
      ),
      deeds: [
        {
          label: words('Open the project and look at the pictures', '打开项目并查看图片'),
          async run(guide) {
            await guide.take('lessons/own-pictures')
            await guide.show('data')
            await dataTab(guide, 'pictures')
          }
        }
      ],
      check: {
        text: words('Look at the pictures in the Data view.', '在“数据”视图中查看这些图片。'),
        isDone: ({ isOwn, view, project }) =>
          isOwn && view === 'data' && project !== null && 'format' in project.dataset.source
      }
    },
    {
      id: 'own',
      title: words('Now pictures of your own', '换成你自己的图片'),
      text: words(
        'Open a folder of yours: any sizes and formats, one subfolder for each class, with or without `train` and `test` above them. Pictures that cannot be read are named and left out. Then press **Use for this project**: pictures are brought to one size (`Resizing`). If the network does not fit them (another size, colours, more classes), Problems tells it, with a button that mends it.\n\nHave you none? A button makes some. Or go on with those of the project.',
        '打开自己的一个文件夹：大小和格式不限，每类一个子文件夹，上面有没有 `train`、`test` 都可以。无法读取的图片会列出并跳过。然后点击**用于当前项目**：图片会被缩放到统一尺寸（`Resizing`）。如果网络与图片不符（尺寸、颜色或类别数不同），“问题”面板会指出，并提供修复按钮。\n\n手边没有图片？可以一键生成。也可以继续用项目自带的图片。'
      ),
      picture: OwnFolder,
      deeds: [
        {
          label: words('Use what is shown for this project', '把当前查看的数据用于此项目'),
          run: (guide) => guide.click('[data-adopt]')
        }
      ],
      check: {
        text: words('Make another folder the data of the project.', '让另一个文件夹成为项目的数据。'),
        isDone({ project, begun }) {
          const [source, first] = [project?.dataset.source, begun?.dataset.source]
          if (!source || !first || !('path' in source) || !('path' in first)) return false
          return source.format === 'images' && source.path !== first.path
        }
      }
    },
    {
      id: 'steps',
      title: words('steps_per_epoch and validation_steps', 'steps_per_epoch 与 validation_steps'),
      text: words(
        'A generator of changed pictures never ends, so Keras wants to be told how many [batches](term:batch) make an [epoch](term:epoch):\n\n$$\\text{steps} = \\left\\lceil \\frac{\\text{pictures}}{\\text{batch size}} \\right\\rceil$$\n\nWith more steps it goes round again; with fewer, some pictures wait for the next epoch. `validation_steps` does the same for validation, always from the first batch on. A folder is sorted by class: **too few validation steps see the first class only**.',
        '不断产生变换图片的生成器没有尽头，所以要告诉 Keras 一[轮](term:epoch)有多少个[批次](term:batch)：\n\n$$\\text{steps} = \\left\\lceil \\frac{\\text{pictures}}{\\text{batch size}} \\right\\rceil$$\n\n步数更多就从头再来；更少则有些图片要等到下一轮。`validation_steps` 对验证集的作用相同，而且总是从第一个批次开始。文件夹按类别排序：**验证步数太少时，只会看到第一个类别**。'
      ),
      picture: StepsCount,
      deeds: [
        {
          label: words('Set both so that every picture comes once', '设置两者，使每张图片恰好用一遍'),
          async run(guide) {
            const { train, validation } = await useOwnPictures().count()
            const size = useProject().draft!.training.batch_size
            await guide.setting('batch_size', size)
            await guide.fill(`${FIT} [data-param=steps_per_epoch] input`, String(Math.ceil(train / size)))
            await guide.fill(`${FIT} [data-param=validation_steps] input`, String(Math.ceil(validation / size)))
          }
        }
      ],
      check: {
        text: words('Set both to the number of batches that your pictures make.', '把两者设为你的图片所构成的批次数。'),
        isDone: ({ seen }) => seen.has('steps fit')
      }
    },
    {
      id: 'without',
      title: words('Learnt by heart', '背下来了'),
      text: words(
        'Train as it is. So few pictures are soon known one by one: [overfitting](term:overfitting).\n\nAt the end, accuracy: training {{accuracy}}, validation {{val_accuracy}}. The validation loss is {{gap}} above the training loss: that is how much was learnt by heart.',
        '先不做任何改变，直接训练。图片这么少，很快就会被逐张记住：这就是[过拟合](term:overfitting)。\n\n训练结束时的准确率：训练集 {{accuracy}}，验证集 {{val_accuracy}}。验证损失比训练损失高 {{gap}}：这就是“背下来”的部分。'
      ),
      values,
      deeds: [
        {
          label: words('Train without augmentation', '无增强训练'),
          async run(guide) {
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words(
          'Train at least 20 epochs to the end, without augmentation.',
          '在没有增强的情况下完整训练至少 20 轮。'
        ),
        isDone: (facts) => trained(facts, false) >= LEAST_EPOCHS
      }
    },
    {
      id: 'sheet',
      title: words('Never the same picture twice', '没有一张图片原样出现两次'),
      text: words(
        "[Augmentation](term:augmentation) changes each picture at random whenever it comes in a training batch; validation and test stay as they are. These are the settings of Keras's `ImageDataGenerator` that tutorials begin with: `rotation_range=40` degrees, shifts and zoom 0.2, `horizontal_flip`, what is left empty filled with the `nearest` pixel.\n\nA trap: `shear_range=0.2` is in **degrees** in Keras: next to nothing. Below the sheet you can open the very batches that training sees.",
        '[数据增强](term:augmentation)在图片每次进入训练批次时随机改变它；验证集和测试集保持原样。这里是教程常用的 Keras `ImageDataGenerator` 设置：`rotation_range=40` 度，平移和缩放 0.2，`horizontal_flip`，空出的部分用最近的像素（`nearest`）填充。\n\n一个陷阱：Keras 的 `shear_range=0.2` 单位是**度**，几乎没有效果。在图样下方可以打开训练实际使用的批次。'
      ),
      deeds: [
        {
          label: words('Turn augmentation on and show the sheet', '打开增强并查看图样'),
          async run(guide) {
            await guide.show('data')
            await dataTab(guide, 'augment')
            await guide.click('label:has(> input[name=augment-preset][value=strong])')
            await guide.point('[data-variants]')
          }
        }
      ],
      check: {
        text: words(
          'Set rotation to 40, both shifts and zoom to 0.2, and the horizontal flip.',
          '把旋转设为 40，两个平移和缩放设为 0.2，并打开水平翻转。'
        ),
        isDone({ project }) {
          const set = project?.dataset.augmentation
          if (!set) return false
          const { rotation_range, width_shift_range, height_shift_range, zoom_range, horizontal_flip } = set
          const fifths = [width_shift_range, height_shift_range, zoom_range]
          return rotation_range === 40 && fifths.every((value) => value === 0.2) && horizontal_flip
        }
      }
    },
    {
      id: 'with',
      title: words('Train with it', '带增强训练'),
      text: words(
        'Nothing else is changed: the same network, the same seed, as many epochs. The curves look quite different: training gets harder, since no picture can be recognised as such.\n\nAt the end, accuracy: training {{accuracy_with}}, validation {{val_accuracy_with}}; the gap of the losses is {{gap_with}}.',
        '其他都不变：同样的网络、同样的种子、同样的轮数。曲线却大不相同：训练变难了，因为再也无法认出某一张具体的图片。\n\n训练结束时的准确率：训练集 {{accuracy_with}}，验证集 {{val_accuracy_with}}；两个损失之差为 {{gap_with}}。'
      ),
      values,
      deeds: [
        {
          label: words('Train with augmentation', '带增强训练'),
          async run(guide) {
            await guide.train()
            await guide.tab('curves')
          }
        }
      ],
      check: {
        text: words('Train at least 20 epochs to the end, with augmentation.', '在有增强的情况下完整训练至少 20 轮。'),
        isDone: (facts) => trained(facts, true) >= LEAST_EPOCHS
      }
    },
    {
      id: 'compare',
      title: words('With and without', '有与没有'),
      text: words(
        'Put both runs side by side. The gap between training and validation: {{gap}} without, {{gap_with}} with. With the clothes that come with the lesson it all but goes.\n\nIs it **better**, too? Look at the test accuracy: {{test}} without, {{test_with}} with. Clothes of Fashion-MNIST never hang askew, so learning all their angles costs more than it brings, and takes longer. Augmentation helps where it does what could have happened to the picture. With pictures of your own: could they have been taken like that?',
        '把两次训练放在一起比较。训练与验证之间的差距：无增强 {{gap}}，有增强 {{gap_with}}。用本课自带的服装图片时，差距几乎消失。\n\n那么结果**更好**了吗？看测试准确率：无增强 {{test}}，有增强 {{test_with}}。Fashion-MNIST 里的衣服从来不会歪着，学会所有角度得不偿失，还需要更长时间。只有当变换与现实中可能发生的情况一致时，增强才有帮助。如果用的是你自己的图片：它们会被拍成那样吗？'
      ),
      values,
      picture: WithWithout,
      deeds: [
        {
          label: words('Compare both runs', '比较两次训练'),
          run: (guide) => compareBoth(guide, useLessons().facts)
        }
      ],
      check: {
        text: words('See both runs on the Compare page.', '在“对比”页面查看这两次训练。'),
        isDone: ({ seen }) => seen.has('compared')
      },
      tries: [
        {
          text: words(
            'Changes that could have happened: the preset “Photos” only shifts, zooms and flips a little. Is the test loss lower than both?',
            '只做可能发生的变换：预设“照片”只是略微平移、缩放和翻转。测试损失比前两次都低吗？'
          ),
          deed: {
            label: words('Set it and train', '设置并训练'),
            async run(guide) {
              await guide.show('data')
              await dataTab(guide, 'augment')
              await guide.click('label:has(> input[name=augment-preset][value=photos])')
              await guide.train()
            }
          },
          seen: ({ runs }) => runs.some((run) => isAugmented(run) && run.settings['augmentation.zoom_range'] === 0.1)
        },
        {
          text: words(
            'Set `validation_steps` to 1 and train: now only the first batch is validated, with the lesson’s pictures all of the first class. How high or low does val_accuracy jump?',
            '把 `validation_steps` 设为 1 再训练：验证时只看第一个批次，本课自带的图片中它们全属于第一个类别。val_accuracy 会跳到多高或多低？'
          ),
          deed: {
            label: words('Set 1 and train', '设为 1 并训练'),
            async run(guide) {
              await guide.setting('epochs', useProject().draft!.training.epochs)
              await guide.fill(`${FIT} [data-param=validation_steps] input`, '1')
              await guide.train()
            }
          },
          seen: ({ runs }) => runs.some(({ settings }) => settings.validation_steps === 1)
        },
        {
          text: words(
            'Turning and shifting make learning slow: give the augmented training three times as many epochs.',
            '旋转和平移让学习变慢：给带增强的训练三倍的轮数。'
          ),
          deed: {
            label: words('Set 120 epochs and train', '设为 120 轮并训练'),
            async run(guide) {
              await guide.setting('epochs', 120)
              await guide.train()
            }
          },
          seen: ({ runs }) => runs.some((run) => isAugmented(run) && run.epochs.planned >= 120)
        }
      ]
    }
  ]
})
