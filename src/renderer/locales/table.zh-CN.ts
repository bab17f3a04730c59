import type en from './table.en'

/** 数据视图中的表格，以及打开自己的数据。 */
const table: typeof en = {
  open: {
    file: '打开数据…',
    folder: '打开文件夹…',
    failed: '未能打开：{path}'
  },
  type: {
    number: '数值',
    integer: '整数',
    boolean: '布尔',
    time: '时间',
    text: '文本',
    tensor: '数组',
    picture: '图片',
    sequence: '序列'
  },
  role: { feature: '特征', target: '目标', weight: '权重', split: '划分', none: '不使用' },
  roleHint: {
    feature: '用于学习',
    target: '要预测的内容',
    weight: '该行在损失中的权重',
    none: '不参与训练'
  },
  use: '用途',
  sortHint: '{column}：点击排序，按住 Shift 点击可按多列排序',
  menuOf: '{column} 的排序、筛选与用途',
  widthOf: '{column} 的列宽',
  ascending: '升序',
  descending: '降序',
  filter: '筛选',
  filters: '筛选条件',
  operator: '比较方式',
  value: '值',
  addFilter: '添加筛选',
  removeFilter: '移除筛选：{filter}',
  is: {
    contains: '包含',
    '=': '=',
    '!=': '≠',
    '<': '<',
    '<=': '≤',
    '>': '>',
    '>=': '≥',
    missing: '缺失',
    present: '不缺失'
  },
  missing: '缺失',
  rows: '共 {n} 行',
  rowsOf: '{n} 行（共 {all} 行）',
  row: '第 {n} 行',
  goTo: '转到行',
  goHint: '0 到 {n}',
  busy: '正在排序和筛选…',
  copied: '已复制 {n} 行',
  nothing: '没有符合筛选条件的行。',
  gridOf: '{name} 的各行',
  moreFaults: '另有 {n} 处',
  fact: { format: '格式', rows: '行数', columns: '列数', classes: '类别数' },
  columns: {
    search: '查找列',
    counting: '正在统计…',
    missing: '缺失',
    distinct: '不同取值',
    constant: '取值恒定',
    notFinite: 'NaN 或 ∞',
    values: '最常见的值',
    more: '另有 {n} 个取值',
    empty: '没有任何值',
    noMatch: '没有名为 “{text}” 的列。',
    histogramOf: '{column} 的直方图：{n} 个值，从 {min} 到 {max}',
    bin: '{from} 到 {to}：{n}',
    pixels: '所有行的全部数值'
  },
  correlation: {
    title: '相关系数',
    hint: '皮尔逊相关系数 r。点击一格可查看这两列。',
    few: '仅前 {n} 个数值列。',
    cell: '{x} × {y}：r = {r}',
    none: '取值恒定',
    matrix: '{n} 列的相关系数；方向键移动，回车查看这两列'
  },
  scatter: {
    title: '散点图',
    x: 'x',
    y: 'y',
    colour: '颜色',
    noColour: '无',
    shown: '{all} 行中均匀抽取 {n} 行',
    plot: '{y} 随 {x} 的变化，{n} 个点',
    other: '其他',
    pending: '正在读取…'
  }
}

export default table
