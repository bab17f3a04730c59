import { generators } from '../../../pipeline/synthetic'
import type { DatasetSource } from '../../../shared/dataset'
import { inLocale, words, type Locale } from '../../../shared/locale'

const BY_HAND = words('Points set by hand', '手工设置的点')

/** What made-up data are called; null of any other source. */
export function madeUpTitle(source: DatasetSource, locale: Locale): string | null {
  if (!('format' in source)) return null
  if (source.format === 'synthetic') return inLocale(generators[source.generator].title, locale)
  return source.format === 'points' ? inLocale(BY_HAND, locale) : null
}
