// Markdown of a lesson as a tree, with formulas as $...$ and $$...$$.
import { Marked, type Token, type TokenizerAndRendererExtension } from 'marked'
import type { LessonValues } from '../define'

export interface FormulaToken {
  type: 'formula'
  raw: string
  text: string
  /** On lines of its own. */
  display: boolean
}

const formulaOf = (found: RegExpExecArray | null, display: boolean): FormulaToken | undefined =>
  found ? { type: 'formula', raw: found[0], text: found[1]!.trim(), display } : undefined

const display: TokenizerAndRendererExtension = {
  name: 'displayFormula',
  level: 'block',
  start: (source) => source.match(/(?:^|\n)\$\$/)?.index,
  tokenizer: (source) => formulaOf(/^\$\$([^$]+)\$\$\s*/.exec(source), true)
}
const inline: TokenizerAndRendererExtension = {
  name: 'inlineFormula',
  level: 'inline',
  start: (source) => source.match(/\$/)?.index,
  tokenizer: (source) => formulaOf(/^\$([^$\n]+)\$/.exec(source), false)
}
/** Markdown's own ** does not end between Chinese punctuation and a character: no space stands there. */
const strong: TokenizerAndRendererExtension = {
  name: 'anyStrong',
  level: 'inline',
  start: (source) => source.match(/\*\*/)?.index,
  tokenizer(source) {
    const found = /^\*\*([^*\n]+)\*\*/.exec(source)
    if (!found) return undefined
    return { type: 'strong', raw: found[0], text: found[1]!, tokens: this.lexer.inlineTokens(found[1]!) }
  }
}
const markdown = new Marked({ extensions: [display, inline, strong] })

const VALUE = /\{\{\s*([a-z_][a-z0-9_]*)\s*\}\}/gi

/** Names of the values that a text wants. */
export const valueNames = (text: string): string[] => [...text.matchAll(VALUE)].map(([, name]) => name!)

/** @param show writes a number */
export const withValues = (text: string, values: LessonValues, show: (value: number) => string): string =>
  text.replace(VALUE, (_, name: string) => {
    const value = values[name]
    if (value === null || value === undefined || Number.isNaN(value)) return '…'
    return typeof value === 'number' ? show(value) : value
  })

export const readText = (text: string): Token[] => markdown.lexer(text)
