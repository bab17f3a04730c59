import { catalogue } from '../layers/index'
import type { Design } from '../shared/design'
import type { InputsOf } from './edits/connect'

/**
 * How many inputs each layer of a design takes; any number where its class is not known.
 * @param adding the class of a layer that is about to be added: names that the design lacks are taken for its name
 */
export function inputLimits(design: Design, adding = ''): InputsOf {
  const classes = new Map(design.nodes.map(({ name, class_name }) => [name, class_name]))
  return (name) => catalogue.get(classes.get(name) ?? adding)?.inputs ?? { min: 0, max: Infinity }
}
