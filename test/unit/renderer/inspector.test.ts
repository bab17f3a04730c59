import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { initialConfig } from '../../../src/document/initial-config'
import { catalogue } from '../../../src/layers/index'
import { API, type Api } from '../../../src/renderer/api'
import LayerInspector from '../../../src/renderer/builder/inspector/LayerInspector.vue'
import { createTranslations } from '../../../src/renderer/i18n'
import { useBuilder } from '../../../src/renderer/stores/builder'
import { useInspector } from '../../../src/renderer/stores/inspector'
import { useProject } from '../../../src/renderer/stores/project'
import type { DesignNode } from '../../../src/shared/design'
import { projectSchema } from '../../../src/shared/project'
import type { ParamSpec } from '../../../src/shared/schema'
import example from '../../../examples/mnist-cnn.netloom.json'

const mounted: VueWrapper[] = []
let warned: ReturnType<typeof vi.spyOn>
beforeEach(() => (warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)))
afterEach(() => {
  mounted.splice(0).forEach((wrapper) => wrapper.unmount())
  warned.mockRestore()
})

function open(nodes: readonly DesignNode[], selected: readonly string[], edges: [string, string][] = []) {
  const pinia = createPinia()
  createApp({})
    .use(pinia)
    .provide(API, {} as Api)
  const i18n = createTranslations()
  i18n.global.locale.value = 'en'
  const global = { plugins: [pinia, i18n], provide: { [API as symbol]: {} } }
  const project = useProject(pinia)
  const empty = projectSchema.parse(example)
  project.begin({
    ...empty,
    model: { nodes: [...nodes], edges: edges.map(([source, target], index) => ({ source, target, index })) }
  })
  const builder = useBuilder(pinia)
  builder.select(selected)
  useInspector(pinia).moreOpen = true
  const wrapper = mount(LayerInspector, { global, attachTo: document.body })
  mounted.push(wrapper)
  const config = (name = selected[0]!) => project.draft!.model.nodes.find((node) => node.name === name)!.config
  const field = (key: string, i = 0) => wrapper.findAll(`[data-param="${key}"] .control input`)[i]!
  const type = async (key: string, text: string) => {
    await field(key).trigger('focusin')
    for (let end = 1; end <= text.length; end++) await field(key).setValue(text.slice(0, end))
  }
  const choose = async (key: string, value: string) => {
    wrapper.find(`[data-param="${key}"]`).findComponent({ name: 'ElSelectV2' }).vm.$emit('update:modelValue', value)
    await nextTick()
  }
  const reset = (key: string) => wrapper.find(`[data-param="${key}"] .reset`).trigger('click')
  const reason = (key: string) => wrapper.find(`[data-param="${key}"] .reason`)
  return { project, builder, wrapper, i18n, config, field, type, choose, reset, reason }
}
const layer = (class_name: string, config: DesignNode['config'] = {}, name = 'it'): DesignNode => ({
  name,
  class_name,
  config
})

describe('the inspector of one layer', () => {
  it.each([...catalogue.values()].map((type) => [type.className, type] as const))(
    'has a control for each parameter of %s, in both languages, without a warning',
    async (className, type) => {
      const { wrapper, i18n } = open([layer(className, initialConfig(type, [28, 28, 1]))], ['it'])
      const shown = wrapper.findAll('.param-list')[0]?.element.querySelectorAll(':scope > [data-param]') ?? []
      expect([...shown].map((row) => row.getAttribute('data-param')).sort()).toStrictEqual(
        Object.keys(type.params).sort()
      )
      for (const row of shown) expect(row.querySelector('.control input'), row.textContent ?? '').not.toBeNull()
      expect(wrapper.findAll('.value-field.wrong')).toHaveLength(0)
      i18n.global.locale.value = 'zh-CN'
      await nextTick()
      for (const [key, spec] of Object.entries<ParamSpec>(type.params)) {
        expect(wrapper.find(`[data-param="${key}"] .help`).text()).toContain(spec.help['zh-CN'])
      }
      expect(warned).not.toHaveBeenCalled()
    }
  )

  it('writes what Keras takes, for each kind of parameter', async () => {
    const conv = open([layer('Conv2D', { filters: 8, kernel_size: 3 })], ['it'])
    await conv.type('filters', '16')
    await conv.type('kernel_size', '3, 5')
    await conv.choose('padding', 'same')
    await conv.choose('kernel_regularizer', 'l2')
    expect(conv.config()).toStrictEqual({ filters: 16, kernel_size: [3, 5], padding: 'same', kernel_regularizer: 'l2' })
    await conv.type('l2', '0.25')
    expect(conv.config().kernel_regularizer).toStrictEqual({ class_name: 'L2', config: { l2: 0.25 } })
    await conv.reset('l2')
    expect(conv.config().kernel_regularizer).toBe('l2')

    const padding = open([layer('ZeroPadding2D')], ['it'])
    await padding.field('padding', 2).setValue('4')
    expect(padding.config()).toStrictEqual({
      padding: [
        [1, 1],
        [4, 1]
      ]
    })

    const dropout = open([layer('Dropout', { rate: 0.5 })], ['it'])
    await dropout.type('noise_shape', 'None, 1, 64')
    await dropout.type('seed', '7')
    expect(dropout.config()).toStrictEqual({ rate: 0.5, noise_shape: [null, 1, 64], seed: 7 })
    await dropout.field('seed').setValue('')
    expect(dropout.config()).not.toHaveProperty('seed')

    const scaled = open([layer('Rescaling', { scale: 1 })], ['it'])
    await scaled.type('scale', '1/256')
    expect(scaled.config().scale).toBe(1 / 256)

    const both = open([layer('Bidirectional', { layer: { class_name: 'LSTM', config: { units: 8 } } })], ['it'])
    await both.type('units', '24')
    await both.choose('layer', 'GRU')
    await both.wrapper.find('[data-param="return_sequences"] input').setValue(true)
    expect(both.config()).toStrictEqual({
      layer: { class_name: 'GRU', config: { units: 24, return_sequences: true } }
    })
  })

  it('takes a parameter out of the config when it is as Keras has it anyway', async () => {
    const { config, choose, reset, wrapper, field } = open(
      [layer('Dense', { units: 4, activation: 'relu', use_bias: false })],
      ['it']
    )
    await reset('activation')
    await wrapper.find('[data-param="use_bias"]').trigger('keydown', { key: 'Backspace', altKey: true })
    expect(config()).toStrictEqual({ units: 4 })
    await choose('activation', 'tanh')
    await choose('activation', 'linear')
    expect(config()).toStrictEqual({ units: 4 })
    expect(wrapper.find('[data-param="units"] .reset').exists()).toBe(false)
    expect((field('units').element as HTMLInputElement).value).toBe('4')
  })

  it('keeps what is wrong in its field, says why, and does not apply it', async () => {
    const { config, type, reason, field, project } = open([layer('Dense', { units: 4 })], ['it'])
    await type('units', '0')
    expect([config().units, reason('units').text()]).toStrictEqual([4, 'Must be at least 1.'])
    await field('units').trigger('blur')
    expect((field('units').element as HTMLInputElement).value).toBe('0')
    expect([...project.fieldErrors.keys()]).toStrictEqual(['it.units'])
    project.undoEdit()
    await nextTick()
    expect((field('units').element as HTMLInputElement).value).toBe('4')
    await type('units', '12')
    expect([config().units, reason('units').exists(), project.fieldErrors.size]).toStrictEqual([12, false, 0])
  })

  it('undoes what was typed in one step, and steps with arrows', async () => {
    const { config, type, field, project } = open([layer('Dense', { units: 4 })], ['it'])
    await type('units', '128')
    await field('units').trigger('keydown', { key: 'ArrowUp' })
    expect(config().units).toBe(129)
    await field('units').trigger('focusout')
    await field('units').trigger('keydown', { key: 'ArrowDown', shiftKey: true })
    expect(config().units).toBe(119)
    project.undoEdit()
    expect(config().units).toBe(129)
    project.undoEdit()
    await nextTick()
    expect([config().units, (field('units').element as HTMLInputElement).value]).toStrictEqual([4, '4'])
    expect(project.undoLabel).toBeNull()
  })

  it('renames, and shows why a name cannot be', async () => {
    const { wrapper, builder, project } = open([layer('Dense'), layer('Dense', {}, 'other')], ['it'])
    const name = wrapper.find('.name-field input')
    await name.setValue('other')
    await name.trigger('blur')
    expect(wrapper.find('.name-field .reason').text()).toContain('other')
    expect((name.element as HTMLInputElement).value).toBe('other')
    await name.setValue('head')
    await name.trigger('keydown', { key: 'Enter' })
    expect([builder.single, project.draft!.model.nodes[0]!.name]).toStrictEqual(['head', 'head'])
  })

  it('orders the inputs of a merge', async () => {
    const nodes = [layer('Input', { shape: [2] }, 'a'), layer('Input', { shape: [3] }, 'b'), layer('Concatenate')]
    const { wrapper, project } = open(
      nodes,
      ['it'],
      [
        ['a', 'it'],
        ['b', 'it']
      ]
    )
    await wrapper.find('[aria-label="Move b up"]').trigger('click')
    expect(project.survey!.nodes.get('it')!.inputs).toStrictEqual(['b', 'a'])
  })

  it('edits the owner of shared weights, and gives a call weights of its own', async () => {
    const again: DesignNode = { ...layer('Dense', {}, 'again'), layer: 'it' }
    const { wrapper, config, type } = open([layer('Dense', { units: 4 }), again], ['again'])
    await type('units', '9')
    expect([config('it').units, config('again').units]).toStrictEqual([9, undefined])
    await wrapper.findAll('.shared button').at(-1)!.trigger('click')
    await type('units', '5')
    expect([config('it').units, config('again').units]).toStrictEqual([9, 5])
  })
})

describe('the inspector of several layers', () => {
  it('sets what they have in common, in one step', async () => {
    const nodes = [
      layer('Conv1D', { filters: 4, kernel_size: 3, padding: 'same' }, 'a'),
      layer('Conv2D', { filters: 8, kernel_size: [3, 5] }, 'b'),
      layer('DepthwiseConv2D', { kernel_size: 3 }, 'c')
    ]
    const { wrapper, config, type, choose, project } = open(nodes, ['a', 'b', 'c'])
    const before = project.draft!.model.nodes
    expect(wrapper.find('[data-param="filters"]').exists()).toBe(false)
    expect(wrapper.find('[data-param="kernel_size"] input').attributes('placeholder')).toBe('mixed')
    await type('kernel_size', '7')
    expect(['a', 'b', 'c'].map((name) => config(name).kernel_size)).toStrictEqual([7, 7, 7])
    await choose('padding', 'same')
    expect(['a', 'b', 'c'].map((name) => config(name).padding)).toStrictEqual(['same', 'same', 'same'])
    project.undoEdit()
    project.undoEdit()
    expect(project.draft!.model.nodes).toStrictEqual(before)
  })
  it('tells that nothing is common', () => {
    const { wrapper } = open([layer('Flatten', {}, 'a'), layer('Dense', { units: 1 }, 'b')], ['a', 'b'])
    expect(wrapper.text()).toContain('no parameter in common')
  })
})

it('tells the facts of a network when nothing is chosen, and how to begin one', () => {
  const network = open([layer('Input', { shape: [4] }, 'a'), layer('Dense', { units: 2 })], [], [['a', 'it']])
  expect(network.wrapper.text()).toMatch(/Parameters\s*10/)
  expect(open([], []).wrapper.text()).toContain('Start with an Input')
})
