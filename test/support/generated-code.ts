// Runs generated JavaScript, and looks at generated Python as far as that goes without Python.
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import * as tf from '@tensorflow/tfjs'

type Parameters = Record<string, unknown>
const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<Parameters>

/** The names of a script's own variables and functions at its top. */
const declared = (code: string): string[] =>
  [...code.matchAll(/^(?:const|let|(?:async )?function) \[?([\w, .]+)/gm)].flatMap(([, names]) =>
    names!.trim().replaceAll('.', '').split(', ')
  )

/**
 * Runs a module of generated tfjs code; its imports come from here.
 * @param given what it finds in the place of globals: fetch, readFile
 * @returns what it has declared
 */
export function runTfjs(code: string, given: Parameters = {}): Promise<Parameters> {
  const body = code.replaceAll(/^import .*$/gm, '')
  const names = [...new Set(declared(body))]
  const quiet = { log: () => undefined, warn: () => undefined }
  const around: Parameters = { tf, console: quiet, readFile, ...given }
  const run = new AsyncFunction(...Object.keys(around), `${body}\nreturn { ${names.join(', ')} }`)
  return run(...Object.values(around))
}

/** fetch() for `count` small pictures and labels in the place of MNIST's. */
export const fakeMnist =
  (count: number) =>
  (url: string): Promise<Response> => {
    const pictures = url.includes('images')
    const values = pictures ? count * 28 * 28 : count
    const bytes = new Uint8Array((pictures ? 16 : 8) + values)
    for (let i = 0; i < values; i++) bytes[bytes.length - values + i] = pictures ? (i * 37) % 256 : i % 10
    return Promise.resolve(new Response(gzipSync(bytes)))
  }

const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** What is wrong with a Python text, as far as its brackets, strings, indentation and words tell; null if nothing. */
export function pythonFault(code: string): string | null {
  const open: string[] = []
  for (const [i, line] of code.split('\n').entries()) {
    const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').replace(/#.*$/, '')
    const fault = (what: string): string => `line ${i + 1}: ${what}: ${line}`
    if (bare.replaceAll('""', '').includes('"')) return fault('a string without an end')
    if (/\b(null|true|false|undefined|NaN|Infinity)\b|\[object/.test(bare)) return fault('no word of Python')
    if (open.length === 0 && /^\s/.test(bare) && !/^ {4}/.test(bare)) return fault('indentation')
    for (const character of bare) {
      if ('([{'.includes(character)) open.push(character)
      else if (character in BRACKETS && open.pop() !== BRACKETS[character]) return fault('brackets')
    }
  }
  return open.length > 0 ? `${open.join('')} is never closed` : null
}
