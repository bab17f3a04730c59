// How the command line speaks: results to stdout, everything else to stderr.
import { systemLanguages } from '../main/languages'
import { jsonText } from '../shared/json'
import { describeError, toErrorPayload, type ErrorPayload } from '../shared/errors'
import { pickLocale } from '../shared/locale'

export const cliLocale = () => pickLocale(systemLanguages())

/** Tells an error with its remedy; details only for what was not foreseen. */
export function printError(payload: ErrorPayload): void {
  const { message, remedy } = describeError(payload, cliLocale())
  console.error(`✗ ${message}`)
  if (remedy) console.error(`  ${remedy}`)
  if (payload.code === 'INTERNAL' && payload.detail) console.error(payload.detail)
}

export function fail(error: unknown): void {
  printError(toErrorPayload(error))
  process.exitCode = 1
}

/** One line of JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${jsonText(value)}\n`)
}

/** 4 significant digits, as everywhere in Netloom. */
export const shortNumber = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value)

/** How many columns of a terminal a text takes: Chinese characters are two wide. */
const columns = (text: string): number => [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0)
export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)))

/** Columns side by side, each as wide as its widest cell. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, i) => Math.max(columns(title), ...rows.map((row) => columns(row[i] ?? ''))))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => padded(cell, widths[i]!))
      .join('  ')
      .trimEnd()
  return [line(header), ...rows.map(line)].join('\n')
}
