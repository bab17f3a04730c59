import type { MessageTable } from '../errors'

/** What is wrong within a file of data. Sizes are bytes, rows the lines of a file, from 1. */
export const formatMessages = {
  FORMAT_UNKNOWN: {
    en: {
      message: '{file} is of no known format ({expected}): it begins with {found}.',
      remedy: 'Check that it is the right file and not damaged.'
    },
    'zh-CN': { message: '{file} 不是已知格式（{expected}），其开头为 {found}。', remedy: '请确认文件正确且未损坏。' }
  },
  IDX_HEADER: {
    en: {
      message:
        '{file} does not begin like an IDX file: expected 00 00, a type, a rank and the sizes, found {found} ({bytes} bytes in all).',
      remedy: 'Fetch the file again; it may have been cut off.'
    },
    'zh-CN': {
      message: '{file} 的开头不是 IDX 格式：应为 00 00、类型、维数和各维大小，实际为 {found}（共 {bytes} 字节）。',
      remedy: '请重新获取该文件，它可能不完整。'
    }
  },
  IDX_SIZE: {
    en: {
      message: '{file} should have {expected} bytes, as its header tells the shape {shape}, but has {found}.',
      remedy: 'Fetch the file again; it was cut off or something was added to it.'
    },
    'zh-CN': {
      message: '{file} 的文件头声明形状为 {shape}，应有 {expected} 字节，实际为 {found} 字节。',
      remedy: '请重新获取该文件：内容被截断，或末尾多出了数据。'
    }
  },
  GZIP_INVALID: {
    en: {
      message: '{file} could not be unpacked (gzip): {reason}.',
      remedy: 'It is damaged or was cut off: delete it and fetch it again.'
    },
    'zh-CN': { message: '无法解压 {file}（gzip）：{reason}。', remedy: '文件已损坏或不完整，请删除后重新获取。' }
  },
  NPY_HEADER: {
    en: {
      message: '{file} does not begin like a NumPy array (NPY): found {found}.',
      remedy: 'Save the array again with numpy.save or numpy.savez.'
    },
    'zh-CN': {
      message: '{file} 的开头不是 NumPy 数组（NPY）：{found}。',
      remedy: '请用 numpy.save 或 numpy.savez 重新保存。'
    }
  },
  PICKLE_REFUSED: {
    en: {
      message: '{file} holds a Python pickle that asks for {found}, which is never run here.',
      remedy: 'Pickles may hold {expected}. Save the data as plain arrays with numpy.save or numpy.savez.'
    },
    'zh-CN': {
      message: '{file} 中的 Python pickle 要求调用 {found}，本程序不会执行。',
      remedy: 'pickle 中只允许 {expected}。请用 numpy.save 或 numpy.savez 把数据保存为普通数组。'
    }
  },
  PICKLE_INVALID: {
    en: {
      message: '{file} holds a Python pickle that cannot be read: {reason}.',
      remedy: 'Save or download it again.'
    },
    'zh-CN': { message: '无法读取 {file} 中的 Python pickle：{reason}。', remedy: '请重新保存或下载该文件。' }
  },
  NPY_DTYPE: {
    en: {
      message: '{file} holds elements of type "{found}", which cannot be read; expected {expected}.',
      remedy: 'Convert it before saving, e.g. array.astype("float32").'
    },
    'zh-CN': {
      message: '{file} 的元素类型 “{found}” 无法读取，应为 {expected}。',
      remedy: '请在保存前转换类型，例如 array.astype("float32")。'
    }
  },
  NPY_SIZE: {
    en: {
      message: '{file} should have {expected} bytes, as its header tells the shape {shape}, but has {found}.',
      remedy: 'Save the array again; the file was cut off or changed.'
    },
    'zh-CN': {
      message: '{file} 的文件头声明形状为 {shape}，应有 {expected} 字节，实际为 {found} 字节。',
      remedy: '请重新保存该数组：文件被截断或改动。'
    }
  },
  PICKLE_FILE: {
    en: {
      message: '{file} is a Python pickle, which is not opened: loading one can run any code.',
      remedy:
        'Save its arrays with numpy.savez(file, x_train=..., y_train=...), or its table with DataFrame.to_csv(file).'
    },
    'zh-CN': {
      message: '{file} 是 Python pickle 文件，不会打开：加载它可能执行任意代码。',
      remedy: '请用 numpy.savez(file, x_train=..., y_train=...) 保存数组，或用 DataFrame.to_csv(file) 保存表格。'
    }
  },
  NPZ_INVALID: {
    en: {
      message: '{file} is not a sound NPZ (zip) file: {reason}.',
      remedy: 'It is damaged or was cut off: delete it and fetch or save it again.'
    },
    'zh-CN': {
      message: '{file} 不是完好的 NPZ（zip）文件：{reason}。',
      remedy: '文件已损坏或不完整，请删除后重新获取或保存。'
    }
  },
  NPZ_CRC: {
    en: {
      message: '{member} in {file} is damaged: its checksum (CRC-32) should be {expected}, but is {found}.',
      remedy: 'Delete the file and fetch or save it again.'
    },
    'zh-CN': {
      message: '{file} 中的 {member} 已损坏：校验和（CRC-32）应为 {expected}，实际为 {found}。',
      remedy: '请删除该文件后重新获取或保存。'
    }
  },
  TAR_INVALID: {
    en: {
      message: '{file} is not a sound archive (tar): {reason}.',
      remedy: 'Delete it and fetch it again from where it is published.'
    },
    'zh-CN': { message: '{file} 不是完好的 tar 归档：{reason}。', remedy: '请删除该文件，并从官方地址重新获取。' }
  },
  CIFAR_INVALID: {
    en: {
      message: '{file} is not a batch of CIFAR: expected {expected}, found {found}.',
      remedy: 'Delete it and fetch the "python version" of the dataset again.'
    },
    'zh-CN': {
      message: '{file} 不是 CIFAR 的批次文件：应为 {expected}，实际为 {found}。',
      remedy: '请删除该文件，并重新获取该数据集的 Python 版本。'
    }
  },
  WORD_INDEX_INVALID: {
    en: {
      message: '{file} is not a word index: {reason}.',
      remedy: 'Delete it and download the dataset again; without it, words are shown as their numbers.'
    },
    'zh-CN': {
      message: '{file} 不是单词索引：{reason}。',
      remedy: '请删除该文件并重新下载数据集；没有它时，单词以编号显示。'
    }
  },
  TEXT_ENCODING: {
    en: {
      message: '{file} is not text in any of {expected}: it begins with {found}.',
      remedy: 'Save it as UTF-8 text, or take it out of the folder.'
    },
    'zh-CN': {
      message: '{file} 不是 {expected} 中任何一种编码的文本，其开头为 {found}。',
      remedy: '请另存为 UTF-8 文本，或将其移出文件夹。'
    }
  },
  TEXTS_NO_CLASSES: {
    en: {
      message: 'The folder {folder} has no subfolders, but texts need one for each class.',
      remedy:
        'Put the .txt files of each class into a subfolder of its name; train and test folders may stand above these.'
    },
    'zh-CN': {
      message: '文件夹 {folder} 中没有子文件夹，而文本数据需要每个类别一个子文件夹。',
      remedy: '请把每个类别的 .txt 文件放入以类别命名的子文件夹；其上可再分 train 与 test 文件夹。'
    }
  },
  TEXTS_EMPTY: {
    en: {
      message: 'The subfolders of {folder} hold no {expected} files.',
      remedy: 'Put the texts there, each in a file of its own, or choose another folder.'
    },
    'zh-CN': {
      message: '{folder} 的子文件夹中没有 {expected} 文件。',
      remedy: '请将文本逐个存为文件放入其中，或选择其他文件夹。'
    }
  },
  CSV_ENCODING: {
    en: {
      message: '{file} is text in none of the encodings that are recognised: UTF-8, UTF-16 and GBK / GB 18030.',
      remedy: 'Save it as "CSV UTF-8" (in Excel: Save as, file type CSV UTF-8); if it is UTF-8 already, it is damaged.'
    },
    'zh-CN': {
      message: '{file} 的文本编码无法识别（支持 UTF-8、UTF-16 和 GBK / GB 18030）。',
      remedy: '请另存为 “CSV UTF-8”（Excel：另存为，文件类型选 CSV UTF-8）；若原本就是 UTF-8，则文件已损坏。'
    }
  },
  CSV_NO_ROWS: {
    en: { message: '{file} has no rows of data.', remedy: 'Put at least one line of values below the header.' },
    'zh-CN': { message: '{file} 没有数据行。', remedy: '请在表头下至少添加一行数据。' }
  },
  CSV_SYNTAX: {
    en: {
      message: '{file}, line {row}: {reason}.',
      remedy: 'Mend the quotes on that line: a quote within a quoted value is written twice ("").'
    },
    'zh-CN': { message: '{file} 第 {row} 行：{reason}。', remedy: '请修正该行的引号：引号内的引号需写两次（""）。' }
  },
  CSV_HEADER_EMPTY: {
    en: {
      message: 'Column {column} of {file} has no name.',
      remedy: 'Name every column in the first line, or remove that column.'
    },
    'zh-CN': { message: '{file} 的第 {column} 列没有列名。', remedy: '请在首行为每一列命名，或删除该列。' }
  },
  CSV_HEADER_NUMBER: {
    en: {
      message:
        'The first line of {file} mixes words and numbers: column {column} is "{found}", where a name is expected.',
      remedy: 'Put a header line with a name for each column at the top.'
    },
    'zh-CN': {
      message: '{file} 的首行混有文字和数字：第 {column} 列为 “{found}”，此处应为列名。',
      remedy: '请在文件顶部添加一行表头，为每一列命名。'
    }
  },
  CSV_HEADER_TWICE: {
    en: { message: 'Two columns of {file} are named "{found}".', remedy: 'Give each column a name of its own.' },
    'zh-CN': { message: '{file} 中有两列都叫 “{found}”。', remedy: '请为每一列取不同的名称。' }
  },
  CSV_RAGGED: {
    en: {
      message: '{file}, line {row}: expected {expected} values, found {found}.',
      remedy: 'Give that line one value for each column.'
    },
    'zh-CN': {
      message: '{file} 第 {row} 行：应有 {expected} 个值，实际有 {found} 个。',
      remedy: '请使该行的值与列数一致。'
    }
  },
  CSV_LEFT_OUT: {
    en: {
      message: '{file}, line {row}, is left out: expected {expected} values, found {found}.',
      remedy: 'Give that line one value for each column to have it back; all other rows are used.'
    },
    'zh-CN': {
      message: '{file} 第 {row} 行未被使用：应有 {expected} 个值，实际有 {found} 个。',
      remedy: '请使该行的值与列数一致；其余各行照常使用。'
    }
  },
  CSV_CELL: {
    en: {
      message: '{file}, line {row}, column "{column}": expected a number, found "{found}".',
      remedy:
        'Write a finite number with a decimal point there, remove the line, leave the column out of the features, or add a step: SimpleImputer for missing values, OneHotEncoder for categories.'
    },
    'zh-CN': {
      message: '{file} 第 {row} 行 “{column}” 列：应为数字，实际为 “{found}”。',
      remedy:
        '请改为有限的数字（用小数点），或删除该行，或不把该列作为特征；也可以加入步骤：缺失值用 SimpleImputer，类别用 OneHotEncoder。'
    }
  },
  SAMPLE_WEIGHT: {
    en: {
      message:
        '{file}, line {row}, column "{column}": expected a weight, a finite number of 0 or more, found "{found}".',
      remedy: 'Correct it there, or remove the line; with weight 0 an example does not count.'
    },
    'zh-CN': {
      message: '{file} 第 {row} 行 “{column}” 列：应为权重（不小于 0 的有限数），实际为 “{found}”。',
      remedy: '请改正该值，或删除该行；权重为 0 的样本不计入损失。'
    }
  },
  CSV_CELL_EMPTY: {
    en: {
      message: '{file}, line {row}, column "{column}": expected a label, found nothing.',
      remedy: 'Fill it in, or remove the line.'
    },
    'zh-CN': { message: '{file} 第 {row} 行 “{column}” 列：应为标签，实际为空。', remedy: '请补上标签，或删除该行。' }
  },
  TABLE_CELL: {
    en: {
      message: '{file}, row {row}, column "{column}": expected a finite number, found "{found}".',
      remedy: 'Write a number there, remove the row, or leave the column out of the features.'
    },
    'zh-CN': {
      message: '{file} 第 {row} 条数据的 “{column}” 列：应为有限的数字，实际为 “{found}”。',
      remedy: '请改为数字，或删除该条数据，或不把该列作为特征。'
    }
  },
  TABLE_CELL_EMPTY: {
    en: {
      message: '{file}, row {row}, column "{column}": expected a label, found nothing.',
      remedy: 'Fill it in, or remove the row.'
    },
    'zh-CN': {
      message: '{file} 第 {row} 条数据的 “{column}” 列：应为标签，实际为空。',
      remedy: '请补上标签，或删除该条数据。'
    }
  },
  TABLE_WEIGHT: {
    en: {
      message:
        '{file}, row {row}, column "{column}": expected a weight, a finite number of 0 or more, found "{found}".',
      remedy: 'Correct it there, or remove the row; with weight 0 an example does not count.'
    },
    'zh-CN': {
      message: '{file} 第 {row} 条数据的 “{column}” 列：应为权重（不小于 0 的有限数），实际为 “{found}”。',
      remedy: '请改正该值，或删除该条数据；权重为 0 的样本不计入损失。'
    }
  },
  TABLE_MEMORY: {
    en: {
      message:
        '{file} needs more than the {limit} bytes of memory that tables may take, and the disk has no room for the rest.',
      remedy: 'Free space on the disk, or leave columns or rows out of the file.'
    },
    'zh-CN': {
      message: '{file} 所需内存超过表格可用的 {limit} 字节，磁盘也没有足够空间暂存其余部分。',
      remedy: '请清理磁盘空间，或减少文件中的列或行。'
    }
  },
  JSON_INVALID: {
    en: {
      message: '{file} could not be read as JSON: {reason}.',
      remedy: 'A table in JSON is a list of objects, [{...}, {...}], or one object on each line.'
    },
    'zh-CN': {
      message: '无法将 {file} 作为 JSON 读取：{reason}。',
      remedy: 'JSON 表格应为对象列表 [{...}, {...}]，或每行一个对象。'
    }
  },
  PARQUET_INVALID: {
    en: {
      message: '{file} could not be read as Parquet: {reason}.',
      remedy: 'It is damaged or was cut off: write it or fetch it again.'
    },
    'zh-CN': {
      message: '无法将 {file} 作为 Parquet 读取：{reason}。',
      remedy: '文件已损坏或不完整，请重新生成或获取。'
    }
  },
  DATA_CHANGED: {
    en: { message: '{file} has changed since it was opened.', remedy: 'Open it again to see what it holds now.' },
    'zh-CN': { message: '{file} 在打开之后发生了变化。', remedy: '请重新打开以查看当前内容。' }
  },
  FRAME_CLOSED: {
    en: { message: '{file} has been closed.', remedy: 'Open it again.' },
    'zh-CN': { message: '{file} 已关闭。', remedy: '请重新打开。' }
  },
  FRAME_COLUMN: {
    en: { message: '{file} has no column "{found}"; it has: {known}.', remedy: 'Choose among these.' },
    'zh-CN': { message: '{file} 中没有名为 “{found}” 的列，现有：{known}。', remedy: '请从中选择。' }
  },
  FRAME_VALUE: {
    en: {
      message: 'The column "{column}" holds no texts, and "{found}" is no value that they could be compared with.',
      remedy: 'Give a number, or for times a date such as 2024-05-31.'
    },
    'zh-CN': {
      message: '“{column}” 列的内容不是文本，无法与 “{found}” 比较。',
      remedy: '请输入数字；时间列请输入日期，例如 2024-05-31。'
    }
  },
  CSV_COLUMN_UNKNOWN: {
    en: {
      message: '{file} has no column "{found}"; it has: {known}.',
      remedy: 'Choose features, target and sample_weight among these.'
    },
    'zh-CN': {
      message: '{file} 中没有名为 “{found}” 的列，现有：{known}。',
      remedy: '请从中选择特征列、目标列和 sample_weight 列。'
    }
  },
  CSV_COLUMN_TWICE: {
    en: {
      message: 'The column "{column}" of {file} is chosen twice.',
      remedy: 'A column is either a feature, once, or the target, or the weights (sample_weight).'
    },
    'zh-CN': {
      message: '{file} 的 “{column}” 列被选择了两次。',
      remedy: '每一列只能作为一个特征、目标或权重（sample_weight）。'
    }
  },
  CSV_ONE_COLUMN: {
    en: {
      message: '{file} has only one column ({found}).',
      remedy: 'At least two are needed, a feature and the target, separated by commas, semicolons or tabs.'
    },
    'zh-CN': {
      message: '{file} 只有一列（{found}）。',
      remedy: '至少需要两列（特征和目标），以逗号、分号或制表符分隔。'
    }
  },
  CSV_CLASSES: {
    en: {
      message: 'The target "{column}" of {file} has {found} distinct values, but a classification needs {expected}.',
      remedy: 'Choose another target, or set the task to regression.'
    },
    'zh-CN': {
      message: '{file} 的目标列 “{column}” 有 {found} 个不同的值，分类任务需要 {expected} 个。',
      remedy: '请选择其他目标列，或将任务改为回归（regression）。'
    }
  },
  PICTURE_UNKNOWN: {
    en: {
      message: '{file} is no picture of a known format ({expected}): it begins with {found}.',
      remedy: 'Save it again as PNG or JPEG, or remove it.'
    },
    'zh-CN': {
      message: '{file} 不是已知格式的图片（{expected}），其开头为 {found}。',
      remedy: '请将其重新保存为 PNG 或 JPEG，或删除该文件。'
    }
  },
  PICTURE_DAMAGED: {
    en: {
      message: '{file} cannot be read as {format}: {reason}.',
      remedy: 'It is damaged or of a rare kind: copy or save it again, or remove it.'
    },
    'zh-CN': {
      message: '无法将 {file} 读取为 {format} 图片：{reason}。',
      remedy: '文件已损坏或类型少见，请重新复制或保存，或删除该文件。'
    }
  },
  PICTURE_TOO_LARGE: {
    en: {
      message: '{file} says that it has {found} pixels; at most {expected} are read.',
      remedy: 'Make the picture smaller, or remove it.'
    },
    'zh-CN': {
      message: '{file} 声明的尺寸为 {found} 像素，最多读取 {expected} 像素。',
      remedy: '请缩小该图片，或将其删除。'
    }
  },
  PICTURE_CHANGED: {
    en: {
      message: '{file} is of shape {found}, but was {expected} when the folder was opened.',
      remedy: 'Open the dataset again after changing its files.'
    },
    'zh-CN': {
      message: '{file} 的形状为 {found}，而打开文件夹时为 {expected}。',
      remedy: '修改文件后请重新打开数据集。'
    }
  },
  PICTURE_MISSING: {
    en: {
      message: '{table}, row {row}: there is no picture {file}.',
      remedy: 'Correct the name, or put the picture into the folder.'
    },
    'zh-CN': { message: '{table} 第 {row} 行：没有图片 {file}。', remedy: '请改正文件名，或将图片放入该文件夹。' }
  },
  PICTURES_NONE: {
    en: {
      message: 'There are no pictures in {folder} ({expected}).',
      remedy: 'Choose the folder that has one subfolder of pictures for each class.'
    },
    'zh-CN': {
      message: '{folder} 中没有图片（{expected}）。',
      remedy: '请选择每个类别各有一个图片子文件夹的文件夹。'
    }
  },
  PICTURES_NO_CLASSES: {
    en: {
      message: 'The {found} pictures in {folder} are in no subfolders, so their classes are not known.',
      remedy: 'Make one subfolder for each class, or choose a table of file names and labels.'
    },
    'zh-CN': {
      message: '{folder} 中的 {found} 张图片不在子文件夹里，无法得知类别。',
      remedy: '请为每个类别建立一个子文件夹，或选择一个含文件名和标签的表格。'
    }
  },
  PICTURES_TOO_MANY: {
    en: {
      message: '{folder} holds more than {expected} files.',
      remedy: 'Choose the folder of the pictures itself.'
    },
    'zh-CN': { message: '{folder} 中的文件超过 {expected} 个。', remedy: '请直接选择图片所在的文件夹。' }
  },
  PICTURES_LABEL: {
    en: {
      message: '{table}, row {row}, column "{column}": expected a number, found "{found}".',
      remedy: 'Correct it, or set the task to classification.'
    },
    'zh-CN': {
      message: '{table} 第 {row} 行 “{column}” 列：应为数字，实际为 “{found}”。',
      remedy: '请改正该值，或将任务改为分类（classification）。'
    }
  }
} satisfies MessageTable
