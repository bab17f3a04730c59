// A row of picture data as the network is fed it, and what it is of.
import { computed, type ComputedRef, type Ref } from 'vue'
import type { ErrorPayload } from '../../../../shared/errors'
import type { ProjectData } from '../../../../shared/project'
import { useApi } from '../../../api'
import { useAsked } from '../../../data/use-asked'
import { useProject } from '../../../stores/project'
import { useByHand } from './by-hand'
import { inRangeOf, type Plane } from './convolve'

export interface PictureData {
  data: ProjectData
  baseDir: string | null
}
export interface FedPicture {
  /** Its first channel; null while it is read, or where rows are no pictures. */
  plane: ComputedRef<Plane | null>
  channels: ComputedRef<number>
  /** Rows are something else than pictures. */
  isOther: ComputedRef<boolean>
  /** The name of its class; null where the target is none. */
  label: ComputedRef<string | null>
  rows: ComputedRef<number>
  error: Readonly<Ref<ErrorPayload | null>>
}

/** The row that is worked on by hand, of the data of the project in hand. */
export function useProjectPicture(): FedPicture {
  const project = useProject()
  const byHand = useByHand()
  const ofData = usePicture(
    () => project.draft && { data: project.draft.dataset, baseDir: project.baseDir },
    () => byHand.row
  )
  const own = computed(() => (byHand.draws && ofData.plane.value ? inRangeOf(byHand.drawn, ofData.plane.value) : null))
  return {
    ...ofData,
    plane: computed(() => own.value ?? ofData.plane.value),
    channels: computed(() => (own.value ? 1 : ofData.channels.value)),
    label: computed(() => (own.value ? null : ofData.label.value))
  }
}

export function usePicture(data: () => PictureData | null, row: () => number): FedPicture {
  const api = useApi()
  const description = useAsked(
    () => data() && [data()!.data.source, data()!.baseDir],
    () => api.data.describe({ source: data()!.data.source, baseDir: data()!.baseDir })
  )
  const asked = useAsked(
    () => data() && [data(), row()],
    () => api.data.tensor({ ...data()!, row: row() })
  )
  const tensor = computed(() => asked.value.value)
  const isPicture = computed(() => [2, 3].includes(tensor.value?.shape.length ?? 0))
  const channels = computed(() => (isPicture.value ? (tensor.value!.shape[2] ?? 1) : 1))
  const plane = computed((): Plane | null => {
    if (!tensor.value || !isPicture.value) return null
    const [height, width] = tensor.value.shape as [number, number]
    const { x } = tensor.value
    const first = Float32Array.from({ length: height * width }, (_, i) => x[i * channels.value]!)
    return { height, width, data: first }
  })
  const label = computed(() => {
    const classes = description.value.value?.classes
    const target = tensor.value?.target.map(Number) ?? []
    if (!classes || target.length === 0) return null
    const number = target.length > 1 ? target.indexOf(Math.max(...target)) : target[0]!
    return classes[number] ?? null
  })
  return {
    plane,
    channels,
    isOther: computed(() => tensor.value !== null && !isPicture.value),
    label,
    rows: computed(() => description.value.value?.rows ?? 0),
    error: asked.error
  }
}
