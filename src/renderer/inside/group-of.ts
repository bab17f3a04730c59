import { catalogue } from '../../layers'
import { groupColour } from '../theme/colours'

/** The colour of a layer's kind. */
export const groupOf = (className: string): string => groupColour(catalogue.get(className)?.group ?? 'reshaping')
