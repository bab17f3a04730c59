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
      message: '{file} holds elements of type "{found}", which cannot be read; expected little-endian {expected}.',
      remedy: 'Convert it before saving, e.g. array.astype("float32").'
    },
    'zh-CN': {
      message: '{file} 的元素类型 “{found}” 无法读取，应为小端序的 {expected}。',
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
  CSV_CELL: {
    en: {
      message: '{file}, line {row}, column "{column}": expected a number, found "{found}".',
      remedy:
        'Write a finite number with a decimal point there, remove the line, or leave the column out of the features.'
    },
    'zh-CN': {
      message: '{file} 第 {row} 行 “{column}” 列：应为数字，实际为 “{found}”。',
      remedy: '请改为有限的数字（用小数点），或删除该行，或不把该列作为特征。'
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
  }
} satisfies MessageTable
