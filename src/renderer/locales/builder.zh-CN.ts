import type builderEn from './builder.en'

const builder: typeof builderEn = {
  palette: '网络层',
  search: '搜索层',
  noLayer: '没有名为 “{query}” 的层。',
  paletteHint: '拖到画布或连线上，也可双击或按 Enter 添加。',
  canvas: '网络。方向键在层之间移动；按 / 添加层；按 Enter 编辑参数。',
  toolbar: '画布工具',
  menu: '可用操作',
  minimap: '网络缩略图',
  emptyTitle: '还没有层',
  emptyText: '先从左侧把 Input 层拖到这里，再接上后面的层。',
  outputShape: '输出 {shape}',
  noShape: '等待输入',
  fault: '不匹配',
  sharedWith: '再次调用 {layer}，共享其权重',
  layerName: '层名称',
  layerCount: '{n} 层',
  expand: '展开各层',
  collapse: '折叠为一个',
  frameHint: '拖动可移动整个模块，单击选中其中各层',
  note: '备注',
  notePlaceholder: '写点备注',
  layers: '层数',
  parameters: '参数量',
  flopsHint: '单个样本一次前向计算的浮点运算次数，一次乘加计为两次',
  modelSize: '模型大小',
  memory: '训练内存',
  memoryHint: '批大小为 {n} 时须同时占用的内存：权重、梯度、优化器状态与激活值',
  faults: '{n} 个层有问题 | {n} 个层有问题',
  notWhole: '网络尚不完整'
}
export default builder
