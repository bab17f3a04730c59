import { computed } from 'vue'
import { cssValue, rgb } from '../../theme/colours'
import { useSession } from '../../stores/session'
import { BLACK, WHITE, type Tones } from './pixels'

/**
 * Between which colours grey is drawn. Arrays of digits: paper and ink in the light theme, as Keras's tutorials show them;
 * pictures of files: black and white, as every viewer shows them.
 */
export function useTones(isFile: () => boolean) {
  const session = useSession()
  return computed((): Pick<Tones, 'low' | 'high'> => {
    void session.dark
    return isFile()
      ? { low: BLACK, high: WHITE }
      : { low: rgb(cssValue('--nl-picture-low')), high: rgb(cssValue('--nl-picture-high')) }
  })
}
