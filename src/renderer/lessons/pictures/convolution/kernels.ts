// Kernels that are used since long before any were learnt.
export const SIDE = 3

export const KERNELS = {
  identity: [0, 0, 0, 0, 1, 0, 0, 0, 0],
  vertical: [-1, 0, 1, -1, 0, 1, -1, 0, 1],
  horizontal: [-1, -1, -1, 0, 0, 0, 1, 1, 1],
  sobelX: [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  sobelY: [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0],
  blur: [1, 1, 1, 1, 1, 1, 1, 1, 1].map((value) => value / 9),
  sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0]
} as const satisfies Record<string, readonly number[]>
export type KernelName = keyof typeof KERNELS
export const KERNEL_NAMES = Object.keys(KERNELS) as KernelName[]

/** Which of them these numbers are; null where a person has made one of their own. */
export const kernelName = (values: readonly number[]): KernelName | null =>
  KERNEL_NAMES.find((name) => KERNELS[name].every((value, i) => value === values[i])) ?? null
