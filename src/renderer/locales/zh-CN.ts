import type { Messages } from './en'

const zhCN: Messages = {
  view: { nav: '视图', train: '训练', data: '数据', runs: '记录' },
  command: {
    train: '开始训练',
    stop: '停止',
    kill: '立即结束',
    cancel: '取消',
    close: '关闭',
    settings: '设置',
    toggleDock: '显示或隐藏底部面板'
  },
  top: {
    projectName: '项目名称',
    rename: '双击或按 Enter 重命名',
    changed: '已偏离示例的设置',
    epoch: '第 {epoch}/{epochs} 轮',
    left: '剩余 {time}',
    after: '用时 {time}',
    stopping: '正在停止…',
    progress: '训练进度'
  },
  connection: {
    lost: '连接已断开，正在重连…',
    expired: '会话已失效。请再次运行 “netloom serve” 并打开新链接。'
  },
  blocked: {
    loading: '正在加载…',
    training: '正在训练。',
    starting: '正在启动…',
    design: '网络结构有问题。',
    field: '{field} 的值无效。',
    dataset: '本机还没有 {dataset}，请先下载。',
    downloading: '正在下载 {dataset}。'
  },
  setup: {
    heading: '训练一个网络',
    liveHeading: '当前训练',
    lastHeading: '最近一次训练',
    title: '配置',
    run: '训练过程',
    network: '网络',
    data: '数据集',
    training: '训练参数',
    trainIt: '训练 {name}',
    hint: '或按 {shortcut}'
  },
  gloss: { epochs: '训练轮数', batch_size: '批大小', learning_rate: '学习率', seed: '随机种子' },
  field: {
    number: '请输入数字。',
    integer: '请输入整数。',
    above: '必须大于 {min}。',
    atLeast: '不能小于 {min}。',
    atMost: '不能大于 {max}。'
  },
  network: { layers: '网络层', parameters: '{n} 个参数', total: '参数总数' },
  split: { train: '训练集', validation: '验证集', test: '测试集' },
  task: { classification: '分类', regression: '回归' },
  chart: {
    train: '训练',
    validation: '验证',
    now: '当前',
    best: '最佳',
    atEpoch: '第 {epoch} 轮',
    full: '全部',
    fullHint: '纵轴容纳每个批次，包括离群值',
    logHint: '对数坐标轴',
    table: '表格',
    tableHint: '以表格显示',
    tableOf: '各轮的 {metric}（表格）',
    batchPoints: '已训练 {n} 个批次',
    noEpoch: '尚未完成任何一轮。',
    epochAxis: '轮',
    epochN: '第 {epoch} 轮',
    stepN: '第 {step} 步',
    batch: '批次',
    summary: '{epochs} 轮训练中的 {metric}：训练集 {train}，验证集 {validation}。',
    bestAt: '最佳值 {value}，在第 {epoch} 轮。'
  },
  metric: { loss: '损失', accuracy: '准确率', mae: '平均绝对误差', mse: '均方误差' },
  status: {
    starting: '启动中',
    running: '训练中',
    completed: '已完成',
    stopped: '已停止',
    failed: '失败',
    crashed: '已崩溃',
    interrupted: '已中断'
  },
  ended: {
    starting: '启动中',
    running: '训练中',
    completed: '已完成，但出现过错误',
    stopped: '已停止',
    failed: '本次训练失败',
    crashed: '本次训练的进程崩溃',
    interrupted: '本次训练被中断',
    ownerGone: '启动它的工作台已关闭'
  },
  run: {
    began: '开始于 {time}',
    preparing: '正在准备数据和网络…',
    preparingHint: '前几个批次完成后即显示曲线。',
    noCurves: '没有曲线',
    noCurvesHint: '训练在第一个批次之前就结束了。'
  },
  figure: { left: '剩余时间', time: '用时', speed: '样本/秒' },
  test: { title: '测试结果', of: '测试集 {metric}', examples: '{n} 个样本' },
  fact: {
    settings: '本次训练的参数',
    reuse: '沿用这些参数',
    title: '关于本次训练',
    dataset: '数据集',
    engine: '引擎',
    machine: '机器',
    shape: '形状',
    task: '任务',
    origin: '来源',
    folder: '文件夹',
    licence: '许可证',
    homepage: '主页'
  },
  data: {
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
    weightedBy: '权重列：{column}'
  },
  runs: {
    table: '训练记录',
    count: '{n} 条记录',
    filter: '筛选记录',
    copy: '复制为 TSV',
    none: '还没有训练记录',
    noneText: '每次训练的参数、曲线和结果都会保存在这里。',
    goTrain: '开始第一次训练',
    name: '名称',
    status: '状态',
    dataset: '数据集',
    test: '测试集',
    time: '用时',
    started: '开始时间',
    engine: '引擎'
  },
  dock: {
    title: '底部面板',
    log: '日志',
    problems: '问题',
    problemCount: '{n} 个问题',
    emptyLog: '训练日志显示在这里，格式与 Keras 相同。',
    noProblems: '没有问题。'
  },
  source: { workbench: '工作台', design: '网络', data: '数据', training: '训练' },
  error: { copy: '复制详细信息', copied: '已复制', copyCommand: '复制', show: '查看', dismiss: '忽略' },
  settings: {
    language: '语言',
    theme: '主题',
    system: '跟随系统',
    light: '浅色',
    dark: '深色',
    home: '记录与设置',
    version: '版本'
  },
  runtime: {
    title: '运行时',
    native: '原生',
    portable: '便携引擎（较慢）',
    mend: '可以训练，但比原生 TensorFlow 慢。点击查看修复方法。',
    mendWith: '要获得原生速度，请运行：',
    cores: '{n} 核'
  },
  boot: { title: '无法打开工作台', retry: '重试' }
}

export default zhCN
