import type { Project } from '../../../shared/project'

/** Of a weight or activation in training. */
export const bytesPerValue = ({ training }: Project): 4 | 8 => (training.dtype_policy === 'float64' ? 8 : 4)
