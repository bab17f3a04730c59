import { randomBytes } from 'node:crypto'

/**
 * 20261121-231502-mnist-mlp-4f2a: sorts by time, can be read, never meets another.
 * @param created ISO 8601, UTC @param usual for a name without letters or digits
 */
export function timedId(created: string, name: string, usual: string): string {
  const time = created.replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const slug = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return [time, slug || usual, randomBytes(2).toString('hex')].join('-')
}
