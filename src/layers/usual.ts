// Values that tutorials of Keras and well-known networks use, for fields that are set without typing; and how − and + go.

/** Of a layer's units: also LeNet-5's 120 and 84, and the 10 classes of digits and clothes. */
export const UNITS = { usual: [1, 2, 10, 16, 32, 64, 84, 120, 128, 256, 512, 1024], steps: 'quarters' } as const
export const FILTERS = { usual: [6, 8, 16, 32, 64, 128, 256, 512], steps: 'quarters' } as const
export const KERNEL = { usual: [1, 3, 5, 7] } as const
export const WINDOW = { usual: [2, 3, 4, 7] } as const
export const STRIDES = { usual: [1, 2, 3, 4] } as const
/** Of dropout. */
export const RATE = { usual: [0.1, 0.2, 0.25, 0.3, 0.4, 0.5] } as const
export const NOISE = { usual: [0.01, 0.05, 0.1, 0.2], steps: 'decades' } as const
/** How far images are varied. */
export const FACTOR = { usual: [0.05, 0.1, 0.2, 0.3] } as const
export const VOCABULARY = { usual: [1000, 5000, 10_000, 20_000], steps: 'quarters' } as const
export const VECTOR = { usual: [8, 16, 32, 64, 128, 256], steps: 'quarters' } as const
export const HEADS = { usual: [1, 2, 4, 8] } as const
/** Of an axis, in the shape of an example. */
export const AXIS = { usual: [1, 3, 28, 32, 64, 100, 128, 224] } as const
export const NEW_AXIS = { usual: [-1, 1, 3, 7, 14, 28, 32, 64] } as const
/** Of learning rates, and of factors of penalties. */
export const SMALL = { usual: [0.0001, 0.001, 0.01, 0.1], steps: 'decades' } as const
/** What is added to denominators. */
export const EPSILON = { usual: [1e-7, 1e-6, 1e-5, 0.001], steps: 'decades' } as const
