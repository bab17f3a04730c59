export const runsPage = { label: '页面', table: '列表', compare: '对比', sweeps: '参数搜索', tree: '实验树' }
export const compare = {
  tabs: '对比方式',
  tab: {
    curves: '曲线',
    settings: '设置',
    architecture: '网络结构',
    data: '数据与环境',
    predictions: '预测',
    noise: '真实差异还是噪声？'
  },
  runs: '参与对比的训练',
  none: '尚未选择训练',
  noneText: '在列表中勾选两次或更多次训练，即可并排对比。',
  chooseRuns: '去选择',
  show: '显示或隐藏',
  baseline: '基准：其余训练与它比较',
  drop: '移出对比'
}
