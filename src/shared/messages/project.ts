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
  },
  FILE_NOT_OPENED: {
    en: {
      message: '{file} is neither a Netloom project nor a model of Keras or TensorFlow.js.',
      remedy: 'Give a *.netloom.json, a .keras file, or the JSON of a model.'
    },
    'zh-CN': {
      message: '{file} 既不是 Netloom 项目，也不是 Keras 或 TensorFlow.js 模型。',
      remedy: '请提供 *.netloom.json、.keras 文件或模型的 JSON。'
    }
  },
  PROJECT_CHANGED_ON_DISK: {
    en: {
      message: '{path} was changed by another window or program after it was opened here. Nothing was overwritten.',
      remedy: 'Save under another name, or open the file again, or overwrite it with what is here.'
    },
    'zh-CN': {
      message: '{path} 在此处打开后，又被其他窗口或程序修改过。没有覆盖任何内容。',
      remedy: '请另存为其他文件，或重新打开该文件，或用此处的内容覆盖它。'
    }
  },
  PROJECT_EXISTS: {
    en: {
      message: 'There is already a file {path}. Nothing was overwritten.',
      remedy: 'Choose another name, or overwrite the file.'
    },
    'zh-CN': { message: '文件 {path} 已存在。没有覆盖任何内容。', remedy: '请换一个名称，或选择覆盖该文件。' }
  },
  PROJECT_NOT_WRITABLE: {
    en: {
      message: '{path} could not be written: {reason}. The file is as it was.',
      remedy: 'Save under another name or in another folder, or change the permissions.'
    },
    'zh-CN': {
      message: '无法写入 {path}：{reason}。原文件保持不变。',
      remedy: '请换一个名称或文件夹保存，或修改其权限。'
    }
  },
  PROJECT_FOLDER_MISSING: {
    en: {
      message: '{path} could not be written: there is no folder {folder}.',
      remedy: 'Save in another folder, or make this one again.'
    },
    'zh-CN': {
      message: '无法写入 {path}：文件夹 {folder} 不存在。',
      remedy: '请保存到其他文件夹，或重新创建该文件夹。'
    }
  },
  PROJECT_TOO_LARGE: {
    en: {
      message: '{file} is no project: it has {found} MB, and a project has at most {expected} MB.',
      remedy: 'Choose a *.netloom.json file.'
    },
    'zh-CN': {
      message: '{file} 不是项目文件：大小为 {found} MB，而项目文件不超过 {expected} MB。',
      remedy: '请选择 *.netloom.json 文件。'
    }
  },
  DRAFT_UNREADABLE: {
    en: {
      message: 'Unsaved work was kept in {path}, but it cannot be read: {reason}.',
      remedy: 'Look into the file for what you need, then discard it.'
    },
    'zh-CN': {
      message: '未保存的内容保存在 {path}，但无法读取：{reason}。',
      remedy: '请从该文件中找回需要的内容，然后将其丢弃。'
    }
  }
} satisfies MessageTable
