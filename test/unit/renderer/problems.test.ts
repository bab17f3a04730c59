import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { createApp, nextTick } from 'vue'
import { describe, expect, it } from 'vitest'
import { API, type Api } from '../../../src/renderer/api'
import { useFixes } from '../../../src/renderer/builder/use-fixes'
import ProblemCount from '../../../src/renderer/frame/ProblemCount.vue'
import ProblemsPane from '../../../src/renderer/frame/ProblemsPane.vue'
import { createTranslations } from '../../../src/renderer/i18n'
import { useBuilder } from '../../../src/renderer/stores/builder'
import { useDatasets } from '../../../src/renderer/stores/datasets'
import { useProblems } from '../../../src/renderer/stores/problems'
import { useProject } from '../../../src/renderer/stores/project'
import { useReadiness } from '../../../src/renderer/stores/readiness'
import { useWorkbench } from '../../../src/renderer/stores/workbench'
import type { DatasetInfo } from '../../../src/shared/dataset'
import { NetloomError } from '../../../src/shared/errors'
import { projectOf, type Given } from '../../support/problems'

const mnist = {
  name: 'mnist',
  title: 'MNIST',
  task: 'classification',
  shape: [28, 28],
  classes: [...'0123456789'],
  status: 'ready'
} as unknown as DatasetInfo

async function open(given: Given) {
  const pinia = createPinia()
  const i18n = createTranslations()
  i18n.global.locale.value = 'en'
  const api = { datasets: { list: () => Promise.resolve([mnist]) } } as unknown as Api
  createApp({}).use(pinia).provide(API, api)
  await useDatasets(pinia).refresh()
  const project = useProject(pinia)
  project.begin(projectOf(given))
  const options = { global: { plugins: [pinia, i18n], provide: { [API as symbol]: api } } }
  const pane = mount(ProblemsPane, options)
  const count = mount(ProblemCount, options)
  return { pane, count, project, pinia, api, readiness: useReadiness(pinia) }
}

const image: [string, Record<string, number[]>] = ['Input', { shape: [28, 28] }]
const dense = (units: number, activation: string): [string, Record<string, number | string>] => [
  'Dense',
  { units, activation }
]

describe('the Problems pane', () => {
  it('mends a fault of training in one step that undo takes back', async () => {
    const { pane, project, readiness } = await open({ model: [image, dense(128, 'relu'), dense(10, 'softmax')] })
    expect(readiness.blocked).toMatchObject({ reason: 'design', error: { code: 'LOSS_MISMATCH' } })
    expect(pane.text()).toContain('Dense "layer_1" got (None, 28, 28); did you mean to Flatten first?')

    await pane.get('[data-fix="insert-flatten:layer_1"]').trigger('click')
    expect(readiness.blocked).toBeNull()
    expect(pane.findAll('[data-code]')).toHaveLength(0)
    expect(project.draft!.model.nodes.map(({ class_name }) => class_name)).toContain('Flatten')

    project.undoEdit()
    await nextTick()
    expect(pane.findAll('[data-code=LOSS_MISMATCH]')).toHaveLength(1)
  })

  it('lists the faults of all layers, and goes to the layer', async () => {
    const { pane, pinia } = await open({
      model: {
        nodes: [
          { name: 'input', class_name: 'Input', config: { shape: [28, 28] } },
          { name: 'conv', class_name: 'Conv2D', config: { filters: 4, kernel_size: 3 } },
          { name: 'dense', class_name: 'Dense', config: { units: 0 } }
        ],
        edges: [
          { source: 'input', target: 'conv' },
          { source: 'input', target: 'dense' }
        ]
      }
    })
    expect(pane.findAll('[data-code]').map((note) => note.attributes('data-code'))).toEqual([
      'LAYER_INPUT_SHAPE',
      'LAYER_PARAM'
    ])
    await pane.findAll('li')[1]!.findAll('button').at(-1)!.trigger('click')
    expect(useWorkbench(pinia).view).toBe('design')
    expect(useBuilder(pinia).names).toEqual(['dense'])
  })

  it('of an empty canvas counts nothing, but says why it does not train', async () => {
    const { pane, count, readiness } = await open({ model: { nodes: [], edges: [] } })
    expect(count.findAll('[data-count=errors]')).toHaveLength(0)
    expect(readiness.blocked).toMatchObject({ reason: 'design', error: { code: 'MODEL_NO_INPUT' } })
    expect(pane.findAll('[data-code=MODEL_NO_INPUT]')).toHaveLength(1)
  })

  it('tells warnings from errors, also in numbers, and trains all the same', async () => {
    const { pane, count, readiness, pinia } = await open({ model: [image, ['Flatten'], dense(10, 'linear')] })
    expect(readiness.blocked).toBeNull()
    expect(pane.get('[data-warning]').attributes('data-warning')).toBe('output-activation')
    expect(count.text()).toContain('1 warning')
    expect(count.findAll('[data-count=errors]')).toHaveLength(0)

    useProblems(pinia).report('training', new NetloomError('DISK_FULL', { path: '/tmp' }))
    await nextTick()
    expect(count.get('[data-count=errors]').text()).toContain('1 error')
    await pane.get('[data-fix="output-activation:softmax"]').trigger('click')
    expect(pane.findAll('[data-warning]')).toHaveLength(0)
  })
})

it('gives a layer its problems', async () => {
  const { pinia, api } = await open({ model: [image, ['Flatten'], dense(128, 'linear'), dense(5, 'softmax')] })
  let fixes: ReturnType<typeof useFixes> | null = null
  mount(
    { setup: () => ((fixes = useFixes()), () => null) },
    { global: { plugins: [pinia], provide: { [API as symbol]: api } } }
  )
  const [fault] = fixes!.problemsOf('layer_3')
  expect([fault!.error!.code, fault!.fixes.map(({ title }) => title.en)]).toEqual([
    'LOSS_MISMATCH',
    ['layer_3: units = 10']
  ])
  expect(fixes!.problemsOf('layer_2').map(({ id }) => id)).toEqual(['linear-dense'])
  expect(fixes!.problemsOf('layer_0')).toEqual([])
})
