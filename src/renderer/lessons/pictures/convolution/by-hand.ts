// What the learner has in hand, the same in every step: which picture, which kernel, and how it goes over the picture.
import { computed, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { ConvolutionOptions, Plane } from './convolve'
import { kernelName, KERNELS, SIDE, type KernelName } from './kernels'

export const useByHand = defineStore('convolution-by-hand', () => {
  /** Of the source. */
  const row = ref(0)
  /** Whether a picture of one's own is worked on, and that picture, 0 .. 1, as it was drawn. */
  const draws = ref(false)
  const drawn = shallowRef<Plane | null>(null)
  const values = ref<readonly number[]>(KERNELS.identity)
  const padding = ref<ConvolutionOptions['padding']>('valid')
  const strides = ref(1)
  const relu = ref(false)

  const kernel = computed((): Plane => ({ height: SIDE, width: SIDE, data: values.value }))
  /** Null for one of the learner's own. */
  const name = computed(() => kernelName(values.value))
  const options = computed((): ConvolutionOptions => ({
    padding: padding.value,
    strides: strides.value,
    bias: 0,
    relu: relu.value
  }))
  const take = (preset: KernelName): void => void (values.value = KERNELS[preset])
  const setValue = (place: number, value: number): void => void (values.value = values.value.with(place, value))

  return { row, draws, drawn, values, padding, strides, relu, kernel, name, options, take, setValue }
})
