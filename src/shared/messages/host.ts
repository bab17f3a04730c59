import type { MessageTable } from '../errors'

/** The workbench itself: its home, its disk, its server. */
export const hostMessages = {
  INTERNAL: {
    en: {
      message: 'Something unexpected happened: {message}.',
      remedy: 'Please copy the details and report it; your runs and projects on disk are not affected.'
    },
    'zh-CN': { message: '发生意外错误：{message}。', remedy: '请复制详细信息并反馈；磁盘上的项目和训练记录不受影响。' }
  },
  DISK_FULL: {
    en: {
      message: 'The disk is full: {path} could not be written.',
      remedy: 'Free some space and try again; what was written before is kept.'
    },
    'zh-CN': { message: '磁盘已满，无法写入 {path}。', remedy: '请清理磁盘空间后重试；此前已写入的内容都已保留。' }
  },
  NOT_PERMITTED: {
    en: {
      message: 'No permission to read or write {path}.',
      remedy: 'Change the permissions, or point NETLOOM_HOME at a folder that you may write.'
    },
    'zh-CN': { message: '没有读写 {path} 的权限。', remedy: '请修改权限，或将 NETLOOM_HOME 指向可写的文件夹。' }
  },
  FILE_NOT_FOUND: {
    en: { message: 'There is no file {path}.', remedy: 'Check the path.' },
    'zh-CN': { message: '找不到文件 {path}。', remedy: '请检查路径。' }
  },
  IS_FOLDER: {
    en: { message: '{path} is a folder, where a file is wanted.', remedy: 'Name a file in it.' },
    'zh-CN': { message: '{path} 是文件夹，此处需要文件。', remedy: '请指定其中的文件。' }
  },
  NOT_A_FOLDER: {
    en: { message: 'There is no folder {path}.', remedy: 'Choose another folder.' },
    'zh-CN': { message: '文件夹 {path} 不存在。', remedy: '请选择其他文件夹。' }
  },
  ONLY_IN_WINDOW: {
    en: {
      message: '{channel} exists only in the desktop window.',
      remedy: 'In the browser, use the chooser of the page.'
    },
    'zh-CN': { message: '{channel} 只能在桌面窗口中使用。', remedy: '在浏览器中请使用页面内的文件选择框。' }
  },
  HOME_UNWRITABLE: {
    en: {
      message: 'Netloom keeps its runs in {path}, but that folder cannot be written: {reason}.',
      remedy: 'Make it writable, or set NETLOOM_HOME to another folder.'
    },
    'zh-CN': {
      message: 'Netloom 的训练记录保存在 {path}，但该文件夹无法写入：{reason}。',
      remedy: '请设为可写，或将 NETLOOM_HOME 指向其他文件夹。'
    }
  },
  PORT_IN_USE: {
    en: {
      message: 'Port {port} is already in use by another program.',
      remedy: 'Choose another with --port, or leave --port out to take a free one.'
    },
    'zh-CN': {
      message: '端口 {port} 已被其他程序占用。',
      remedy: '请用 --port 指定其他端口，或省略 --port 以自动选择空闲端口。'
    }
  },
  PORT_NOT_PERMITTED: {
    en: {
      message: 'Port {port} may not be used by this user.',
      remedy: 'Choose one above 1023 with --port, or leave --port out to take a free one.'
    },
    'zh-CN': {
      message: '当前用户无权使用端口 {port}。',
      remedy: '请用 --port 指定大于 1023 的端口，或省略 --port 以自动选择空闲端口。'
    }
  },
  ALREADY_SERVING: {
    en: {
      message: 'A workbench is already serving {home} (process {pid}).',
      remedy: 'Open {url} in your browser, or stop that process, or set NETLOOM_HOME to use another home.'
    },
    'zh-CN': {
      message: '已有一个工作台正在使用 {home}（进程 {pid}）。',
      remedy: '请在浏览器中打开 {url}，或先结束该进程，或设置 NETLOOM_HOME 使用其他目录。'
    }
  },
  BAD_REQUEST: {
    en: {
      message: 'The request {channel} was refused: {issues}.',
      remedy: 'Reload the window; if it happens again, please report it.'
    },
    'zh-CN': { message: '请求 {channel} 被拒绝：{issues}。', remedy: '请重新加载窗口；若再次出现，请反馈。' }
  },
  DISCONNECTED: {
    en: {
      message: 'The connection to the workbench was lost.',
      remedy: 'It is being restored; runs end only if the workbench itself was closed.'
    },
    'zh-CN': { message: '与工作台的连接已断开。', remedy: '正在重新连接；只要工作台未退出，训练不受影响。' }
  },
  LINK_EXPIRED: {
    en: {
      message: 'This link has already been used or is no longer valid.',
      remedy: 'Run "netloom serve" again: it prints a fresh one.'
    },
    'zh-CN': { message: '此链接已使用过或已失效。', remedy: '请再次运行 “netloom serve” 获取新链接。' }
  },
  FORBIDDEN: {
    en: { message: 'A page that is not the workbench tried to call it.', remedy: 'Close that page.' },
    'zh-CN': { message: '非工作台页面试图调用接口。', remedy: '请关闭该页面。' }
  }
} satisfies MessageTable
