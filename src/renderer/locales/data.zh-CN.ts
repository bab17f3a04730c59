import type dataEn from './data.en'

/** 数据视图。 */
const data: typeof dataEn = {
  datasets: '数据集列表',
  samplesOf: '{dataset} 的样本',
  gridOf: '{dataset} 的 {n} 个样本',
  sizes: '训练 {train}，测试 {test}',
  classes: '{n} 类',
  nExamples: '{n} 个样本',
  notHere: '本机没有',
  absentTitle: '本机还没有 {dataset}',
  absentText: '只需下载一次，校验后存入 Keras 的缓存目录，Keras 也能直接使用。',
  download: '下载 {size}',
  downloading: '下载进度',
  connecting: '正在连接…',
  verifying: '正在校验 {file}',
  tryAgain: '重试',
  split: '划分',
  classCounts: '各类样本数',
  showClass: '只看 {name}',
  about: '关于此数据集',
  exampleN: '{split} 第 {n} 号',
  csvFile: 'CSV 文件 · {task}',
  otherColumns: '其余各列',
  lastColumn: '最后一列',
  weightedBy: '权重列：{column}',
  moreToFetch: '另有 {n} 个可下载的数据集',
  opened: '打开过的文件',
  ofProject: '当前项目的数据',
  useForProject: '用于当前项目',
  openAgain: '重新打开',
  opening: '正在打开……',
  tab: {
    pictures: '图片',
    texts: '文本',
    table: '表格',
    plane: '平面',
    columns: '列',
    split: '划分',
    prepare: '预处理',
    augment: '增强',
    duplicates: '重复'
  }
}

export default data
