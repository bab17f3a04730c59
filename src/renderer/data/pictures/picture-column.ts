import type { DataDescription } from '../../../shared/data-contract'
import { isPictureShape } from '../tabs/define'

/** The feature that is seen; null where there is none. */
export const pictureColumn = (description: DataDescription | null): DataDescription['columns'][number] | null =>
  description?.columns.find(
    ({ type, role, shape }) =>
      role === 'feature' && (type === 'picture' || (type === 'tensor' && isPictureShape(shape)))
  ) ?? null
