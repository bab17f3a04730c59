import type control from './control.en'

const zh: typeof control = {
  queue: '加入队列',
  queueHint: '当前训练结束后再开始',
  pauseHint: '当前步结束后暂停，不会丢失任何内容',
  continue: '继续',
  continueHint: '从暂停处继续，与未暂停时完全一致',
  stopMenu: '停止方式',
  queueTitle: '正在训练和排队的任务',
  waiting: '{n} 个排队中',
  runs: '{n} 个任务',
  startNow: '立即开始 {name}',
  earlier: '将 {name} 上移',
  later: '将 {name} 下移',
  takeOut: '将 {name} 移出队列',
  stopRun: '停止 {name}',
  parallel: '同时训练的任务数',
  branchedFrom: '从 {run} 的第 {epoch} 轮分支',
  goOn: {
    open: '继续训练…',
    title: '继续 {name}',
    how: '继续的方式',
    resume: '在本次训练中',
    branch: '新建一次训练',
    resumeText: '如同从未结束：权重、优化器状态和样本顺序都从原处接着走。',
    branchText: '分支：从这些权重开始，设置可以不同，原来的训练保持不变。',
    from: '起点',
    end: '结束处（第 {epoch} 轮）',
    kept: '第 {epoch} 轮的检查点',
    later: '该检查点之后的记录将被新的训练取代。',
    settings: '设置',
    ofRun: '沿用本次训练的设置',
    inHand: '使用 {name} 当前的设置',
    inAll: '总轮数',
    start: '继续训练',
    startBranch: '创建分支'
  }
}

export default zh
