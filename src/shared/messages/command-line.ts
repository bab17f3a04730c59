import type { MessageTable } from '../errors'

/** Words of the command line. */
export const cliMessages = {
  BAD_ARGUMENT: {
    en: { message: '{option} takes {expected}, but got "{found}".', remedy: 'See "netloom {command} --help".' },
    'zh-CN': { message: '{option} 需要 {expected}，实际为 “{found}”。', remedy: '请查看 “netloom {command} --help”。' }
  }
} satisfies MessageTable
