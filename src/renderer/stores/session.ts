import { computed, ref, shallowRef, watchEffect } from 'vue'
import { defineStore } from 'pinia'
import { useI18n } from 'vue-i18n'
import { DEFAULT_SETTINGS, type Settings } from '../../shared/contract'
import { pickLocale } from '../../shared/locale'
import { useApi, type Api } from '../api'
import { useProblems } from './problems'

type Info = Awaited<ReturnType<Api['system']['info']>>

/** Who we talk to, and how the person wants to see it. */
export const useSession = defineStore('session', () => {
  const api = useApi()
  const problems = useProblems()
  const { locale: i18nLocale } = useI18n({ useScope: 'global' })
  const info = shallowRef<Info | null>(null)
  const settings = ref<Settings>({ ...DEFAULT_SETTINGS })
  const systemDark = ref(false)

  const locale = computed(() => settings.value.locale ?? pickLocale(info.value?.languages ?? [...navigator.languages]))
  const dark = computed(() => (settings.value.theme === 'system' ? systemDark.value : settings.value.theme === 'dark'))

  /** Settings come at once; what the runtime is may take seconds to find out. */
  async function load(): Promise<void> {
    await Promise.all([
      api.settings.get().then((found) => (settings.value = found)),
      api.system.info().then((found) => (info.value = found))
    ])
  }

  /** Shown at once, kept when the services have answered. */
  async function change(part: Partial<Settings>): Promise<void> {
    const lessons = { ...settings.value.lessons, ...part.lessons }
    settings.value = { ...settings.value, ...part, lessons }
    try {
      settings.value = await api.settings.set(part)
    } catch (error) {
      problems.report('workbench', error)
    }
  }

  /** Follows the system's theme, and puts language and theme on the document. Returns the function that ends it. */
  function follow(): () => void {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const update = (): void => void (systemDark.value = query.matches)
    update()
    query.addEventListener('change', update)
    const stop = watchEffect(() => {
      i18nLocale.value = locale.value
      document.documentElement.lang = locale.value
      document.documentElement.classList.toggle('dark', dark.value)
    })
    return () => {
      query.removeEventListener('change', update)
      stop()
    }
  }

  return { info, settings, locale, dark, load, change, follow }
})
