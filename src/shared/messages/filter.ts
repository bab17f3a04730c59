import type { MessageTable } from '../errors'

/** What is wrong with a filter of runs. */
export const filterMessages = {
  FILTER_SYNTAX: {
    en: {
      message: 'Character {at} of the filter: expected {expected}, found {found}.',
      remedy: 'For example: val_accuracy > 0.9 and optimizer = adam. Put what is not meant so in quotes.'
    },
    'zh-CN': {
      message: '筛选条件第 {at} 个字符处：应为{expected}，实际为{found}。',
      remedy: '例如：val_accuracy > 0.9 and optimizer = adam。若只是普通文字，请加引号。'
    }
  },
  FILTER_QUOTE: {
    en: {
      message: 'The quotation that begins at character {at} of the filter does not end.',
      remedy: 'Put {quote} at its end.'
    },
    'zh-CN': { message: '筛选条件第 {at} 个字符处的引号没有结束。', remedy: '请在末尾补上 {quote}。' }
  },
  FILTER_NAME_NEAR: {
    en: {
      message: 'No run has “{name}” (character {at} of the filter).',
      remedy: 'Did you mean {near}?'
    },
    'zh-CN': { message: '没有任何训练记录含有 “{name}”（筛选条件第 {at} 个字符处）。', remedy: '您是否想写 {near}？' }
  },
  FILTER_NAME: {
    en: {
      message: 'No run has “{name}” (character {at} of the filter).',
      remedy: 'Use the name of a metric, a setting or a column of the table.'
    },
    'zh-CN': {
      message: '没有任何训练记录含有 “{name}”（筛选条件第 {at} 个字符处）。',
      remedy: '请使用指标、设置或表格列的名称。'
    }
  },
  FILTER_VALUE: {
    en: {
      message: '“{name}” at character {at} of the filter: expected {expected}, found “{found}”.',
      remedy: 'Change the value, or use ~ to search for a part of a text.'
    },
    'zh-CN': {
      message: '筛选条件第 {at} 个字符处的 “{name}”：应为{expected}，实际为 “{found}”。',
      remedy: '请修改该值，或用 ~ 查找部分文字。'
    }
  }
} satisfies MessageTable
