// Datasets of word numbers: they are padded as their options say, unless a step of the project does it.
import { describe, expect, it } from 'vitest'
import { previewSteps } from '../../../src/main/data/steps'
import { openDataset } from '../../../src/main/datasets/open'
import { openFrame } from '../../../src/main/datasets/open-frame'
import { prepareFrame } from '../../../src/main/datasets/prepared'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { dataOf } from '../../support/data-sources'
import { failure, fixture } from '../datasets/build'

const OPTIONS = { maxlen: 8, num_words: 60, padding: 'post' }

async function opened(rest: object = {}) {
  const data = dataOf({ name: 'imdb', ...OPTIONS }, rest)
  const resolved = await resolveDataset(data.source, { baseDir: null, dataFile: fixture('reviews.npz') })
  return { data, resolved, frame: await openFrame(resolved) }
}

describe('texts of word numbers', () => {
  it('are the same examples by the short way and by the long one', async () => {
    const { data, resolved, frame } = await opened({ split: { validation: 0 } })
    const short = await openDataset(resolved)
    const long = await prepareFrame(frame, resolved, data)
    expect(long.dataset).toMatchObject({ shape: [8], classes: short.classes })
    const { train } = short
    expect(long.dataset.train.x.subarray(0, train.x.length)).toEqual(train.x)
    expect([...long.dataset.train.y.subarray(0, train.count)]).toEqual([...train.y])
    expect(long.splits.test.indices).toHaveLength(short.test!.count)
  })

  it('are shown as they are and after the project’s own steps, padded by then', async () => {
    const preprocessing = [{ class_name: 'Rescaling', config: { scale: 0.5 } }]
    const { data, resolved, frame } = await opened({ preprocessing, split: { validation: 0 } })
    const none = await previewSteps(frame, resolved, dataOf(data.source, { split: data.split }), [0])
    expect(none).toMatchObject({ fault: null, fitted: [], states: [[{ values: { kind: 'sequences' } }]] })
    const found = await previewSteps(frame, resolved, data, [0, 1])
    expect(found.fault).toBeNull()
    expect(found.fitted.map(({ class_name }) => class_name)).toEqual(['Rescaling'])
    expect(found.states[1]![0]!.values).toMatchObject({ kind: 'numbers', shape: [8] })
    const { dataset } = await prepareFrame(frame, resolved, data)
    const shown = found.states[1]![0]!.values as { data: Float32Array }
    expect([...dataset.train.x.subarray(0, 16)]).toEqual([...shown.data])
  })

  it('name the step of the project that cannot be done', async () => {
    const preprocessing = [{ class_name: 'OneHotEncoder', columns: ['gone'] }]
    const { data, resolved, frame } = await opened({ preprocessing, split: { validation: 0 } })
    const error = await failure('PIPELINE_COLUMN', prepareFrame(frame, resolved, data))
    expect(error.args.where).toBe('dataset.preprocessing[0]')
    const shown = await previewSteps(frame, resolved, data, [0])
    expect(shown.fault).toMatchObject({ step: 0, error: { args: { where: 'dataset.preprocessing[0]' } } })
  })
})
