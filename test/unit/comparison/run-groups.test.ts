import { describe, expect, it } from 'vitest'
import { groupRuns, wayOfTraining, withTraits } from '../../../src/comparison/run-groups'
import { runLabels, shortLabels } from '../../../src/comparison/labels'
import { isWhole, logsAt, measureOf } from '../../../src/comparison/measured'
import { sameClasses, sameData } from '../../../src/comparison/same-data'
import type { Project } from '../../../src/shared/project'
import type { RunRecord } from '../../../src/shared/run'
import type { SettingsMap } from '../../../src/shared/setting'
import { example } from '../../support/projects'
import { newRun } from '../../support/runs'

const project = example('circles')
const changed = (training: Partial<Project['training']>): Project => ({
  ...project,
  training: { ...project.training, ...training }
})
/** @param id also its name; the seed is told by its project, too */
function run(id: string, seed: number, given = project, change: Partial<RunRecord> = {}): RunRecord {
  const own = { ...given, training: { ...given.training, seed } }
  return newRun({ id, name: id, seed, project: own, status: 'completed', ...change })
}
const sgd = changed({ optimizer: { class_name: 'SGD', config: { learning_rate: 0.1 } } })
const runs = [run('a', 0), run('b', 0, sgd), run('c', 1), run('d', 1, sgd)]
const idsOf = (groups: readonly { runs: RunRecord[] }[]): string[][] =>
  groups.map((group) => group.runs.map(({ id }) => id))

describe('groups of runs', () => {
  it('are of the same settings but the seed', () => {
    const groups = groupRuns(runs, { by: 'same' })
    expect(idsOf(groups)).toStrictEqual([
      ['a', 'c'],
      ['b', 'd']
    ])
    expect(groups[1]!.traits).toStrictEqual([
      { path: 'optimizer', value: 'sgd' },
      { path: 'optimizer.learning_rate', value: 0.1 }
    ])
  })
  it('keep apart what settings do not tell: connections, data, parents, logs of other programs', () => {
    const { nodes, edges } = project.model
    const unwired = { ...project, model: { nodes, edges: edges.slice(1) } }
    const others = [
      run('x', 0, unwired),
      run('y', 0, project, { dataset: { ...newRun().dataset, hashes: { data: 'other' } } }),
      run('z', 0, project, { parent: { run: 'a', epoch: 1, optimizer: true } }),
      run('i', 0, project, { imported: { format: 'csv', settings: {}, path: '/log.csv' } })
    ]
    expect(new Set([runs[0]!, ...others].map(wayOfTraining)).size).toBe(5)
    const moved = nodes.map((node) => ({ ...node, position: { x: 1, y: 1 } }))
    expect(wayOfTraining(run('m', 7, { ...project, model: { nodes: moved, edges } }))).toBe(wayOfTraining(runs[0]!))
  })
  it('are of one setting, or of one sweep', () => {
    const large = changed({ batch_size: 64 })
    const found = groupRuns([...runs, run('e', 0, large)], { by: 'setting', path: 'batch_size' })
    expect(idsOf(found)).toStrictEqual([['a', 'b', 'c', 'd'], ['e']])
    const swept = runs.map((one, i) => (i < 2 ? { ...one, sweep: { id: 's', trial: i, values: {} } } : one))
    expect(idsOf(groupRuns(swept, { by: 'sweep' }))).toStrictEqual([['a', 'b'], ['c'], ['d']])
  })
  it('take in what repeats one of theirs', () => {
    const again = run('again', 9, changed({ epochs: 99 }))
    const groups = groupRuns([...runs, again], { by: 'same' }, new Map([['again', 'b']]))
    expect(idsOf(groups)).toStrictEqual([
      ['a', 'c'],
      ['b', 'd', 'again']
    ])
  })
  it('have no traits where there is but one', () => {
    expect(withTraits([{ key: 'A', runs: [runs[0]!] }], null)[0]!.traits).toStrictEqual([])
  })
})

describe('what a run came to', () => {
  const measured = run('a', 0, project, {
    best: { val_accuracy: { value: 0.9, epoch: 2 }, loss: { value: 0.1, epoch: 3 } },
    last: { loss: 0.2, accuracy: 0.8, val_loss: 0.3, val_accuracy: 0.7 },
    test: { loss: 0.4 }
  })
  it('is its best, its last, or its result on the test split', () => {
    expect(measureOf(measured, 'val_accuracy', 'best')).toBe(0.9)
    expect(measureOf(measured, 'val_accuracy', 'last')).toBe(0.7)
    expect(measureOf(measured, 'loss', 'test')).toBe(0.4)
    expect(measureOf(measured, 'accuracy', 'test')).toBeNaN()
    expect(logsAt([measured, runs[0]!], 'last')).toStrictEqual(['val_accuracy', 'val_loss', 'accuracy', 'loss'])
  })
  it('counts once the run has ended by itself', () => {
    expect(isWhole(measured)).toBe(true)
    expect(isWhole({ ...measured, status: 'stopped' })).toBe(false)
    expect(isWhole({ ...measured, status: 'interrupted', imported: { format: 'csv', settings: {}, path: '' } })).toBe(
      true
    )
  })
})

describe('runs on the same data', () => {
  const on = (hashes: Record<string, string>, classes: string[] | null = null) => ({
    dataset: { ...newRun().dataset, hashes, classes }
  })
  it('have the same contents', () => {
    expect(sameData(on({ x: '1', y: '2' }), on({ y: '2', x: '1' }))).toBe('same')
    expect(sameData(on({ x: '1', y: '2' }), on({ x: '1', y: '3' }))).toBe('different')
    expect(sameData(on({ x: '1' }), on({ x: '1', y: '2' }))).toBe('different')
    expect(sameData(on({ x: '1' }), on({}))).toBe('unknown')
  })
  it('number the same classes in the same way', () => {
    expect(sameClasses(on({}, ['a', 'b']), on({}, ['a', 'b']))).toBe(true)
    expect(sameClasses(on({}, ['a', 'b']), on({}, ['b', 'a']))).toBe(false)
    expect(sameClasses(on({}, ['a', 'b']), on({}))).toBe(true)
  })
})

it('runs of one name are told apart by what differs', () => {
  const same = runs.slice(0, 3).map((one) => ({ ...one, name: 'circles' }))
  const labels = runLabels([...same, run('else', 3)])
  expect(labels.get('b')).toBe('circles · optimizer = sgd, learning_rate = 0.1, seed = 0')
  expect(labels.get('else')).toBe('else')
})

describe('short labels', () => {
  it('tell runs of one name apart, and no others', () => {
    const run = (id: string, name: string, settings: SettingsMap) => ({ id, name, settings })
    const labels = shortLabels([
      run('a', 'mlp', { optimizer: 'adam', 'dense.units': 64, seed: 0 }),
      run('b', 'mlp', { optimizer: 'sgd', 'dense.units': 32, seed: 1 }),
      run('c', 'cnn', { optimizer: 'adam', seed: 0 })
    ])
    expect([...labels.values()]).toStrictEqual(['mlp · adam, seed 0', 'mlp · sgd, seed 1', 'cnn'])
    expect(shortLabels([run('a', 'x', { epochs: 1 }), run('b', 'x', { epochs: 2 })]).get('b')).toBe('x · epochs 2')
  })
})
