import type { MessageTable } from '../errors'
import { formatMessages } from './formats'

/** Datasets: finding, fetching and checking them. Hashes are SHA-256 in hex, sizes bytes. */
export const datasetMessages = {
  ...formatMessages,
  DATASET_UNKNOWN: {
    en: { message: 'There is no dataset "{found}".', remedy: 'Known: {known}.' },
    'zh-CN': { message: '没有名为 “{found}” 的数据集。', remedy: '可用：{known}。' }
  },
  GENERATOR_PARAM: {
    en: {
      message: 'Examples of "{generator}", at {where}: expected {expected}, found {found}.',
      remedy: 'Change {where}.'
    },
    'zh-CN': {
      message: '“{generator}” 数据的 {where}：应为 {expected}，实际为 {found}。',
      remedy: '请修改 {where}。'
    }
  },
  POINTS: {
    en: { message: 'Points, at {where}: expected {expected}, found {found}.', remedy: 'Change {where}.' },
    'zh-CN': { message: '点数据的 {where}：应为 {expected}，实际为 {found}。', remedy: '请修改 {where}。' }
  },
  DATA_OPTION: {
    en: {
      message: 'dataset.source.{option} is for texts; {dataset} has none.',
      remedy: 'Remove it.'
    },
    'zh-CN': {
      message: 'dataset.source.{option} 仅用于文本数据集，{dataset} 不是文本。',
      remedy: '请删除该项。'
    }
  },
  PICTURES_DATASET: {
    en: {
      message: '{found} is no dataset of pictures with classes.',
      remedy: 'Name one that is: mnist, fashion-mnist, cifar10, cifar100.'
    },
    'zh-CN': {
      message: '{found} 不是带类别的图像数据集。',
      remedy: '请使用图像数据集：mnist、fashion-mnist、cifar10、cifar100。'
    }
  },
  PICTURES_CLASS: {
    en: { message: '{title} has no class "{found}".', remedy: 'Its classes: {known}.' },
    'zh-CN': { message: '{title} 中没有类别 “{found}”。', remedy: '可用的类别：{known}。' }
  },
  PICTURES_TOO_FEW: {
    en: {
      message: 'There are not enough pictures of "{class}" for {part}: {expected} wanted, {found} left.',
      remedy: 'Ask for fewer.'
    },
    'zh-CN': {
      message: '类别 “{class}” 用于 {part} 的图像不够：需要 {expected} 张，只剩 {found} 张。',
      remedy: '请减少数量。'
    }
  },
  PICTURES_FOLDER_TAKEN: {
    en: {
      message: 'There is something in {folder} already; nothing was written.',
      remedy: 'Name a new folder, or move that one away.'
    },
    'zh-CN': { message: '{folder} 中已有内容，因此没有写入任何文件。', remedy: '请换一个新文件夹，或将原文件夹移走。' }
  },
  PICTURES_NOT_WRITTEN: {
    en: {
      message: 'The pictures could not be written into {folder}: {reason}.',
      remedy: 'Name a folder where you may write.'
    },
    'zh-CN': { message: '无法将图像写入 {folder}：{reason}。', remedy: '请选择有写入权限的文件夹。' }
  },
  DATASET_MISSING: {
    en: {
      message: '{title} is not on this machine: {file} is missing from {folder}.',
      remedy: 'Download it here while online, or copy it by hand into {folder} from {url}{hash}'
    },
    'zh-CN': {
      message: '本机没有 {title}：{folder} 中缺少 {file}。',
      remedy: '请联网后在此下载，或在其他电脑上打开 {url}{hash} 下载，再复制到 {folder}'
    }
  },
  DATASET_HASH: {
    en: {
      message: '{file} is not the published file: the {hash} of {role} should be {expected}, but is {found}.',
      remedy:
        'It was damaged or changed. Delete it (or reinstall the package it belongs to) and try again; the original is at {url}'
    },
    'zh-CN': {
      message: '{file} 与官方发布的文件不一致：{role} 的 {hash} 应为 {expected}，实际为 {found}。',
      remedy: '文件已损坏或被改动。请删除该文件（若来自软件包则重新安装）后重试；原始文件位于 {url}'
    }
  },
  DOWNLOAD_FAILED: {
    en: {
      message: '{source} could not be downloaded: {reason}.',
      remedy:
        'Check the connection and try again: it goes on where it stopped. Offline, copy {file} into {folder} from {url}{hash}'
    },
    'zh-CN': {
      message: '无法下载 {source}：{reason}。',
      remedy:
        '请检查网络后重试，会从中断处继续。若无法联网，请在其他电脑上从 {url}{hash} 下载 {file}，再复制到 {folder}'
    }
  },
  DOWNLOAD_HASH: {
    en: {
      message:
        'What came from {url} is not the published file: its {hash} should be {expected}, but is {found}. It was not kept.',
      remedy: 'Try again; if a network login page or a proxy stands in between, sign in first.'
    },
    'zh-CN': {
      message: '从 {url} 下载的内容与官方发布的文件不一致：{hash} 应为 {expected}，实际为 {found}。该文件未保留。',
      remedy: '请重试；若网络需要登录认证或经过代理，请先完成登录。'
    }
  },
  DOWNLOAD_CANCELLED: {
    en: {
      message: 'The download of {file} was cancelled.',
      remedy: 'Start it again whenever you like: it goes on where it stopped.'
    },
    'zh-CN': { message: '已取消下载 {file}。', remedy: '可随时重新开始，会从中断处继续。' }
  },
  DOWNLOAD_BUSY: {
    en: {
      message: '{file} is already being downloaded by another process ({pid}).',
      remedy: 'Wait until that has finished. If no other Netloom is running, delete {lock}.'
    },
    'zh-CN': {
      message: '另一个进程（{pid}）正在下载 {file}。',
      remedy: '请等待其完成。若没有其他 Netloom 在运行，请删除 {lock}。'
    }
  },
  CACHE_UNWRITABLE: {
    en: {
      message: 'Datasets are kept in the Keras cache {folder}, but it cannot be written: {reason}.',
      remedy: 'Make that folder writable, or set KERAS_HOME to another one.'
    },
    'zh-CN': {
      message: '数据集保存在 Keras 缓存 {folder}，但无法写入：{reason}。',
      remedy: '请将该文件夹设为可写，或将 KERAS_HOME 指向其他文件夹。'
    }
  },
  DATA_UNREADABLE: {
    en: {
      message: '{file} could not be read: {reason}.',
      remedy: 'Check that it is a file and that its disk is well.'
    },
    'zh-CN': { message: '无法读取 {file}：{reason}。', remedy: '请确认它是一个文件，且所在磁盘正常。' }
  },
  DATA_EMPTY: {
    en: {
      message: '{file} is empty (0 bytes).',
      remedy: 'A copy or download was probably cut off: delete it and fetch it again.'
    },
    'zh-CN': { message: '{file} 是空文件（0 字节）。', remedy: '可能是复制或下载中断所致，请删除后重新获取。' }
  },
  DATA_TOO_LARGE: {
    en: {
      message: '{file} holds more than {expected} bytes of data.',
      remedy: 'Use a smaller file: a dataset must fit into memory.'
    },
    'zh-CN': { message: '{file} 的数据超过 {expected} 字节。', remedy: '请使用较小的文件：数据集需要能放入内存。' }
  },
  DATA_TOO_MANY_ROWS: {
    en: {
      message: '{file} has {found} rows; at most {expected} can be used.',
      remedy: 'Check that the file is what it is meant to be; if so, use a part of its rows.'
    },
    'zh-CN': {
      message: '{file} 有 {found} 行，最多可使用 {expected} 行。',
      remedy: '请确认该文件确实是所需的数据；若是，请只使用其中一部分行。'
    }
  },
  DATA_MEMBER_MISSING: {
    en: {
      message: '{file} has no array "{found}"; it has: {known}.',
      remedy: 'Save it with an array of that name, e.g. numpy.savez(file, {found}=...), or name one of those it has.'
    },
    'zh-CN': {
      message: '{file} 中没有数组 “{found}”，现有：{known}。',
      remedy: '请以该名称保存数组，例如 numpy.savez(file, {found}=...)，或改用现有的数组。'
    }
  },
  DATA_DTYPE: {
    en: {
      message: '{role} in {file} should be of type {expected}, but is {found}.',
      remedy: 'Convert it before saving, e.g. array.astype("uint8").'
    },
    'zh-CN': {
      message: '{file} 中的 {role} 类型应为 {expected}，实际为 {found}。',
      remedy: '请在保存前转换类型，例如 array.astype("uint8")。'
    }
  },
  DATA_SHAPE: {
    en: {
      message: '{role} in {file} should have the shape {expected}, but has {found}.',
      remedy: 'n is the number of examples, at least 1. Reshape it before saving.'
    },
    'zh-CN': {
      message: '{file} 中 {role} 的形状应为 {expected}，实际为 {found}。',
      remedy: 'n 为样本数，至少为 1。请在保存前调整形状。'
    }
  },
  DATA_COUNT_MISMATCH: {
    en: {
      message: '{xRole} ({xFile}) has {xCount} examples, but {yRole} ({yFile}) has {yCount} labels.',
      remedy: 'Every example needs one label: check that both belong together.'
    },
    'zh-CN': {
      message: '{xRole}（{xFile}）有 {xCount} 个样本，而 {yRole}（{yFile}）有 {yCount} 个标签。',
      remedy: '每个样本都需要一个标签，请检查两者是否配套。'
    }
  },
  DATA_LABELS: {
    en: {
      message: 'Label {where} of {role} in {file} is {found}, but classes are {expected}.',
      remedy: 'Number the classes from 0, as the dataset does.'
    },
    'zh-CN': {
      message: '{file} 中 {role} 的第 {where} 个标签为 {found}，而类别编号应为 {expected}。',
      remedy: '类别请从 0 开始编号，与原数据集一致。'
    }
  },
  DATA_FORM: {
    en: {
      message: '{file} is {found}, which cannot take the place of this dataset.',
      remedy:
        'Give an NPZ file with x_train, y_train, x_test and y_test, or a folder with (or one of) train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, each with or without .gz.'
    },
    'zh-CN': {
      message: '{file} 的格式为 {found}，不能代替该数据集。',
      remedy:
        '请提供含有 x_train、y_train、x_test、y_test 的 NPZ 文件，或包含 train-images-idx3-ubyte、train-labels-idx1-ubyte、t10k-images-idx3-ubyte、t10k-labels-idx1-ubyte 的文件夹（或其中任一文件，可带 .gz）。'
    }
  },
  DATA_FORM_OTHER: {
    en: { message: '{file} is {found}, but {expected} is expected.', remedy: 'Give such a file or folder instead.' },
    'zh-CN': { message: '{file} 的格式为 {found}，此处需要 {expected}。', remedy: '请改为选择这样的文件或文件夹。' }
  },
  DATA_PAIR: {
    en: {
      message: '{found} is given, but {expected} is not.',
      remedy: 'Give both, or neither: examples and their targets belong together.'
    },
    'zh-CN': { message: '已指定 {found}，但未指定 {expected}。', remedy: '样本与其目标需成对指定，或都不指定。' }
  },
  DATA_INTEGER: {
    en: {
      message: 'Element {where} of {role} in {file} is {found}: integers beyond 2^53 would lose their last digits.',
      remedy: 'Save smaller numbers, or floats: array.astype("float64").'
    },
    'zh-CN': {
      message: '{file} 中 {role} 的第 {where} 个元素为 {found}：绝对值超过 2^53 的整数会丢失末位。',
      remedy: '请保存较小的整数，或转换为浮点数：array.astype("float64")。'
    }
  },
  DATA_FORM_TABLE: {
    en: {
      message: '{file} is {found}, but a table (CSV, TSV, JSON or Parquet) is expected.',
      remedy: 'Give a table with the same columns.'
    },
    'zh-CN': {
      message: '{file} 的格式为 {found}，此处需要表格（CSV、TSV、JSON 或 Parquet）。',
      remedy: '请提供列相同的表格文件。'
    }
  },
  DATA_FOLDER: {
    en: {
      message: 'The folder {folder} lacks {expected}.',
      remedy: 'Put the missing files there, with or without .gz, or give another folder.'
    },
    'zh-CN': {
      message: '文件夹 {folder} 中缺少 {expected}。',
      remedy: '请将缺少的文件放入其中（可带 .gz），或选择其他文件夹。'
    }
  },
  DATA_FOLDER_UNKNOWN: {
    en: {
      message:
        'In the folder {folder} there is nothing to train on: expected pictures or .txt files, in one subfolder for each class.',
      remedy: 'Choose the folder that holds the folders of the classes, or open a file instead.'
    },
    'zh-CN': {
      message: '文件夹 {folder} 中没有可用于训练的内容：应为图片或 .txt 文件，每个类别一个子文件夹。',
      remedy: '请选择包含各类别文件夹的上一级文件夹，或直接打开文件。'
    }
  },
  DATA_THREAD: {
    en: {
      message: 'Reading data has ended unexpectedly: {reason}.',
      remedy: 'Try again; the workbench itself is not affected.'
    },
    'zh-CN': { message: '读取数据的线程意外退出：{reason}。', remedy: '请重试；工作台本身不受影响。' }
  },
  DATA_ROW_LEFT_OUT: {
    en: {
      message: 'Row {found} does not reach the network: a step drops it, or its picture cannot be read.',
      remedy: 'Choose another row.'
    },
    'zh-CN': { message: '第 {found} 行不会送入网络：它被某个步骤删除，或其图片无法读取。', remedy: '请选择其他行。' }
  },
  TARGET_NONE: {
    en: {
      message: '{dataset} has no targets: there is nothing to compare the outputs with.',
      remedy: 'Name a target column or labels, or set label_mode to "input" (an autoencoder).'
    },
    'zh-CN': {
      message: '{dataset} 没有目标值：输出没有可比较的对象。',
      remedy: '请指定目标列或标签，或将 label_mode 设为 "input"（自编码器）。'
    }
  },
  DATA_ROW: {
    en: {
      message: 'There is no row {found}: the data have {rows} rows, counted from 0.',
      remedy: 'Give a smaller number.'
    },
    'zh-CN': { message: '没有第 {found} 行：数据共 {rows} 行，从 0 开始计数。', remedy: '请填写更小的行号。' }
  },
  DATA_RELATIVE_PATH: {
    en: {
      message: 'The data file {path} is given relative to the project file, but this project has none yet.',
      remedy: 'Save the project first, or give the full path.'
    },
    'zh-CN': {
      message: '数据文件 {path} 是相对于项目文件的路径，但该项目尚未保存。',
      remedy: '请先保存项目，或填写完整路径。'
    }
  }
} satisfies MessageTable
