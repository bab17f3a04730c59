// The batch in hand as a person reads it: pictures, what is true of each example, and what the network says.
import { computed, type ComputedRef } from 'vue'
import { isPictureShape } from '../data/tabs/define'
import { sizeOf as pictureSize, type Pixels } from '../data/pictures/pixels'
import { useDebugger } from '../stores/debugger'
import { argmax, sizeOf } from './arithmetic'
import { useTensor, type AskedTensor, type TensorValues } from './use-tensor'

/** Class numbers of a batch: a number each, or the place of the largest of a row; null where it tells none. */
export function classNumbers(
  { shape, values, isCut }: Pick<TensorValues, 'shape' | 'values' | 'isCut'>,
  classes: number
): number[] | null {
  const count = shape[0] ?? 0
  const each = count > 0 ? sizeOf(shape) / count : 0
  if (isCut || classes === 0) return null
  if (each === classes) return Array.from({ length: count }, (_, i) => argmax(values, i * each, each))
  return each === 1 && values.every(Number.isInteger) ? Array.from(values) : null
}

/** Each example of a batch as a picture; those that were not told of are left out. */
export function batchPictures({ shape, values }: Pick<TensorValues, 'shape' | 'values'>): Pixels[] {
  const one = shape.slice(1)
  if (!isPictureShape(one)) return []
  const size = sizeOf(one)
  const count = Math.min(shape[0]!, Math.floor(values.length / size))
  return Array.from({ length: count }, (_, i) => ({
    ...pictureSize(one),
    data: values.subarray(i * size, (i + 1) * size)
  }))
}

export interface Batch {
  x: AskedTensor
  pictures: ComputedRef<Pixels[]>
  truths: ComputedRef<number[] | null>
  predicted: ComputedRef<number[] | null>
  nameOf(classNumber: number): string
}

export function useBatch(): Batch {
  const store = useDebugger()
  const x = useTensor(() => store.step?.x)
  const y = useTensor(() => store.target?.y)
  const answer = useTensor(() => store.answer)
  const classes = computed(() => store.session?.classes ?? [])
  const truths = computed(() => (y.value.value ? classNumbers(y.value.value, classes.value.length) : null))
  const predicted = computed(() => {
    const values = answer.value.value
    if (!values || values.isCut) return null
    const isOneUnit = sizeOf(values.shape) === values.shape[0]
    if (isOneUnit) return classes.value.length === 2 ? Array.from(values.values, (p) => (p > 0.5 ? 1 : 0)) : null
    return classNumbers(values, classes.value.length)
  })
  return {
    x,
    pictures: computed(() => (x.value.value ? batchPictures(x.value.value) : [])),
    truths,
    predicted,
    nameOf: (number) => classes.value[number] ?? String(number)
  }
}
