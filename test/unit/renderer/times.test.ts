// The measured share of time on the canvas, and where it is not shown.
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { computed, createApp, nextTick } from 'vue'
import { API, type Api } from '../../../src/renderer/api'
import BlockNode from '../../../src/renderer/builder/canvas/BlockNode.vue'
import LayerNode from '../../../src/renderer/builder/canvas/LayerNode.vue'
import { TOTAL_PARAMETERS } from '../../../src/renderer/builder/canvas/total'
import DesignTotals from '../../../src/renderer/builder/DesignTotals.vue'
import LayerInspector from '../../../src/renderer/builder/inspector/LayerInspector.vue'
import { createTranslations } from '../../../src/renderer/i18n'
import { useBuilder } from '../../../src/renderer/stores/builder'
import { useProject } from '../../../src/renderer/stores/project'
import { useRuns } from '../../../src/renderer/stores/runs'
import { useTimes } from '../../../src/renderer/stores/times'
import { summarize } from '../../../src/main/runs/summarize'
import type { Design } from '../../../src/shared/design'
import { projectSchema, type Project } from '../../../src/shared/project'
import type { Profile } from '../../../src/shared/run'
import type { RunRecord } from '../../../src/shared/run'
import { newRun } from '../../support/runs'
import example from '../../../examples/mnist-mlp.netloom.json'

const project = projectSchema.parse(example)
/** Of a step of 10 ms: dense takes `dense` of them, the optimizer 2. */
const profile = (dense: number): Profile => ({
  steps: 40,
  layers: {
    name: ['input', 'flatten', 'dense', 'dense_1', 'dense_2'],
    forward_ms: [0, 0, dense / 2, 0.5, 0],
    backward_ms: [0, 0, dense / 2, 7.495 - dense, 0.005]
  },
  other: { data_ms: 0, loss_ms: 0, optimizer_ms: 2 }
})
const run = (id: string, change: Partial<RunRecord> = {}): RunRecord =>
  newRun({ id, name: project.name, created: `2026-01-0${id}T00:00:00.000Z`, project, profile: profile(4), ...change })
const withUnits = (units: number): Project => ({
  ...project,
  model: {
    ...project.model,
    nodes: project.model.nodes.map((node) =>
      node.name === 'dense_1' ? { ...node, config: { ...node.config, units } } : node
    )
  }
})
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

async function open(records: readonly RunRecord[], locale: 'en' | 'zh-CN' = 'en') {
  const read: string[] = []
  const api = {
    runs: {
      list: () => Promise.resolve({ runs: records.map((record) => summarize(record, true)), unreadable: [] }),
      get: ({ runId }: { runId: string }) => {
        read.push(runId)
        return Promise.resolve({ record: records.find(({ id }) => id === runId)!, events: [] })
      }
    }
  } as unknown as Api
  const pinia = createPinia()
  createApp({}).use(pinia).provide(API, api)
  const i18n = createTranslations()
  i18n.global.locale.value = locale
  const provide = { [API as symbol]: api, [TOTAL_PARAMETERS as symbol]: computed(() => 1) }
  const global = { plugins: [pinia, i18n], provide, stubs: { Handle: true } }
  const store = useProject(pinia)
  store.begin(project)
  const times = useTimes(pinia)
  await useRuns(pinia).refresh()
  await settle()
  const node = (name: string) =>
    mount(LayerNode, {
      global,
      props: {
        id: name,
        selected: false,
        data: {
          id: name,
          kind: 'layer',
          position: { x: 0, y: 0 },
          node: store.draft!.model.nodes.find((one) => one.name === name)!
        }
      }
    })
  const edit = (change: (design: Design) => Design) => store.editModel('units', change)
  return { store, times, node, edit, read, global, builder: useBuilder(pinia) }
}

it('stands on each layer of the network that was timed, but on none that has changed since', async () => {
  const { node, edit, store, times } = await open([run('1')])
  const [dense, second, input] = [node('dense'), node('dense_1'), node('input')]
  expect(dense.find('[data-time]').text()).toBe('40%')
  expect(dense.attributes('aria-label')).toContain('40% of the time')
  expect(second.find('[data-time]').text()).toBe('40%')
  expect(node('dense_2').find('[data-time]').text()).toBe('< 0.1%')
  expect(input.find('[data-time]').exists()).toBe(false)

  // Units of dense_1 change what it is, and what dense_2 is fed.
  edit(() => withUnits(33).model)
  await nextTick()
  expect([...times.byLayer.keys()]).toEqual(['input', 'flatten', 'dense'])
  expect(dense.find('[data-time]').text()).toBe('40%')
  expect(second.find('[data-time]').exists()).toBe(false)
  store.undoEdit()
  await nextTick()
  expect(second.find('[data-time]').text()).toBe('40%')
})

it('is that of the newest run of the same network, and older runs are read only to find one', async () => {
  const other = run('4', { project: withUnits(33), profile: profile(1) })
  const records = [run('1', { profile: profile(1) }), run('2', { profile: profile(2) }), run('3', { profile: null })]
  const newest = await open([...records, run('5', { project: { ...project, name: 'another' }, profile: profile(7) })])
  expect(newest.read).toEqual(['2'])
  expect(newest.node('dense').find('[data-time]').text()).toBe('20%')

  const { read, node, edit } = await open([...records, other])
  expect(read).toEqual(['4', '2'])
  const dense = node('dense')
  expect(dense.find('[data-time]').text()).toBe('20%')
  edit(() => withUnits(33).model)
  await nextTick()
  expect(dense.find('[data-time]').text()).toBe('10%')
})

it('colours layers where that is asked for', async () => {
  const { node, builder } = await open([run('1', { profile: profile(2) })])
  const dense = node('dense')
  expect(dense.classes()).not.toContain('heated')
  builder.colourByTime = true
  await nextTick()
  expect(dense.classes()).toContain('heated')
  // Of the costliest, which takes 60 %.
  expect((dense.element as HTMLElement).style.getPropertyValue('--heat')).toBe('33')
  expect(dense.find('.share span').attributes('style')).toContain('width: 20%')
})

it('stands on a block as that of all its layers', async () => {
  const { global } = await open([run('1')])
  const block = (members: string[]) =>
    mount(BlockNode, {
      global,
      props: {
        id: 'block:b',
        selected: false,
        data: {
          id: 'block:b',
          kind: 'block',
          position: { x: 0, y: 0 },
          width: 1,
          height: 1,
          block: { name: 'b', members },
          depth: 0
        }
      }
    })
  expect(block(['dense', 'dense_1']).find('[data-time]').text()).toBe('80%')
  expect(block(['dense', 'gone']).find('[data-time]').exists()).toBe(false)
})

it('is told of beside the FLOPs, and of what is no layer’s, in both languages', async () => {
  for (const [locale, share, other] of [
    ['en', '75% of the FLOPs, 40% of the time', 'Other time: optimizer, loss, data20%'],
    ['zh-CN', 'FLOPs 的 75%，用时的 40%', '其他用时：优化器、损失、数据20%']
  ] as const) {
    const { global, builder } = await open([run('1')], locale)
    builder.select(['dense'])
    const facts = mount(LayerInspector, { global }).find('.layer-facts').text()
    expect(facts).toContain(share)
    expect(facts).toContain('2.000 ms')
    const totals = mount(DesignTotals, { global })
    expect(totals.find('[data-other]').text()).toBe(other)
    expect(totals.find('[data-other]').attributes('title')).toContain('10.00 ms')
    builder.colourByTime = true
    await nextTick()
    expect(totals.find('[data-scale]').text()).toContain('40%')
  }
})
