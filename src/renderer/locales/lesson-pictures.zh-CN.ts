import type lessonPicturesEn from './lesson-pictures.en'

const lessonPictures: typeof lessonPicturesEn = {
  choose: '打开我自己的文件夹 …',
  or: '如果没有现成的图片：',
  make: '生成一个真实图片的文件夹',
  makeAbout:
    '把 Fashion-MNIST 的 900 张图片（套衫 Pullover、外套 Coat、衬衫 Shirt，每类训练、验证、测试各 100 张）写成 PNG，放在主目录的 netloom-pictures 中。不会覆盖任何文件。',
  folder: '图片位于',
  found: '当前查看：{n} 张图片，{classes} 类（{names}）。',
  faults: '有 {n} 张无法读取，“数据”视图中会逐一列出。',
  noProject: '请先打开项目：上一步有对应的按钮。',
  steps: '{n} 张图片 / 每批 {size} 张 = {steps} 步',
  unset: '未设置：Keras 会用完所有批次。',
  isSet: '已设为 {n}。',
  fits: '已设为 {n}：每张图片恰好用一遍。',
  figure: '指标',
  without: '无增强',
  with: '有增强',
  gap: 'val_loss − loss',
  test: '测试 {log}'
}

export default lessonPictures
