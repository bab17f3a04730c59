export const LOCALES = ['en', 'zh-CN'] as const
export type Locale = (typeof LOCALES)[number]

/** One text in both languages. */
export type Bilingual = Record<Locale, string>
/** Words, or what reads the same in either language: a shape, a number, a name. */
export type Words = string | Bilingual
export const inLocale = (words: Words, locale: Locale): string => (typeof words === 'string' ? words : words[locale])

/** The nearest language that Netloom speaks to what the system prefers, e.g. ['zh-Hans-CN', 'en'] -> 'zh-CN'. */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_.]/)[0]
    if (language === 'zh') return 'zh-CN'
    if (language === 'en') return 'en'
  }
  return 'en'
}
