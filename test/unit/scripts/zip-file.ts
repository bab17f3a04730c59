import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'

/** Writes a zip file; names are taken as they are. */
export async function writeZip(path: string, members: Record<string, string | Buffer>): Promise<void> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

/** Puts other bytes of the same length in place of some, everywhere in a file. */
export function replaceBytes(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'latin1')
  writeFileSync(path, Buffer.from(text.replaceAll(from, to), 'latin1'))
}
