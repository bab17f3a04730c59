// Expressions that Python and JavaScript have in common, and how they are broken into lines.

export type Literal = string | number | boolean | null
export type Named = readonly [name: string, value: Expression]
export type Expression =
  /** As it stands. */
  | { kind: 'word'; text: string }
  /** `float`: Python writes whole numbers as 1.0. */
  | { kind: 'value'; value: Literal; float?: boolean }
  | { kind: 'list' | 'tuple'; items: readonly Expression[] }
  /** Keys are written as they stand. */
  | { kind: 'object'; entries: readonly Named[] }
  | { kind: 'call'; callee: string; args: readonly Expression[]; named: readonly Named[] }
  /** A layer, called. */
  | { kind: 'applied'; layer: Expression; to: readonly Expression[] }

export const word = (text: string): Expression => ({ kind: 'word', text })
export const value = (given: Literal): Expression => ({ kind: 'value', value: given })
export const list = (items: readonly Expression[]): Expression => ({ kind: 'list', items })
export const call = (callee: string, args: readonly Expression[] = [], named: readonly Named[] = []): Expression => ({
  kind: 'call',
  callee,
  args,
  named
})

/** An expression's outermost brackets. */
export interface Bracketed {
  open: string
  items: readonly { prefix: string; expression: Expression }[]
  close: string
}

export interface Language {
  /** What starts a comment. */
  mark: string
  indent: string
  /** Longest line, in columns. */
  width: number
  /** Between the brackets of an object that stands on one line. */
  padding: string
  /** After the last of several lines. */
  trailing: string
  literal(given: Literal, float: boolean): string
  /** Also how a tuple of one item is told from brackets. */
  bracketed(expression: Expression): Bracketed | null
  /** What calls a layer: '(x)', '.apply(x)'. */
  application(to: string): string
}

const items = (expressions: readonly Expression[]): Bracketed['items'] =>
  expressions.map((expression) => ({ prefix: '', expression }))
/** With what stands between a name and its value. */
export const namedItems = (named: readonly Named[], between: string): Bracketed['items'] =>
  named.map(([name, expression]) => ({ prefix: `${name}${between}`, expression }))
export const plain = (open: string, expressions: readonly Expression[], close: string): Bracketed => ({
  open,
  items: items(expressions),
  close
})

function brackets(expression: Expression, language: Language): Bracketed | null {
  if (expression.kind !== 'applied') return language.bracketed(expression)
  const to = language.application(expression.to.map((input) => flat(input, language)).join(', '))
  const layer = brackets(expression.layer, language)
  return layer && { ...layer, close: layer.close + to }
}

/** On one line. */
export function flat(expression: Expression, language: Language): string {
  if (expression.kind === 'word') return expression.text
  if (expression.kind === 'value') return language.literal(expression.value, expression.float ?? false)
  if (expression.kind === 'applied') {
    const to = expression.to.map((input) => flat(input, language)).join(', ')
    return flat(expression.layer, language) + language.application(to)
  }
  const { open, items, close } = language.bracketed(expression)!
  const inside = items.map((item) => item.prefix + flat(item.expression, language)).join(', ')
  const padding = open.endsWith('{') && items.length > 0 ? language.padding : ''
  return open + padding + inside + padding + close
}

/** `prefix expression suffix`, with one item a line where it is too long for one line. */
export function layout(prefix: string, expression: Expression, language: Language, suffix = '', indent = ''): string[] {
  const line = indent + prefix + flat(expression, language) + suffix
  const parts = line.length > language.width ? brackets(expression, language) : null
  if (!parts || parts.items.length === 0) return [line]
  const last = parts.items.length - 1
  const inner = parts.items.flatMap((item, i) =>
    layout(item.prefix, item.expression, language, i < last ? ',' : language.trailing, indent + language.indent)
  )
  return [indent + prefix + parts.open, ...inner, indent + parts.close + suffix]
}

/** What a class or function of any name is written as: letters, digits and _, and no digit first. */
export const identifier = (name: string): string => name.replaceAll(/\W/g, '_').replace(/^(?=\d|$)/, '_')
