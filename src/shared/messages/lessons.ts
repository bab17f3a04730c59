import type { MessageTable } from '../errors'

/** Of lessons: what a step could not do for the person. */
export const lessonMessages = {
  LESSON_LOST: {
    en: {
      message: 'This step could not be done for you: “{what}” did not come to be in the window.',
      remedy: 'Do it by hand as the text says, or take the lesson’s project in hand again and retry.'
    },
    'zh-CN': {
      message: '无法代为完成这一步：窗口中没有出现 “{what}”。',
      remedy: '请按正文的说明手动操作，或重新打开本课的项目后再试。'
    }
  }
} satisfies MessageTable
