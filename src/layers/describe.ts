// The catalogue as text: what each layer does and takes, in Markdown.
import type { Locale } from '../shared/locale'
import type { ParamSpec, ParamSpecs, TermSpec } from '../shared/schema'
import type { LayerCatalogue } from './index'
import { ACTIVATIONS } from './common'
import { LAYER_GROUPS, type LayerType } from './define'
import { GROUPS } from './groups'

const WORDS = {
  en: {
    title: 'Layers and terms',
    intro:
      'Made from the catalogue itself (src/layers) by its test. Names, parameters and defaults are those of Keras 3; a parameter without a default has to be given.',
    columns: '| parameter | takes | default | what it does |',
    terms: {
      optimizer: 'Optimizers',
      schedule: 'Learning-rate schedules',
      loss: 'Losses',
      metric: 'Metrics',
      initializer: 'Initializers',
      regularizer: 'Regularizers',
      constraint: 'Constraints'
    },
    activation: 'Activations',
    none: 'No parameters.'
  },
  'zh-CN': {
    title: '层与术语',
    intro: '由目录本身（src/layers）的测试生成。名称、参数与默认值均与 Keras 3 一致；没有默认值的参数必须给出。',
    columns: '| 参数 | 取值 | 默认值 | 含义 |',
    terms: {
      optimizer: '优化器',
      schedule: '学习率调度',
      loss: '损失函数',
      metric: '指标',
      initializer: '初始化方法',
      regularizer: '正则化',
      constraint: '约束'
    },
    activation: '激活函数',
    none: '没有参数。'
  }
} as const
export type TermLists = Record<keyof (typeof WORDS)['en']['terms'], readonly TermSpec[]>

/** Markdown of all layers, by group, and of all terms. */
export function describeCatalogue(catalogue: LayerCatalogue, terms: TermLists, locale: Locale): string {
  const words = WORDS[locale]
  const layers = LAYER_GROUPS.flatMap((group) => {
    const members = [...catalogue.values()].filter((layer) => layer.group === group)
    return members.length === 0
      ? []
      : [`## ${GROUPS[group][locale]}`, ...members.map((layer) => layerText(layer, locale))]
  })
  const lists = Object.entries(words.terms).map(([kind, title]) => {
    const lines = terms[kind as keyof TermLists].map((term) => `- ${termText(term)}`)
    return `## ${title}\n\n${lines.join('\n')}`
  })
  const activations = `## ${words.activation}\n\n${ACTIVATIONS.map((name) => `\`${name}\``).join(', ')}`
  return [`# ${words.title}`, words.intro, ...layers, activations, ...lists].join('\n\n') + '\n'
}

function layerText({ className, title, summary, params }: LayerType, locale: Locale): string {
  const heading = `### ${className}${locale === 'en' ? '' : ` ${title[locale]}`}`
  return [heading, summary[locale], paramTable(params, locale)].join('\n\n')
}

function paramTable(params: ParamSpecs, locale: Locale): string {
  const words = WORDS[locale]
  const rows = Object.entries(params).map(([name, spec]) => {
    const fallback = spec.default === undefined ? '' : `\`${JSON.stringify(spec.default)}\``
    return `| \`${name}\` | ${takes(name, spec)} | ${fallback} | ${spec.help[locale]} |`
  })
  return rows.length === 0 ? words.none : [words.columns, '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** SGD (`sgd`): learning_rate 0.01, momentum 0, ... */
function termText({ className, names, params }: TermSpec): string {
  const settings = Object.entries(params).map(([name, spec]) =>
    spec.default === undefined ? `\`${name}\`` : `\`${name}\` ${JSON.stringify(spec.default)}`
  )
  const short = names.map((name) => `\`${name}\``).join(', ')
  const called = names.includes(className) ? '' : ` (${short})`
  return `**${className}**${called}${settings.length > 0 ? `: ${settings.join(', ')}` : ''}`
}

function takes(name: string, spec: ParamSpec): string {
  const orNull = 'nullable' in spec && spec.nullable ? ', null' : ''
  return kindText(name, spec) + orNull
}

/** Long lists stand once, at the end. */
function kindText(name: string, spec: ParamSpec): string {
  switch (spec.kind) {
    case 'choice':
      return spec.options === ACTIVATIONS ? 'activation' : spec.options.join(', ')
    case 'term':
      return /[a-z]+$/.exec(name)![0]
    case 'layer':
      return spec.options.join(', ')
    default:
      return spec.kind
  }
}
