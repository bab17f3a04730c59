import type { MessageTable } from '../errors'

/** Project files. `where` is a JSON path such as model.nodes[2].config.units. */
export const projectMessages = {
  PROJECT_NOT_JSON: {
    en: {
      message: '{file} is not valid JSON: {reason}.',
      remedy: 'Mend the file at that place, or open a copy of it.'
    },
    'zh-CN': { message: '{file} 不是有效的 JSON：{reason}。', remedy: '请修正该处，或打开备份文件。' }
  },
  PROJECT_INVALID: {
    en: { message: '{file}, at {where}: expected {expected}, found {found}.', remedy: 'Change the value at {where}.' },
    'zh-CN': { message: '{file} 的 {where}：应为 {expected}，实际为 {found}。', remedy: '请修改 {where} 的值。' }
  },
  PROJECT_TOO_NEW: {
    en: {
      message: '{file} was written by a newer Netloom (format {found}; this one reads up to {expected}).',
      remedy: 'Update Netloom to open it.'
    },
    'zh-CN': {
      message: '{file} 由更新版本的 Netloom 写入（格式 {found}，当前最高支持 {expected}）。',
      remedy: '请升级 Netloom 后再打开。'
    }
  }
} satisfies MessageTable
