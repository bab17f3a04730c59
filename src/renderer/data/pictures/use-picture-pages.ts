// The pictures of a grid, page by page, as canvases to draw from.
import { computed, onBeforeUnmount, shallowRef, watch } from 'vue'
import type { DataDescription } from '../../../shared/data-contract'
import { elementsOf } from '../../../shared/columns'
import { useLooked } from '../../stores/looked'
import { PageCache } from '../examples/page-cache'
import { paintAtlas, type Atlas } from './atlas'
import { picturesOf, rangeOf, type Pixels, type Tones } from './pixels'
import { useTones } from './use-tones'

type Column = DataDescription['columns'][number]
interface PicturePage {
  pictures: (Pixels | null)[]
  atlas: Atlas | null
  tones: Tones['low'] | null
  texts: string[] | null
}
const PAGE_BYTES = 200_000
/** Files are read and decoded one by one: small pages are there sooner. */
const PAGE_FILES = 32
const KEPT_BYTES = 96 << 20

export function usePicturePages(options: {
  column: () => Column | null
  /** A number to write below each, where that is no class. */
  written: () => string | null
  source: () => string | null
  count: () => number
  rows: () => Uint32Array | null
  /** Side of the square on the screen, in its own pixels. */
  pixels: () => number
}) {
  const looked = useLooked()
  const isFile = (): boolean => options.column()?.type === 'picture'
  const tones = useTones(isFile)
  /** Of files: the next of a few sizes, so that the slider does not read all anew at each step. */
  const thumbnail = computed(() =>
    isFile() ? ([32, 64, 128, 256].find((side) => side >= options.pixels()) ?? 256) : null
  )
  const range = shallowRef<[number, number] | null>(null)
  const pages = shallowRef<PageCache<PicturePage> | null>(null)

  async function fetch(first: number, count: number): Promise<PicturePage> {
    const rows = options.rows()
    const written = options.written()
    const { values } = await looked.ask('rows', {
      columns: [options.column()!.name, ...(written === null ? [] : [written])],
      ...(rows ? { first: 0, count: 0, at: [...rows.subarray(first, first + count)] } : { first, count }),
      thumbnail: thumbnail.value
    })
    range.value ??= rangeOf(values[0]!)
    const target = values[1]
    const texts = target?.kind === 'numbers' ? Array.from(target.data, (value) => String(+value.toPrecision(4))) : null
    return { pictures: picturesOf(values[0]!), atlas: null, tones: null, texts }
  }
  function open(): void {
    pages.value?.close()
    const column = options.column()
    if (options.source() === null || !column) return void (pages.value = null)
    const bytes = isFile() ? (thumbnail.value ?? 64) ** 2 * 3 : elementsOf(column.shape ?? [64, 64])
    const size = isFile() ? PAGE_FILES : Math.max(8, Math.min(512, Math.floor(PAGE_BYTES / bytes)))
    pages.value = new PageCache(size, options.count(), fetch, Math.max(8, Math.floor(KEPT_BYTES / (size * bytes * 5))))
  }
  watch(options.source, () => (range.value = null), { flush: 'sync' })
  watch([options.source, options.column, options.count, options.rows, thumbnail], open, { immediate: true })
  onBeforeUnmount(() => pages.value?.close())

  /** Where to draw a place from; null while it is not here. `place: null`: it could not be read. */
  function tileAt(place: number) {
    const found = pages.value?.peek(place)
    if (!found) return null
    const { page, at } = found
    if (!page.atlas || page.tones !== tones.value.low) {
      const [from, to] = range.value ?? [0, 255]
      page.atlas = paintAtlas(page.pictures, { ...tones.value, from, to })
      page.tones = tones.value.low
    }
    return { canvas: page.atlas.canvas, place: page.atlas.places[at] ?? null, text: page.texts?.[at] ?? null }
  }
  return { pages, tileAt, tones }
}
