// What a person gives as an input, made what the network takes: the steps that were fitted in training are applied.
import type { Picture } from '../../shared/columns'
import type { ModelInput, PictureChange } from '../../shared/model-contract'
import type { Floats } from '../engine'
import type { AskedModel } from './open-model'

export interface ModelExample {
  /** [1, ...shape of the model], after all steps and rescaling. */
  x: Floats
  /** The same before it was rescaled, where it is a picture. */
  picture: Picture | null
  adjusted: PictureChange[]
  /** Class number or quantity of a row of the data; null where it has none. */
  truth: number | null
}

/** @throws NetloomError where the input is not what the network takes, naming what and where */
export async function exampleOf(_model: AskedModel, _input: ModelInput): Promise<ModelExample> {
  throw new Error('not yet')
}
