import type { MessageTable } from '../errors'

/** Of sweeps: what is to be tried, and what it goes by. */
export const sweepMessages = {
  SWEEP_SETTING: {
    en: {
      message: 'The project "{project}" has no setting "{found}" to try values of.',
      remedy: 'Near names: {near}.'
    },
    'zh-CN': { message: '项目 “{project}” 没有名为 “{found}” 的设置可供搜索。', remedy: '相近的名称：{near}。' }
  },
  SWEEP_VALUE: {
    en: {
      message: '{where} takes {expected}, but the sweep gives it {found}.',
      remedy: 'Change the values of {where} in the sweep.'
    },
    'zh-CN': {
      message: '{where} 需要 {expected}，而参数搜索给出的是 {found}。',
      remedy: '请修改参数搜索中 {where} 的取值。'
    }
  },
  SWEEP_DIMENSION: {
    en: {
      message: 'Cannot read "{found}": expected {expected}.',
      remedy:
        'Write for example: learning_rate in 1e-4..1e-1 log; Dense.units in 64..512 step 64; optimizer in adam, sgd.'
    },
    'zh-CN': {
      message: '无法解析 “{found}”：应为 {expected}。',
      remedy: '示例：learning_rate in 1e-4..1e-1 log；Dense.units in 64..512 step 64；optimizer in adam, sgd。'
    }
  },
  SWEEP_SPEC: {
    en: {
      message: 'The sweep{file}, at {where}: expected {expected}, found {found}.',
      remedy: 'Change the value at {where}.'
    },
    'zh-CN': {
      message: '参数搜索{file} 的 {where}：应为 {expected}，实际为 {found}。',
      remedy: '请修改 {where} 处的值。'
    }
  },
  SWEEP_TWICE: {
    en: { message: 'The sweep names {found} twice.', remedy: 'Give all values of a setting in one line.' },
    'zh-CN': { message: '参数搜索中 {found} 出现了两次。', remedy: '请把同一设置的所有取值写在一起。' }
  },
  SWEEP_NOTHING: {
    en: {
      message: 'The sweep tries no setting.',
      remedy: 'Name one, e.g. "learning_rate in 1e-4..1e-1 log"; or repeat the same settings with other seeds (Repeat).'
    },
    'zh-CN': {
      message: '参数搜索没有指定任何设置。',
      remedy: '请至少指定一个，例如 “learning_rate in 1e-4..1e-1 log”；或使用 Repeat 以不同种子重复相同设置。'
    }
  },
  SWEEP_EPOCHS: {
    en: {
      message: 'Successive halving decides itself how long a trial trains: epochs cannot be tried.',
      remedy: 'Take epochs out, or use a grid or random search.'
    },
    'zh-CN': {
      message: '逐次减半（SuccessiveHalving）自行决定每次试验的训练轮数，因此不能搜索 epochs。',
      remedy: '请去掉 epochs，或改用网格或随机搜索。'
    }
  },
  SWEEP_OBJECTIVE: {
    en: {
      message: 'The runs will have no log "{found}" to be compared by; there will be {known}.',
      remedy: 'Take another objective, e.g. {near}, add a metric, or hold a validation split out.'
    },
    'zh-CN': {
      message: '训练不会产生可用于比较的指标 “{found}”；可用的有 {known}。',
      remedy: '请改用其他目标（例如 {near}），添加指标，或划分验证集。'
    }
  },
  SWEEP_DIRECTION: {
    en: {
      message: 'It cannot be told whether {objective} should be low or high.',
      remedy: 'Say so: direction min or max.'
    },
    'zh-CN': { message: '无法判断 {objective} 越小越好还是越大越好。', remedy: '请指定 direction 为 min 或 max。' }
  },
  SWEEP_NOT_FOUND: {
    en: { message: 'There is no sweep "{found}" in {home}.', remedy: 'See the list of sweeps on the Runs view.' },
    'zh-CN': { message: '{home} 中没有参数搜索 “{found}”。', remedy: '请在“记录”视图中查看参数搜索列表。' }
  },
  SWEEP_UNREADABLE: {
    en: { message: 'The sweep in {path} cannot be read: {reason}.', remedy: 'Its runs are not affected.' },
    'zh-CN': { message: '无法读取 {path} 中的参数搜索：{reason}。', remedy: '其中的各次训练不受影响。' }
  },
  SWEEP_ACTIVE: {
    en: { message: 'The sweep {found} is running already.', remedy: 'Wait for its end, or stop it first.' },
    'zh-CN': { message: '参数搜索 {found} 正在进行。', remedy: '请等待其结束，或先停止它。' }
  },
  SWEEP_NOT_ACTIVE: {
    en: { message: 'The sweep {found} is not running here.', remedy: 'Stop it where it was started.' },
    'zh-CN': { message: '参数搜索 {found} 不在此处运行。', remedy: '请在启动它的地方停止。' }
  }
} satisfies MessageTable
