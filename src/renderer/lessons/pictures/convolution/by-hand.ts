// What the learner has in hand, the same in every step: which picture, which kernel, and how it goes over the picture.
import { computed, ref } from 'vue'
import { defineStore } from 'pinia'
import type { ConvolutionOptions, Plane } from './convolve'
import { kernelName, KERNELS, SIDE, type KernelName } from './kernels'

export const useByHand = defineStore('convolution-by-hand', () => {
  /** Of the source. */
  const row = ref(0)
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

  return { row, values, padding, strides, relu, kernel, name, options, take, setValue }
})
