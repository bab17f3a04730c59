// A canvas with one map of a set in its colours.
import { computed, onMounted, watch, type Ref } from 'vue'
import { paintMap, type MapSet } from './maps'
import { useDiverging } from './use-diverging'

export interface ShownMap {
  maps: MapSet
  map: number
  /** The value of full colour. */
  scale: number
}

/**
 * @param side length of the longer side in CSS pixels @param least that of the shorter one at least: of long maps nothing would be
 * seen otherwise
 */
export function useMapCanvas(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  shown: () => ShownMap,
  side: number,
  least: number
) {
  const colours = useDiverging()
  /** In CSS pixels. */
  const size = computed(() => {
    const { width, height } = shown().maps
    const scaled = side / Math.max(width, height)
    return { width: Math.max(least, width * scaled), height: Math.max(least, height * scaled) }
  })
  function draw(): void {
    const context = canvas.value?.getContext('2d')
    if (!context || !canvas.value) return
    const { maps, map, scale } = shown()
    canvas.value.width = maps.width
    canvas.value.height = maps.height
    const image = context.createImageData(maps.width, maps.height)
    paintMap(image, [0, 0], maps, map, scale, colours.value)
    context.putImageData(image, 0, 0)
  }
  onMounted(draw)
  watch([() => shown().maps, () => shown().map, () => shown().scale, colours], draw, { flush: 'post' })
  /** The number of the map that is under the pointer. */
  function placeAt(event: MouseEvent): { x: number; y: number } {
    const box = canvas.value!.getBoundingClientRect()
    const { width, height } = shown().maps
    const place = (share: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(share * count)))
    return {
      x: place((event.clientX - box.left) / box.width, width),
      y: place((event.clientY - box.top) / box.height, height)
    }
  }
  return { size, placeAt }
}
