import hljs from 'highlight.js/lib/core'
import javascript from 'highlight.js/lib/languages/javascript'
import python from 'highlight.js/lib/languages/python'

hljs.registerLanguage('python', python)
hljs.registerLanguage('javascript', javascript)
export type CodeLanguage = 'python' | 'javascript'

/** HTML of each line by its text. @param known of lines before, in the same language */
export function highlightLines(
  lines: readonly { text: string }[],
  language: CodeLanguage,
  known: ReadonlyMap<string, string> = new Map()
): Map<string, string> {
  const html = new Map<string, string>()
  for (const { text } of lines) {
    if (!html.has(text)) html.set(text, known.get(text) ?? (hljs.highlight(text, { language }).value || '&nbsp;'))
  }
  return html
}
