// Code as lines that know which layers they are about.

export interface CodeLine {
  text: string
  /** Names of the design's nodes that the line makes or calls: every line of a call names its node. */
  nodes: readonly string[]
}
export interface CodeText {
  /** The lines, each ended by a line feed. */
  text: string
  lines: readonly CodeLine[]
}

export const code = (...texts: string[]): CodeLine[] => texts.map((text) => ({ text, nodes: [] }))

/** Sections, one blank line between them; those without lines are left out. */
export function codeText(sections: readonly (readonly CodeLine[])[]): CodeText {
  const kept = sections.filter((section) => section.length > 0)
  const lines = kept.flatMap((section, i) => (i === 0 ? section : [...code(''), ...section]))
  return { text: lines.map(({ text }) => `${text}\n`).join(''), lines }
}

/** A text as comment lines of at most `width` columns. */
export function commentLines(mark: string, text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`${mark} ${word}`)
  }
  return lines
}
