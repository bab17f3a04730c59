// What readers of data tell on the way (Frame.notes), in both languages. A generator's own parameters keep their names.
import { inLocale, words, type Bilingual, type Locale } from './locale'

const NOTES: Record<string, Bilingual> = {
  encoding: words('encoding', '编码'),
  delimiter: words('delimiter', '分隔符'),
  header: words('header', '表头'),
  structure: words('structure', '结构'),
  compression: words('compression', '压缩'),
  type: words('type', '类型'),
  ignored: words('left out', '已忽略'),
  unlabelled: words('without a label', '无标签'),
  hidden: words('hidden files', '隐藏文件'),
  other_files: words('other files', '其他文件'),
  links_outside: words('links that lead outside', '指向文件夹外的链接')
}

export const noteTitle = (key: string, locale: Locale): string => {
  const known = NOTES[key]
  return known ? inLocale(known, locale) : key
}
