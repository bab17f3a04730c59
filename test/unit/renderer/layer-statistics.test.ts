// The tab that shows what was measured of every layer: its table, its words of warning, and what it says where there is nothing.
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { API, type Api } from '../../../src/renderer/api'
import { columnEdges, histogramGrid, thinned } from '../../../src/renderer/charts/histogram-grid'
import { columnAt } from '../../../src/renderer/charts/histogram-heat'
import { ridgeAt, ridgesOf } from '../../../src/renderer/charts/histogram-ridges'
import { createTranslations } from '../../../src/renderer/i18n'
import LayersTab from '../../../src/renderer/layer-statistics/LayersTab.vue'
import { mainRows, rowsOf } from '../../../src/renderer/layer-statistics/rows'
import { ratioMark, warningsOf } from '../../../src/renderer/layer-statistics/warnings'
import { LayerSeries } from '../../../src/renderer/series/layer-series'
import { LoadedRun } from '../../../src/renderer/series/loaded-run'
import { useProject } from '../../../src/renderer/stores/project'
import { guessedStepMs, statisticsCost } from '../../../src/layers/statistics-cost'
import type { RunEvent, RunEventOf, RunRecord } from '../../../src/shared/run'
import { example } from '../../support/projects'
import { newRun } from '../../support/runs'

interface Figures {
  gradient?: number[]
  ratio?: number[]
  dead?: (number | null)[]
  notFinite?: number
}
/** Three dense layers of 100 weights each, relu but for the last. */
function layersEvent(epoch: number, figures: Figures = {}): RunEventOf<'layers'> {
  const { gradient = [1, 1, 1], ratio = [1e-3, 1e-3, 1e-3], dead = [0.1, 0.2, null], notFinite = 0 } = figures
  const name = ['a/kernel', 'b/kernel', 'c/kernel']
  const histograms = () => ({
    min: [-1, -1, -1],
    max: [1, 1, 1],
    counts: name.map(() => [25, 50, 25 - notFinite]),
    not_finite: name.map(() => notFinite)
  })
  return {
    type: 'layers',
    time: epoch,
    epoch,
    weights: {
      name,
      norm: [1, 2, 3 + epoch],
      gradient_norm: gradient,
      update_ratio: ratio,
      values: histograms(),
      gradients: histograms()
    },
    outputs: {
      name: ['in', 'a', 'b', 'c'],
      mean: [0, 1, 2, 3],
      std: [1, 1, 1, 1],
      zeros: [0, 0, 0, 0],
      dead: [null, ...dead]
    }
  }
}
const seriesOf = (...events: RunEventOf<'layers'>[]): LayerSeries => {
  const series = new LayerSeries()
  events.forEach((event) => series.apply(event))
  return series
}

describe('the columns of layers', () => {
  it('grow by each epoch, and by none twice', () => {
    const series = seriesOf(layersEvent(0), layersEvent(1), layersEvent(1), layersEvent(3))
    expect(series.epochs).toEqual([0, 1, 3])
    expect([...series.weights.get('c/kernel')!.norm.view()]).toEqual([3, 4, 6])
    expect(series.weights.get('a/kernel')!.values.length).toBe(3)
    expect([...series.outputs.get('c')!.dead.view()]).toEqual([NaN, NaN, NaN])
  })
  it('make a line for each weight, and for layers that have none', () => {
    const rows = rowsOf(seriesOf(layersEvent(0)))
    expect(rows.map(({ key, layer }) => [key, layer])).toEqual([
      ['in', 'in'],
      ['a/kernel', 'a'],
      ['b/kernel', 'b'],
      ['c/kernel', 'c']
    ])
    expect(mainRows(rows).map(({ key }) => key)).toEqual(['a/kernel', 'b/kernel', 'c/kernel'])
  })
})

describe('warnings', () => {
  const kinds = (figures: Figures): string[] =>
    warningsOf(rowsOf(seriesOf(layersEvent(0, figures))), 0).map(({ kind }) => kind)
  it('are none where all is as usual', () => expect(kinds({})).toEqual([]))
  it('tell of layers most of whose units are dead', () => {
    expect(kinds({ dead: [0.5, 0.2, null] })).toEqual([])
    expect(warningsOf(rowsOf(seriesOf(layersEvent(0, { dead: [0.6, 0.2, null] }))), 0)).toEqual([
      { kind: 'dead', layers: [{ name: 'a', share: 0.6 }] }
    ])
  })
  it('tell of gradients that vanish or explode from one end to the other', () => {
    expect(kinds({ gradient: [1e-4, 1e-2, 1] })).toEqual(['vanishing'])
    expect(kinds({ gradient: [1e4, 1e2, 1] })).toEqual(['exploding'])
    expect(kinds({ gradient: [NaN, 1, 1] })).toEqual([])
  })
  it('tell of steps that are much too long or short, and of what is not finite', () => {
    expect(kinds({ ratio: [0.1, 0.2, NaN] })).toEqual(['fast'])
    expect(kinds({ ratio: [1e-6, 1e-6, 1] })).toEqual(['slow'])
    expect(kinds({ notFinite: 1, gradient: [NaN, NaN, NaN] })).toEqual(['notFinite'])
  })
  it('mark ratios by the rule of thumb', () =>
    expect([1e-3, 9e-3, 0.02, 5e-5, 0, Infinity].map(ratioMark)).toEqual([
      'usual',
      'usual',
      'high',
      'low',
      'unknown',
      'unknown'
    ]))
})

describe('histograms over epochs', () => {
  it('are dealt out to common bins without loss', () => {
    const one = (min: number, max: number, counts: number[]) => ({ min, max, counts, notFinite: 0 })
    const { range, shares } = histogramGrid([0, 1, 2], [one(0, 0, [4, 0]), one(-1, 1, [3, 1]), one(NaN, NaN, [0, 0])])
    expect(range).toEqual({ min: -1, max: 1 })
    expect(shares.map((row) => Number(row.reduce((a, b) => a + b, 0).toFixed(9)))).toEqual([1, 1, 0])
    expect(shares[0]!.findIndex((share) => share > 0)).toBe(30)
    expect(shares[1]!.slice(0, 30).reduce((a, b) => a + b, 0)).toBeCloseTo(0.75, 9)
  })
  it('find the epoch that is pointed at', () => {
    expect(columnEdges([0, 2, 4])).toEqual([-1, 1, 3, 5])
    expect([44, 200, 499].map((x) => columnAt([0, 2, 4], x, 500))).toEqual([0, 1, 2])
    const ridges = ridgesOf(5, 232)
    expect([ridgeAt(ridges, 208, 232), ridgeAt(ridges, 0, 232)]).toEqual([4, 0])
    expect(thinned(100, 4)).toEqual([0, 33, 66, 99])
  })
})

describe('the cost', () => {
  const model = { parameters: { total: 500_000, trainable: 500_000 }, flops: 1e6 }
  it('is a share of the time that is never above a twentieth', () => {
    const long = statisticsCost(model, { histogram_freq: 1, steps: 400, stepMs: 5 })
    expect(long).toEqual({ share: expect.closeTo(0.014, 3) as number, every: 1 })
    const short = statisticsCost(model, { histogram_freq: 1, steps: 1, stepMs: 5 })
    expect(short.every).toBeGreaterThan(50)
    expect(short.share).toBeLessThanOrEqual(0.05)
    expect(statisticsCost(model, { histogram_freq: 10, steps: 400, stepMs: 5 }).share).toBeLessThan(0.002)
    expect(guessedStepMs(model, 128)).toBeCloseTo(7.68, 2)
  })
})

describe('the tab', () => {
  beforeAll(() => {
    vi.stubGlobal('CSS', { escape: (text: string) => text })
  })
  afterAll(() => {
    vi.unstubAllGlobals()
  })
  const start: RunEvent = {
    type: 'start',
    time: 0,
    epochs: 2,
    steps: 2,
    batch_size: 50,
    examples: { train: 100, validation: 0, test: 0 },
    parameters: { total: 2, trainable: 2 },
    engine: { name: 'tfjs-node', native: true, version: '2.21.0' },
    hashes: {}
  }
  function open(histogram_freq: number, events: RunEvent[], change: Partial<RunRecord> = {}) {
    const line = example('line')
    const project = { ...line, training: { ...line.training, histogram_freq } }
    const record = newRun({ project, status: 'completed', ...change })
    const run = new LoadedRun(record.id)
    run.finishReading(record, [start, ...events])
    const pinia = createPinia()
    const api = {} as Api
    createApp({}).use(pinia).provide(API, api)
    const i18n = createTranslations()
    i18n.global.locale.value = 'en'
    const store = useProject(pinia)
    store.begin(line)
    const global = { plugins: [pinia, i18n], provide: { [API as symbol]: api }, stubs: { EChart: true } }
    return { tab: mount(LayersTab, { global, props: { run } }), run, record, store }
  }

  it('says what it would show where it was off, and switches it on in one step of undo', async () => {
    const { tab, store } = open(0, [])
    expect(tab.text()).toContain('Layers were not measured in this run')
    expect(tab.text()).toMatch(/about [\d.]+ % of the time, at most 5 %/)
    await tab.find('[data-switch-on]').trigger('click')
    expect(store.draft!.training.histogram_freq).toBe(1)
    expect(tab.find('[data-layers-on]').exists()).toBe(true)
    store.undoEdit()
    await nextTick()
    expect(store.draft!.training.histogram_freq).toBe(0)
    expect(tab.find('[data-switch-on]').exists()).toBe(true)
  })

  it('says why there is nothing: the engine, the memory, or that it is to come', () => {
    const portable = { engine: { name: 'wasm', native: false, version: '4' } }
    expect(open(1, [], portable).tab.text()).toContain('This engine cannot measure layers')
    const notice: RunEvent = { type: 'notice', time: 1, code: 'LAYER_STATISTICS_MEMORY', args: {} }
    expect(open(1, [notice]).tab.text()).toContain('there is no room in memory')
    expect(open(1, [], { status: 'running' }).tab.text()).toContain('being measured')
  })

  it('follows the newest epoch, until another one is chosen', async () => {
    const { tab, run, record } = open(1, [layersEvent(0), layersEvent(1, { dead: [0.9, 0.2, null] })])
    const shown = () => tab.find('[data-shown-epoch]').text()
    const cell = (row: string, figure: string) => tab.find(`[data-weight="${row}"] [data-figure=${figure}]`).text()
    expect(tab.findAll('tbody tr').map((row) => row.attributes('data-weight'))).toEqual([
      'in',
      'a/kernel',
      'b/kernel',
      'c/kernel'
    ])
    expect([shown(), cell('c/kernel', 'norm'), cell('a/kernel', 'dead')]).toEqual(['After epoch 1', '4.000', '90%'])
    expect(tab.find('[data-layer-warning=dead]').text()).toContain('a (90%)')

    run.receive(record, [layersEvent(2, { ratio: [0.05, 1e-3, 1e-3] })])
    run.tick.value += 1
    await nextTick()
    expect([shown(), cell('c/kernel', 'norm'), cell('a/kernel', 'ratio')]).toEqual([
      'After epoch 2',
      '5.000',
      '▲ 0.05000'
    ])
    expect(tab.find('[data-layer-warning]').exists()).toBe(false)

    await tab.find('input[name=layers-epoch]').setValue('0')
    run.receive(record, [layersEvent(3)])
    run.tick.value += 1
    await nextTick()
    expect([shown(), cell('c/kernel', 'norm')]).toEqual(['Before training', '3.000'])
    await tab.find('[data-weight="b/kernel"]').trigger('click')
    expect(tab.find('[data-weight-detail] h3').text()).toBe('b/kernel')
    expect(tab.find('[data-weight-detail] .one').text()).toContain('Counts before training: 100 values')
  })
})
