// A tab of the Data view: one file each in this folder.
import type { Component } from 'vue'
import type { DataDescription } from '../../../shared/data-contract'
import type { DatasetSource } from '../../../shared/dataset'

export interface DataTab {
  /** Also the message key `data.tab.<id>`. */
  id: string
  /** From left to right; the first one that applies is shown at first. */
  order: number
  applies(description: DataDescription, source: DatasetSource): boolean
  /** Takes no props: what is looked at is in useLooked(). Teleports to #inspector what it has to say of a chosen thing. */
  component: Component
}

export const defineTab = (tab: DataTab): DataTab => tab

export const hasColumn = (
  { columns }: DataDescription,
  ...types: DataDescription['columns'][number]['type'][]
): boolean => columns.some(({ type, role }) => role === 'feature' && types.includes(type))

/** A tensor that can be seen: [height, width] or [height, width, 1, 3 or 4]. */
export const isPictureShape = (shape: readonly number[] | null): boolean =>
  shape !== null &&
  ((shape.length === 2 && shape[0]! > 1 && shape[1]! > 1) || (shape.length === 3 && [1, 3, 4].includes(shape[2]!)))

export const hasPictures = (description: DataDescription): boolean =>
  description.columns.some(
    ({ type, role, shape }) =>
      role === 'feature' && (type === 'picture' || (type === 'tensor' && isPictureShape(shape)))
  )
