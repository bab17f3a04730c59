import control from './control.zh-CN'
import { compare, runsPage } from './compare.zh-CN'
import differences from './differences.zh-CN'
import curves from './curves.zh-CN'
import builder from './builder.zh-CN'
import browse from './browse.zh-CN'
import data from './data.zh-CN'
import inside from './inside.zh-CN'
import evaluate from './evaluate.zh-CN'
import inspector from './inspector.zh-CN'
import projector from './projector.zh-CN'
import layers from './layers.zh-CN'
import lessonMnist from './lesson-mnist.zh-CN'
import lessonPictures from './lesson-pictures.zh-CN'
import lessonSets from './lesson-sets.zh-CN'
import lessons from './lessons.zh-CN'
import lessonLine from './lesson-line.zh-CN'
import convolution from './lesson-convolution.zh-CN'
import loss from './lesson-loss.zh-CN'
import lessonLoop from './lesson-loop.zh-CN'
import stepDebugger from './debugger.zh-CN'
import overlay from './overlay.zh-CN'
import noise from './noise.zh-CN'
import predictions from './predictions.zh-CN'
import prepare from './prepare.zh-CN'
import problems from './problems.zh-CN'
import files from './files.zh-CN'
import fit from './fit.zh-CN'
import sweeps from './sweeps.zh-CN'
import runTable from './run-table.zh-CN'
import table from './table.zh-CN'
import training from './training.zh-CN'
import tryIt from './try.zh-CN'
import type { Messages } from './en'

const zhCN: Messages = {
  compare,
  runsPage,
  curves,
  differences,
  builder,
  control,
  inside,
  inspector,
  layers,
  lessonMnist,
  lessonPictures,
  lessonSets,
  lessons,
  lessonLine,
  convolution,
  loss,
  lessonLoop,
  debugger: stepDebugger,
  overlay,
  projector,
  noise,
  predictions,
  prepare,
  problems,
  files,
  fit,
  sweeps,
  runTable,
  table,
  training,
  view: { nav: '视图', design: '设计', data: '数据', train: '训练', runs: '记录', learn: '学习' },
  command: {
    train: '开始训练',
    stop: '停止',
    stopBest: '停止并保留最佳权重',
    pause: '暂停',
    tryValues: '尝试其他取值（参数搜索）',
    kill: '立即结束',
    cancel: '取消',
    close: '关闭',
    settings: '设置',
    toggleDock: '显示或隐藏底部面板',
    showCommands: '全部命令',
    findCommand: '查找命令',
    noCommand: '没有名为 “{query}” 的命令。',
    about: '{command}：{about}',
    undo: '撤销',
    redo: '重做',
    copy: '复制',
    cut: '剪切',
    paste: '粘贴',
    duplicate: '创建副本',
    delete: '删除',
    selectAll: '全选',
    quickAdd: '添加层',
    rename: '重命名',
    callAgain: '再次调用（共享权重）',
    unshare: '改为独立权重',
    addNote: '添加备注',
    editParameters: '编辑参数',
    group: '组成模块',
    ungroup: '取消组合',
    collapse: '折叠或展开模块',
    repeatBlock: '重复该模块',
    arrange: '自动布局',
    colourByTime: '按用时为各层着色',
    turn: '切换布局方向（向下或向右）',
    align: { left: '左对齐', top: '顶部对齐', columns: '水平均匀分布', rows: '垂直均匀分布' },
    zoomIn: '放大',
    zoomOut: '缩小',
    zoomFit: '显示全部',
    code: 'Keras 代码',
    walk: { ArrowUp: '上方的层', ArrowDown: '下方的层', ArrowLeft: '左侧的层', ArrowRight: '右侧的层' },
    nudge: { ArrowUp: '上移', ArrowDown: '下移', ArrowLeft: '左移', ArrowRight: '右移' }
  },
  edit: {
    add: '添加层',
    insert: '插入层',
    connect: '连接',
    remove: '删除',
    move: '移动',
    rename: '重命名层',
    param: '修改参数',
    inputs: '修改输入',
    paste: '粘贴',
    duplicate: '创建副本',
    callAgain: '共享层',
    unshare: '独立权重',
    group: '组成模块',
    ungroup: '取消组合',
    collapse: '折叠模块',
    expand: '展开模块',
    repeat: '重复模块',
    addNote: '添加备注',
    note: '修改备注',
    align: '对齐',
    arrange: '自动布局',
    split: '修改划分',
    step: '修改预处理',
    augmentation: '修改数据增强',
    dataset: '更换数据集',
    roles: '更改列的用途',
    training: '修改训练参数',
    name: '重命名项目',
    fix: '修复',
    sweep: '采用试验的设置',
    import: '导入模型'
  },
  top: {
    projectName: '项目名称',
    rename: '双击或按 Enter 重命名',
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
    starting: '正在启动…',
    design: '无法训练：{problem}',
    data: '数据无法使用：{problem}',
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
    atMost: '不能大于 {max}。',
    less: '减小 {name}',
    more: '增大 {name}',
    hold: '按住可连续调整，加 Shift 每次十步',
    drag: '左右拖动可调整数值',
    usual: '{name} 的常用值',
    addNumber: '加一个数',
    removeNumber: '减一个数',
    perAxis: '每轴一个',
    allAxes: '各轴相同'
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
    table: '表格',
    tableHint: '以表格显示',
    tableOf: '各轮的 {metric}（表格）',
    batchPoints: '已训练 {n} 个批次',
    noEpoch: '尚未完成任何一轮。',
    epochN: '第 {epoch} 轮',
    stepN: '第 {step} 步',
    batch: '批次',
    summary: '{epochs} 轮训练中的 {metric}：训练集 {train}，验证集 {validation}。',
    bestAt: '最佳值 {value}，在第 {epoch} 轮。'
  },
  metric: { loss: '损失', accuracy: '准确率', mae: '平均绝对误差', mse: '均方误差' },
  status: {
    queued: '排队中',
    paused: '已暂停',
    starting: '启动中',
    running: '训练中',
    completed: '已完成',
    stopped: '已停止',
    failed: '失败',
    crashed: '已崩溃',
    interrupted: '已中断'
  },
  ended: {
    queued: '排队中',
    paused: '已暂停',
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
    tabs: '查看本次训练的方式',
    tab: {
      curves: '曲线',
      fit: '拟合',
      layers: '各层',
      evaluate: '评估',
      try: '试一试',
      inside: '看内部',
      projector: '投影'
    },
    began: '开始于 {time}',
    preparing: '正在准备数据和网络…',
    preparingHint: '前几个批次完成后即显示曲线。',
    noCurves: '没有曲线',
    noCurvesHint: '训练在第一个批次之前就结束了。'
  },
  figure: {
    left: '剩余时间',
    time: '用时',
    speed: '样本/秒',
    cpu: '处理器',
    cores: '训练进程占用 {used} 核，共 {cores} 核',
    memory: '内存',
    memoryOf: '训练进程占用的内存'
  },
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
  browse,
  data,
  evaluate,
  tryIt,
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
