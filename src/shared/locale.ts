export const LOCALES = ['en', 'zh-CN'] as const
export type Locale = (typeof LOCALES)[number]

/** One text in both languages. */
export type Bilingual = Record<Locale, string>
export const words = (en: string, zh: string): Bilingual => ({ en, 'zh-CN': zh })
/** What is found where a value is missing. */
export const NOTHING = words('nothing', '空（未给出）')

/** Words, or what reads the same in either language: a shape, a number, a name. */
export type Words = string | Bilingual
export const inLocale = (text: Words, locale: Locale): string => (typeof text === 'string' ? text : text[locale])

/** The nearest language that Netloom speaks to what the system prefers, e.g. ['zh-Hans-CN', 'en'] -> 'zh-CN'. */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_.]/)[0]
    if (language === 'zh') return 'zh-CN'
    if (language === 'en') return 'en'
  }
  return 'en'
}
