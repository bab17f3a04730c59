import { createI18n } from 'vue-i18n'
import { pickLocale } from '../shared/locale'
import en from './locales/en'
import zhCN from './locales/zh-CN'

/** Starts in the browser's language; the session's settings take over once they are here. */
export const createTranslations = () =>
  createI18n({
    legacy: false,
    locale: pickLocale(navigator.languages),
    fallbackLocale: 'en',
    messages: { en, 'zh-CN': zhCN }
  })
