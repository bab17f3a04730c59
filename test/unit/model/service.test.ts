// Real trained runs, asked in real model processes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../../../src/shared/run'
import { example } from '../../support/projects'
import { trainedBench } from '../../support/trained'

describe('MNIST', () => {
  const { store, train, ask, service } = trainedBench()
  let run: RunRecord
  beforeAll(async () => {
    const project = example('mnist-mlp')
    Object.assign(project.training, { epochs: 1, batch_size: 512 })
    Object.assign(project.dataset.split, { validation: 0.1, test: 'own' })
    run = await train(project)
  }, 120_000)
  afterAll(() => service.dispose())

  it('is evaluated as training did', async () => {
    const runId = run.id
    console.time('describe')
    const about = await ask('describe', { runId })
    console.timeEnd('describe')
    console.log(JSON.stringify(about).slice(0, 1500))
    console.time('evaluate')
    const evaluation = await ask('evaluate', { runId, split: 'test' })
    console.timeEnd('evaluate')
    console.log(run.test, evaluation.logs, evaluation.seconds)
    expect(evaluation.logs).toEqual(run.test)
    const c = evaluation.outputs[0]!.classification!
    console.log(c.confusion.join(' '), c.precision, c.roc[0]!.area, c.roc[0]!.x.length, c.calibration)
    console.time('examples')
    const wrong = await ask('examples', { runId, view: { split: 'test', outcome: 'wrong', order: 'confidence', descending: true }, first: 0, count: 5 })
    console.timeEnd('examples')
    console.log(wrong)
    console.time('predict')
    const p = await ask('predict', { runId, input: { kind: 'row', row: wrong.rows[0]! } })
    console.timeEnd('predict')
    console.log(p.outputs[0], p.truth, p.seconds)
    expect(p.outputs[0]!.predicted).toBe(wrong.predicted[0])
    writeFileSync('/tmp/w/model-picture.json', JSON.stringify(p.picture))
  }, 120_000)
})
