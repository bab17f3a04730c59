import type lessonSetsEn from './lesson-sets.en'

const lessonSets: typeof lessonSetsEn = {
  last: '最后一轮的权重',
  chosen: '由验证集选出的权重',
  validation: '验证',
  test: '测试',
  look: '现在看测试成绩',
  chooseFirst: '请先用 EarlyStopping 训练：上一步有对应的按钮。',
  noTrials: '还没有试验结束：上一步可以开始参数搜索。',
  picture: '{n} 次试验；验证成绩最好的一次，验证为 {validation}，测试为 {test}。',
  xAxis: '验证准确率',
  yAxis: '测试准确率',
  point: '验证 {validation}，测试 {test}',
  key: '每个点是一次试验，带圈的是验证成绩最好的一次。虚线上两个成绩相等。',
  lookAll: '显示全部 {n} 次的测试成绩',
  ofBest: '最好的一次：验证 − 测试',
  mean: '全部试验的平均',
  notHere: '在你的这次参数搜索中，最好的成绩并没有虚高。这也是运气：换其他种子，平均来看会虚高。'
}

export default lessonSets
