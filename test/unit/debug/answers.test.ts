// What the page is told of a training that is gone through, for networks and data of many kinds.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { validateProject, type Project } from '../../../src/shared/project'
import { debugged, ran } from '../../support/debugged'
import { whyMissing } from '../../support/missing'
import { example, ROOT, stack } from '../../support/projects'

const openOf = async (project: Project, engine?: 'portable') => {
  const ask = await debugged(project, engine)
  return { ask, session: await ask('open', { project, baseDir: null }) }
}
const changed = (id: string, more: { training?: object; dataset?: object; model?: object }): Project => {
  const project = example(id)
  const training = { ...project.training, callbacks: [], ...more.training }
  const dataset = { ...project.dataset, ...more.dataset }
  return validateProject({ ...project, ...(more.model && { model: more.model }), training, dataset }, id)
}
const all = { example: null } as const

const FORK = {
  nodes: [
    { name: 'input', class_name: 'Input', config: { shape: [1] } },
    { name: 'one', class_name: 'Dense', config: { units: 1 } },
    { name: 'other', class_name: 'Dense', config: { units: 1 } }
  ],
  edges: [
    { source: 'input', target: 'one' },
    { source: 'input', target: 'other' }
  ]
}

const registered = whyMissing('native-runtime') === null ? describe : () => undefined

registered('a training that is gone through', { timeout: 120_000 }, () => {
  it('tells of a line what can be worked out by hand', async () => {
    const { ask, session } = await openOf(example('line'))
    expect(session).toMatchObject({
      batches: 1,
      batch_size: 80,
      examples: 80,
      optimizer: 'SGD',
      outputs: [{ layer: 'dense', loss: 'mean_squared_error', weight: 1 }],
      classes: null,
      layers: [
        { name: 'input', className: 'Input', shape: [1], parameters: 0 },
        { name: 'dense', className: 'Dense', shape: [1], parameters: 2 }
      ],
      weights: [
        { name: 'dense/kernel', layer: 'dense', shape: [1, 1] },
        { name: 'dense/bias', layer: 'dense', shape: [1] }
      ]
    })
    await expect(ask('tensor', { id: 'x', ...all })).rejects.toMatchObject({ code: 'DEBUG_TENSOR' })
    const step = await ask('step', { steps: 3 })
    expect(step).toMatchObject({ step: 2, epoch: 2, batch: 0, learning_rate: 0.1 })
    expect(step.rows).toHaveLength(80)
    const lines = readFileSync(join(ROOT, 'examples/data/line.csv'), 'utf8').trim().split('\n').slice(1)
    const values = async (id: string): Promise<number[]> => [...(await ask('tensor', { id, ...all })).values]
    const [x, y, given, losses] = [
      await values('x'),
      await values('y/dense'),
      await values('output/dense'),
      await values('loss/dense')
    ]
    const [[w], [b]] = [await values('before/dense/kernel'), await values('before/dense/bias')]
    step.rows.forEach((row, i) => expect([x[i], y[i]]).toEqual(lines[row]!.split(',').map(Number).map(Math.fround)))
    const mean = (of: (i: number) => number): number => x.reduce((sum, _x, i) => sum + of(i), 0) / x.length
    x.forEach((value, i) => expect(given[i]).toBeCloseTo(w! * value + b!, 5))
    y.forEach((value, i) => expect(losses[i]).toBeCloseTo((given[i]! - value) ** 2, 4))
    expect(step.loss).toBeCloseTo(
      mean((i) => losses[i]!),
      4
    )
    expect(step.logs.loss).toBeCloseTo(Number(step.loss), 5)
    const [[dw], [db]] = [await values('gradient/dense/kernel'), await values('gradient/dense/bias')]
    expect(dw).toBeCloseTo(
      mean((i) => 2 * (given[i]! - y[i]!) * x[i]!),
      3
    )
    expect(db).toBeCloseTo(
      mean((i) => 2 * (given[i]! - y[i]!)),
      4
    )
    expect(step.gradients.map(({ id }) => id)).toEqual(['gradient/dense/kernel', 'gradient/dense/bias'])
    expect((await values('after/dense/kernel'))[0]).toBeCloseTo(w! - 0.1 * dw!, 5)
    expect(step.after[0]).toMatchObject({ id: 'after/dense/kernel', shape: [1, 1], notFinite: 0 })
    expect(step.after[0]!.mean).toBeCloseTo(w! - 0.1 * dw!, 5)
    expect(step.outputs.map(({ id, shape }) => [id, shape])).toEqual([
      ['output/input', [80, 1]],
      ['output/dense', [80, 1]]
    ])

    const evaluation = await ask('evaluate', {})
    expect(evaluation).toMatchObject({ split: 'test', examples: 20 })
    expect(Object.keys(evaluation.logs)).toEqual(Object.keys(step.logs))
  })

  it('tells one example of a batch, and no more values than go', async () => {
    const project = changed('mnist-mlp', { training: { batch_size: 1300 } })
    const { ask, session } = await openOf(project)
    expect(session.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    const step = await ask('step', { steps: 2 })
    expect(step.rows).toHaveLength(1300)
    const whole = await ask('tensor', { id: 'x', ...all })
    expect(whole.shape[0]).toBe(1300)
    expect(whole.values).toHaveLength(1_000_000)
    const one = await ask('tensor', { id: 'x', example: 1 })
    expect(one.shape).toEqual(whole.shape.slice(1))
    expect(one.values).toEqual(whole.values.slice(784, 2 * 784))
    expect(Math.max(...one.values)).toBeLessThanOrEqual(1)
    await expect(ask('tensor', { id: 'x', example: 1300 })).rejects.toMatchObject({ code: 'DEBUG_EXAMPLE' })
    const kernel = step.before[0]!
    expect((await ask('tensor', { id: kernel.id, example: 5 })).shape).toEqual(kernel.shape)
  })

  it.each<[string, Project, { outputs: number }]>([
    ['several inputs', changed('homes-two-inputs', {}), { outputs: 1 }],
    [
      'an example that is its own target',
      changed('mnist-autoencoder', { training: { batch_size: 16 } }),
      { outputs: 1 }
    ],
    ['bfloat16', changed('line', { training: { dtype_policy: 'mixed_bfloat16' } }), { outputs: 1 }],
    ['several outputs', changed('line', { model: FORK }), { outputs: 2 }]
  ])('goes with %s', async (_name, project, { outputs }) => {
    const { ask, session } = await openOf(project)
    const step = await ask('step', { steps: 2 })
    expect(step.outputs.map(({ id }) => id)).toEqual(session.layers.map(({ name }) => `output/${name}`))
    step.outputs.forEach(({ shape }, i) => expect(shape).toEqual([step.rows.length, ...session.layers[i]!.shape]))
    const { length } = step.rows
    expect(session.outputs).toHaveLength(outputs)
    expect(step.targets.map(({ losses }) => losses!.shape)).toEqual(session.outputs.map(() => [length]))
    expect(step.targets.every(({ y }) => y.shape[0] === length)).toBe(true)
    const total = session.outputs.reduce((sum, { weight }, i) => sum + weight * step.targets[i]!.losses!.mean, 0)
    if (typeof project.training.dtype_policy === 'undefined' || project.training.dtype_policy === 'float32')
      expect(total).toBeCloseTo(step.loss, 4)
    expect(step.gradients.every(({ notFinite }) => notFinite === 0)).toBe(true)
  })

  it('goes on where a loss is not finite, which ends a run', async () => {
    const wild = { optimizer: { class_name: 'SGD', config: { learning_rate: 1e30 } } }
    const project = changed('line', {
      training: { ...wild, callbacks: [{ class_name: 'TerminateOnNaN', config: {} }] }
    })
    await expect(ran(project)).rejects.toMatchObject({ code: 'NAN_LOSS' })
    const { ask } = await openOf(project)
    const step = await ask('step', { steps: 9 })
    expect(step.targets[0]!.losses!.notFinite).toBe(80)
    expect(step.after[0]).toMatchObject({ min: NaN, notFinite: 1 })
  })

  it('refuses what training refuses, and what has nothing to be tested with', async () => {
    const project = changed('line', { dataset: { split: { validation: 0, test: 0, seed: 0, stratified: false } } })
    const { ask } = await openOf(project)
    await expect(ask('evaluate', {})).rejects.toMatchObject({ code: 'DEBUG_NO_SPLIT' })
    const wrong = changed('line', {
      model: stack([
        ['Input', { shape: [2] }],
        ['Dense', { units: 1 }]
      ])
    })
    await expect(openOf(wrong)).rejects.toMatchObject({ code: 'INPUT_MISMATCH' })
    await expect(openOf(changed('line', {}), 'portable')).rejects.toMatchObject({ code: 'DEBUG_ENGINE' })
  })
})
