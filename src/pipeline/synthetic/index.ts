// Examples made up from a seed: lines, curves and classes of points on a plane.
import type { GENERATORS, SyntheticSource } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { readParams, type ParamSpecs, type ParamValues } from '../../shared/schema'
import { blobs } from './blobs'
import { circles } from './circles'
import { curveExamples, groupExamples, type Examples, type Generator } from './define'
import { linear } from './linear'
import { moons } from './moons'
import { polynomial } from './polynomial'
import { sine } from './sine'
import { spirals } from './spirals'
import { xor } from './xor'

export type { Examples, Generator } from './define'

export const generators: Readonly<Record<(typeof GENERATORS)[number], Generator>> = {
  linear,
  polynomial,
  sine,
  xor,
  moons,
  circles,
  spirals,
  blobs
}

/** The generator's parameters with all defaults. @throws NetloomError GENERATOR_PARAM with the JSON path of the first fault */
export function generatorParams({ generator, config }: Pick<SyntheticSource, 'generator' | 'config'>) {
  const place = { className: generator, layer: generator, where: 'dataset.source.config' }
  try {
    return readParams(generators[generator].params, config, place) as ParamValues<ParamSpecs>
  } catch (error) {
    if (!(error instanceof NetloomError)) throw error
    throw new NetloomError('GENERATOR_PARAM', { ...error.args, generator }, { cause: error })
  }
}

/** The same source gives the same bits. @throws NetloomError GENERATOR_PARAM */
export function makeExamples(source: SyntheticSource): Examples {
  const generator = generators[source.generator]
  const params = generatorParams(source)
  return generator.task === 'regression'
    ? curveExamples(generator, params, source)
    : groupExamples(generator, params, source)
}
