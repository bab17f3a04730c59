// The layers of a design, line by line, in either language.
import type { DesignNode } from '../../shared/design'
import { layout, list, word, type Expression, type Language, identifier } from './expression'
import type { Plan, PlannedNode } from './plan'
import { code, commentLines, type CodeLine } from './text'

/** What differs between Keras and tfjs where layers are made and called. */
export interface LayerDialect {
  language: Language
  /** What makes the layer, and what there is to say of it. */
  make(planned: PlannedNode, plan: Plan): { layer: Expression; remarks: readonly string[] }
  /** `name = `, or with const and let. */
  assign(variable: string, times: 'once' | 'first' | 'again'): string
  /** Takes a layer's weights from the training examples; `before` makes the tensor that reaches it. */
  adapt(layer: string, before: string, plan: Plan): string[]
}

export function modelLines(plan: Plan, dialect: LayerDialect): CodeLine[] {
  const { language, assign } = dialect
  const assigned = [...plan.variables.tensors.values()]
  const seen = new Set<string>()
  const assignment = (variable: string): string => {
    const times = seen.has(variable)
      ? 'again'
      : assigned.filter((other) => other === variable).length > 1
        ? 'first'
        : 'once'
    seen.add(variable)
    return assign(variable, times)
  }
  const lines = comments(plan.faults, language)
  let block: string | null = null
  const begun = new Set<string>()
  for (const planned of plan.nodes) {
    const around = planned.blocks.length > 0 ? planned.blocks.join(' / ') : null
    if (around !== block) {
      block = around
      lines.push(...blockComment(block, begun, language, lines.length === 0))
    }
    const nodes = [planned.node.name]
    const add = (texts: readonly string[]): void => void lines.push(...texts.map((text) => ({ text, nodes })))
    const { layer, remarks } = dialect.make(planned, plan)
    add(commentTexts([...planned.faults, ...remarks], language))
    add(nodeLines(planned, plan, layer, assignment(plan.variables.tensors.get(planned.node)!), dialect))
  }
  return lines
}

function nodeLines(
  planned: PlannedNode,
  plan: Plan,
  layer: Expression,
  assignment: string,
  { language, assign, adapt }: LayerDialect
): string[] {
  const { node, owner } = planned
  if (owner.class_name === 'Input') return layout(assignment, layer, language)
  const to = calledWith(planned, plan)
  const variable = planned.named ? (plan.variables.layers.get(owner) ?? identifier(owner.name)) : null
  if (variable === null) return layout(assignment, { kind: 'applied', layer, to }, language)
  const made = owner === node ? layout(assign(variable, 'once'), layer, language) : []
  const [before] = planned.inputs
  const adapted = planned.adapts && before ? adapt(variable, plan.variables.tensors.get(before)!, plan) : []
  return [...made, ...adapted, ...layout(assignment, { kind: 'applied', layer: word(variable), to }, language)]
}

/** Attention takes its inputs one by one, what merges takes a list. */
function calledWith({ inputs, type }: PlannedNode, { variables }: Plan): Expression[] {
  const tensors = inputs.map((input: DesignNode) => word(variables.tensors.get(input)!))
  if (type?.group === 'attention') return tensors
  return inputs.length > 1 || (type && type.inputs.max > 1) ? [list(tensors)] : tensors
}

const commentTexts = (texts: readonly string[], { mark, width }: Language): string[] =>
  texts.flatMap((text) => commentLines(mark, text, width))
const comments = (texts: readonly string[], language: Language): CodeLine[] => code(...commentTexts(texts, language))

/** Blank lines set a block apart, also where it ends. @param block with those that hold it before it */
function blockComment(block: string | null, begun: Set<string>, { mark }: Language, first: boolean): CodeLine[] {
  const blank = first ? [] : code('')
  if (block === null) return blank
  const again = begun.has(block) ? ' (continued)' : ''
  begun.add(block)
  return [...blank, ...code(`${mark} block: ${block.replaceAll(/\s+/g, ' ')}${again}`)]
}
