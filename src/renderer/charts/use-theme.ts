import { nextTick, shallowRef, watch, type ShallowRef } from 'vue'
import { useSession } from '../stores/session'
import { cssValue } from '../theme/colours'

/** What a canvas draws with, which cannot use CSS variables. */
export interface ChartTheme {
  panel: string
  text: string
  axis: string
  grid: string
  font: string
}
const read = (): ChartTheme => ({
  panel: cssValue('--nl-panel'),
  text: cssValue('--nl-text'),
  axis: cssValue('--nl-text-2'),
  grid: cssValue('--nl-line'),
  font: getComputedStyle(document.body).fontFamily
})

/** Read anew once another theme is on the page. */
export function useTheme(): ShallowRef<ChartTheme> {
  const session = useSession()
  const theme = shallowRef(read())
  watch(
    () => session.dark,
    () => nextTick(() => (theme.value = read()))
  )
  return theme
}
