import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { searchLayers } from '../../../src/layers/search'
import { LOCALES, type Locale } from '../../../src/shared/locale'

const found = (query: string, locale: Locale = 'en'): string[] =>
  searchLayers(catalogue, query, locale).map(({ className }) => className)
const letters = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '')

describe('searchLayers', () => {
  it.each([
    ['Dense', 'Dense'],
    ['dense', 'Dense'],
    ['ＤＥＮＳＥ', 'Dense'],
    ['conv2d', 'Conv2D'],
    ['conv 2d', 'Conv2D'],
    ['max_pooling2d', 'MaxPooling2D'],
    ['add', 'Add'],
    ['ReLU', 'ReLU'],
    ['normalization', 'Normalization'],
    ['batch', 'BatchNormalization'],
    ['fully connected', 'Dense'],
    ['linear', 'Dense'],
    ['deconvolution', 'Conv2DTranspose'],
    ['self-attention', 'MultiHeadAttention'],
    ['self attention', 'MultiHeadAttention'],
    ['c2d', 'Conv2D'],
    ['gap', 'GlobalAveragePooling1D'],
    ['gap2d', 'GlobalAveragePooling2D'],
    ['mha', 'MultiHeadAttention'],
    ['bn', 'BatchNormalization'],
    ['lrelu', 'LeakyReLU'],
    ['convt', 'Conv2DTranspose'],
    ['drpout', 'Dropout'],
    ['btchnorm', 'BatchNormalization'],
    ['全连接', 'Dense'],
    ['全连接层', 'Dense'],
    ['展平层', 'Flatten'],
    ['二维卷积', 'Conv2D'],
    ['2D卷积', 'Conv2D'],
    ['２维 卷积', 'Conv2D'],
    ['随机失活', 'Dropout'],
    ['丢弃', 'Dropout'],
    ['残差', 'Add'],
    ['词向量', 'Embedding'],
    ['层归一化', 'LayerNormalization']
  ])('finds by %j first %s', (query, first) => {
    for (const locale of LOCALES) expect(found(query, locale)[0]).toBe(first)
  })

  it.each([
    ['pool max', ['MaxPooling1D', 'MaxPooling2D', 'GlobalMaxPooling1D', 'GlobalMaxPooling2D']],
    ['gap', ['GlobalAveragePooling1D', 'GlobalAveragePooling2D']],
    ['rnn', ['SimpleRNN', 'LSTM', 'GRU']],
    ['卷积', ['Conv1D', 'Conv2D', 'Conv2DTranspose', 'DepthwiseConv2D', 'SeparableConv2D']],
    ['池化', ['MaxPooling2D', 'AveragePooling1D', 'GlobalMaxPooling2D']],
    ['数据增强', ['RandomFlip', 'RandomZoom', 'RandomBrightness']]
  ])('finds by %j also %j', (query, names) => {
    expect(found(query)).toEqual(expect.arrayContaining(names))
  })

  it('ranks the whole name, the start of one, the start of a word, then initials and what lacks letters', () => {
    expect(found('Conv2D').slice(0, 2)).toEqual(['Conv2D', 'Conv2DTranspose'])
    const conv = found('conv')
    expect(conv.slice(0, 3)).toEqual(['Conv1D', 'Conv2D', 'Conv2DTranspose'])
    expect(conv.indexOf('SeparableConv2D')).toBeGreaterThan(2)
    expect(found('average').slice(0, 3)).toEqual(['Average', 'AveragePooling1D', 'AveragePooling2D'])
    expect(found('c2d').indexOf('SeparableConv2D')).not.toBe(0)
  })

  it.each(['xyzzy', 'qwrtz', 'blockchain', '区块链', '!?', 'dense xyzzy', '3d'])('finds nothing by %j', (query) => {
    expect(found(query)).toEqual([])
  })

  it('finds everything by nothing, and each layer by each of its names', () => {
    expect(found('  ')).toEqual([...catalogue.keys()])
    for (const { className, title, synonyms = [] } of catalogue.values()) {
      expect(found(className)[0]).toBe(className)
      for (const name of [...Object.values(title), ...synonyms]) expect(found(name), name).toContain(className)
    }
  })
})

describe('synonyms', () => {
  it.each([...catalogue.values()])('$className has some in both languages that say something new', (layer) => {
    const synonyms = layer.synonyms ?? []
    const names = [layer.className, ...Object.values(layer.title)].map(letters)
    expect(synonyms.filter((word) => names.some((name) => name.includes(letters(word))))).toEqual([])
    expect(new Set(synonyms.map(letters)).size).toBe(synonyms.length)
    expect(synonyms.some((word) => /\p{Script=Han}/u.test(word))).toBe(true)
    expect(synonyms.some((word) => /^[\x20-\x7e]+$/.test(word))).toBe(true)
  })
})
