// The step debugger's window: its sums, what it prints, and its stages with made-up services.
import { createPinia, setActivePinia } from 'pinia'
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { createI18n } from 'vue-i18n'
import { API, type Api } from '../../../src/renderer/api'
import {
  agrees,
  argmax,
  digits,
  indexOf,
  isPlainStep,
  lossFormula,
  normOf,
  placeOf,
  placeOfLargest,
  plainStepTex
} from '../../../src/renderer/debugger/arithmetic'
import { keyAction } from '../../../src/renderer/debugger/keys'
import { FIRST_PACE, paceAfter, printed, stepsToGo } from '../../../src/renderer/debugger/log'
import { isSameTraining } from '../../../src/renderer/debugger/same-training'
import { batchPictures, classNumbers } from '../../../src/renderer/debugger/use-batch'
import { mapPlace, placeIn } from '../../../src/renderer/debugger/weight-place'
import { weightMaps } from '../../../src/renderer/inside/maps'
import { codeOf, isLineOf, PARTS } from '../../../src/renderer/lessons/loop/parts'
import en from '../../../src/renderer/locales/en'
import { STAGES, useDebugger } from '../../../src/renderer/stores/debugger'
import { useProject } from '../../../src/renderer/stores/project'
import StageBar from '../../../src/renderer/debugger/StageBar.vue'
import type { DebugStep, TensorFacts } from '../../../src/shared/debug-contract'
import { example } from '../../support/projects'

const facts = (id: string, shape: number[]): TensorFacts => ({
  id,
  shape,
  mean: 0,
  std: 1,
  min: -1,
  max: 1,
  zeros: 0,
  notFinite: 0,
  histogram: new Int32Array(30)
})

describe('sums of one step', () => {
  it('norm of a tensor from its mean and deviation', () => {
    const [mean, std] = [2, Math.sqrt(2 / 3)] // of 1, 2, 3
    expect(normOf({ ...facts('x', [3]), mean, std })).toBeCloseTo(Math.sqrt(14), 12)
    expect(normOf({ ...facts('x', [3]), notFinite: 1 })).toBeNaN()
  })
  it('places', () => {
    expect(placeOfLargest([NaN, 1, -3, 2])).toBe(2)
    expect(argmax([0, 9, 1, 0.2, 0.7], 2, 3)).toBe(0)
    expect(indexOf([4, 5, 6], placeOf([4, 5, 6], [3, 2, 5]))).toStrictEqual([3, 2, 5])
  })
  it('plain gradient descent is told from other steps, in float32', () => {
    const f = Math.fround
    const before = f(-0.05857549)
    const gradient = f(0.02038368)
    const after = f(before - f(f(0.1) * gradient))
    expect(isPlainStep({ before, gradient, after }, 0.1)).toBe(true)
    expect(isPlainStep({ before, gradient, after: before - 0.001 }, 0.1)).toBe(false)
    expect(plainStepTex({ before: 0.5, gradient: -0.25, after: 0.525 }, 0.1)).toBe('0.5 - 0.1 \\cdot (-0.25) = 0.525')
  })
  it('numbers', () => {
    expect(digits(Math.fround(0.1))).toBe('0.1')
    expect(digits(-1.5e-9)).toBe('−1.5e-9')
    expect(digits(NaN)).toBe('NaN')
  })
  // Keras: keras.losses.<name>(y, p) of one example.
  it.each([
    ['sparse_categorical_crossentropy', [0.2, 0.7, 0.1], [1], 0.35667494],
    ['categorical_crossentropy', [0.2, 0.7, 0.1], [0, 0, 1], 2.30258509],
    ['binary_crossentropy', [0.9], [0], 2.30258509],
    ['mean_squared_error', [1, -2], [0, 1], 5],
    ['mean_absolute_error', [1, -2], [0, 1], 2]
  ])('loss of one example: %s', (loss, p, y, expected) => {
    const formula = lossFormula(loss, p, y)!
    expect(formula.value).toBeCloseTo(expected, 6)
    expect(agrees(formula, expected)).toBe(true)
    expect(agrees(formula, expected * 1.1)).toBe(false)
  })
  it('no formula where it is not one line', () => {
    expect(lossFormula('huber', [1], [2])).toBeNull()
    expect(lossFormula('categorical_crossentropy', [0.5, 0.5], [0.9, 0.1])).toBeNull()
    expect(lossFormula('mse', [1, 2], [1])).toBeNull()
  })
})

describe('the log', () => {
  it('is as Python prints it', () => {
    expect(printed({ kind: 'epoch', epoch: 0 })).toBe('Epoch 1')
    expect(printed({ kind: 'step', batch: 100, loss: 0.42134 })).toBe('step 100: loss 0.4213')
    expect(printed({ kind: 'evaluation', split: 'test', logs: { loss: 0.1, accuracy: 0.97 } })).toBe(
      'test: loss 0.1000, accuracy 0.9700'
    )
  })
  it('each printed step, and the last of each epoch, ends a call', () => {
    const batches = 469
    const ends: number[] = []
    for (let at = 0; at < 2 * batches;) {
      at += stepsToGo(at, 2 * batches - 1, batches, 100)
      ends.push(at - 1)
    }
    for (const step of [0, 100, 200, 300, 400, 468, 469, 569, 937]) expect(ends).toContain(step)
    expect(stepsToGo(5, 7, batches, 100)).toBe(3)
    expect(stepsToGo(5, 468, batches, 2)).toBe(2)
  })
  it('calls grow while looking costs more than the steps, and shrink where the steps do', () => {
    const run = (look: number, step: number): number => {
      let pace = FIRST_PACE
      for (let i = 0; i < 12; i++) pace = paceAfter(pace, pace.most, look + step * pace.most)
      return pace.most
    }
    expect(run(0.05, 0.002)).toBe(100)
    expect(run(2, 0.01)).toBe(100)
    expect(run(0.1, 4)).toBeLessThanOrEqual(2)
  })
})

describe('tensors as a person sees them', () => {
  it('classes of a batch', () => {
    const given = (shape: number[], values: number[]) => ({ shape, values: Float32Array.from(values), isCut: false })
    expect(classNumbers(given([2], [3, 1]), 10)).toStrictEqual([3, 1])
    expect(classNumbers(given([2, 3], [0, 0, 1, 1, 0, 0]), 3)).toStrictEqual([2, 0])
    expect(classNumbers(given([2], [0.5, 1]), 10)).toBeNull()
    expect(classNumbers({ ...given([2], [3, 1]), isCut: true }, 10)).toBeNull()
  })
  it('pictures as far as they were told', () => {
    const values = Float32Array.from({ length: 10 }, (_, i) => i)
    const pictures = batchPictures({ shape: [3, 2, 2], values })
    expect(pictures.map(({ data }) => Array.from(data))).toStrictEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7]
    ])
  })
  it('a click into a picture of a weight, and back', () => {
    const values = new Float32Array(6 * 5)
    const { maps } = weightMaps('Dense', { name: 'dense/kernel', shape: [6, 5], values }, [2, 3])!
    for (let map = 0; map < 5; map++)
      for (let y = 0; y < 2; y++)
        for (let x = 0; x < 3; x++) {
          const place = placeIn(maps, { map, y, x })
          expect(place).toBe((y * 3 + x) * 5 + map)
          expect(mapPlace(maps, place)).toStrictEqual({ map, y, x })
        }
  })
})

describe('keys', () => {
  const pressed = (key: string, target: HTMLElement = document.body, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, ...more })
    target.dispatchEvent(event)
    return keyAction(event)
  }
  it('mean something only where nothing else wants them', () => {
    expect([' ', 'ArrowRight', 'ArrowLeft', 'n', '3', 'x'].map((key) => pressed(key))).toStrictEqual([
      'next',
      'next',
      'back',
      'batch',
      2,
      null
    ])
    document.body.innerHTML = '<input><button></button>'
    expect(pressed('n', document.querySelector('input')!)).toBeNull()
    expect(pressed(' ', document.querySelector('button')!)).toBeNull()
    expect(pressed('ArrowRight', document.querySelector('button')!)).toBe('next')
    expect(pressed('1', document.body, { ctrlKey: true })).toBeNull()
  })
})

describe('the parts in Python', () => {
  it('are all there, and each stage marks lines of the training step', () => {
    for (const part of PARTS) {
      expect(codeOf(part), part).not.toBe('')
      const comments = [...codeOf(part, 'zh-CN').matchAll(/# (.*)/g)].map(([, text]) => text!)
      for (const text of comments.filter((one) => one !== 'GlorotUniform')) expect(text).toMatch(/[\u4e00-\u9fff]/)
    }
    const lines = codeOf('step').split('\n')
    for (const stage of STAGES.slice(1))
      expect(lines.filter((line) => isLineOf('step', stage, line))).not.toHaveLength(0)
  })
})

describe('a session', () => {
  const project = example('lessons/mnist-loop')
  const BATCHES = 150
  let at = -1
  const made = (): DebugStep => ({
    step: at,
    epoch: Math.floor(at / BATCHES),
    batch: at % BATCHES,
    rows: new Uint32Array(4),
    learning_rate: 0.1,
    x: facts('x', [4, 28, 28]),
    outputs: [],
    targets: [{ y: facts('y/out', [4]), losses: facts('loss/out', [4]) }],
    loss: 2.5,
    logs: { loss: 2.5 },
    gradients: [],
    before: [],
    after: [],
    seconds: 0.01
  })
  const api = {
    debug: {
      open: vi.fn(() =>
        Promise.resolve({
          debugId: 'a',
          batches: BATCHES,
          batch_size: 4,
          examples: 600,
          optimizer: 'SGD',
          outputs: [{ layer: 'out', loss: 'mse', weight: 1 }],
          layers: [],
          weights: [],
          classes: null
        })
      ),
      step: vi.fn(({ steps }: { steps: number }) => {
        at += steps
        return Promise.resolve(made())
      }),
      tensor: vi.fn(() => Promise.resolve({ shape: [1], values: new Float32Array(1) })),
      evaluate: vi.fn(() => Promise.resolve({ split: 'test', examples: 10, logs: { loss: 1, accuracy: 0.5 } })),
      close: vi.fn(() => Promise.resolve())
    }
  }
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } })
  let pinia = createPinia()
  beforeEach(() => {
    pinia = createPinia()
    createApp({})
      .use(pinia)
      .use(i18n)
      .provide(API, api as unknown as Api)
    setActivePinia(pinia)
    vi.clearAllMocks()
    at = -1
  })

  it('goes through the stages, then to the next batch', async () => {
    useProject().begin(project)
    const store = useDebugger()
    await store.next()
    expect(store.session?.debugId).toBe('a')
    await store.next()
    const seen: string[] = []
    for (let i = 0; i < 6; i++) {
      seen.push(`${store.step!.step} ${store.stage}`)
      await store.next()
    }
    expect(seen).toStrictEqual(['0 batch', '0 forward', '0 loss', '0 gradients', '0 update', '1 batch'])
    store.close()
    expect(api.debug.close).toHaveBeenCalledTimes(1)
  })
  it('goes on to the end of the epoch, printing every 100 batches and evaluating', async () => {
    useProject().begin(project)
    const store = useDebugger()
    await store.open()
    await store.goOn('epoch')
    expect(store.step!.step).toBe(BATCHES - 1)
    expect(store.log.map(printed)).toStrictEqual([
      'Epoch 1',
      'step 0: loss 2.5000',
      'step 100: loss 2.5000',
      'test: loss 1.0000, accuracy 0.5000'
    ])
    expect(store.evaluated).toHaveLength(1)
    const going = store.goOn('all')
    store.stop()
    await going
    expect(store.step!.step).toBeLessThan(2 * BATCHES)
  })
  it('says so where the project has changed, but not of its epochs or name', async () => {
    const hand = useProject()
    hand.begin(project)
    const store = useDebugger()
    await store.open()
    hand.setTraining({ epochs: 3 })
    hand.rename('another')
    expect(store.isStale).toBe(false)
    hand.setTraining({ batch_size: 64 })
    expect(store.isStale).toBe(true)
    expect(isSameTraining(project, { ...project, name: 'x' })).toBe(true)
  })
  it('tells a failure, and goes on when asked again', async () => {
    useProject().begin(project)
    const store = useDebugger()
    await store.open()
    api.debug.step.mockImplementationOnce(() => Promise.reject(new Error('gone')))
    await store.nextBatch()
    expect(store.error).not.toBeNull()
    await store.nextBatch()
    expect(store.error).toBeNull()
    expect(store.step!.step).toBe(0)
  })
  it('the bar shows where one is, and goes there', async () => {
    useProject().begin(project)
    const store = useDebugger()
    const bar = mount(StageBar, { global: { plugins: [pinia, i18n] } })
    expect(bar.findAll('button:disabled')).toHaveLength(5)
    await store.open()
    await store.nextBatch()
    await nextTick()
    await bar.get('[data-debug-stage=gradients]').trigger('click')
    expect(store.stage).toBe('gradients')
    expect(bar.get('[aria-current=step]').text()).toContain('Gradients')
  })
})
