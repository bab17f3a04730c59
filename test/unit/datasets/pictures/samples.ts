// The pictures that Pillow wrote, and what it decodes of each (test/fixtures/make/pictures.py).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bytes } from '../build'

const FOLDER = join(import.meta.dirname, '../../../fixtures/pictures')

export const samplePath = (name: string): string => join(FOLDER, name)
export const sample = (name: string): Bytes => Uint8Array.from(readFileSync(samplePath(name)))

const decoded = JSON.parse(readFileSync(samplePath('decoded.json'), 'utf8')) as Record<
  string,
  { shape: [number, number, number]; data: string }
>
export const SAMPLES: readonly string[] = Object.keys(decoded)

export const expectedOf = (name: string): { shape: [number, number, number]; data: Uint8Array } => ({
  shape: decoded[name]!.shape,
  data: Uint8Array.from(Buffer.from(decoded[name]!.data, 'base64'))
})
