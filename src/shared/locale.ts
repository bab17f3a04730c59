export const LOCALES = ['en', 'zh-CN'] as const
export type Locale = (typeof LOCALES)[number]

/** One text in both languages. */
export type Bilingual = Record<Locale, string>

/** The nearest language that Netloom speaks to what the system prefers, e.g. ['zh-Hans-CN', 'en'] -> 'zh-CN'. */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_.]/)[0]
    if (language === 'zh') return 'zh-CN'
    if (language === 'en') return 'en'
  }
  return 'en'
}
