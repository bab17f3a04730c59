import type { Design } from '../shared/design'

/** Keras's name for the first layer of a class: Conv2D -> conv2d, MaxPooling2D -> max_pooling2d, LSTM -> lstm. */
export const kerasName = (className: string): string =>
  className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()

/** dense, dense_1, dense_2: the first that is free. */
export function freeName(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base
  for (let i = 1; ; i++) if (!taken.has(`${base}_${i}`)) return `${base}_${i}`
}

/** Of a name that may carry a number already: dense_3 -> the next dense that is free. */
export const nextName = (name: string, taken: ReadonlySet<string>): string =>
  taken.has(name) ? freeName(name.replace(/_\d+$/, ''), taken) : name

export const namesOf = (design: Design): Set<string> => new Set(design.nodes.map(({ name }) => name))
