// The service behind the Data view over small real data, every answer checked against the contract.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DataService } from '../../../src/main/data/service'
import { IDX_NAMES, ROLES } from '../../../src/main/datasets/catalog/known'
import { openKnownFrame } from '../../../src/main/datasets/frames/known'
import { openFrame } from '../../../src/main/datasets/open-frame'
import { dataProcedures } from '../../../src/shared/data-contract'
import type { z } from '../../../src/shared/zod'
import { tempFolder, tinyDataset, tinyGz } from '../datasets/build'

type Procedures = typeof dataProcedures
export type Ask = {
  [M in keyof Procedures]: (input: z.input<Procedures[M]['input']>) => Promise<z.output<Procedures[M]['output']>>
}

/** `tiny` is a dataset known by name, of MNIST's form. Inputs and answers are what the contract allows. */
export async function world(): Promise<{ ask: Ask; service: DataService; opened: string[] }> {
  const kerasHome = tempFolder()
  mkdirSync(join(kerasHome, 'datasets/tiny'), { recursive: true })
  for (const role of ROLES) writeFileSync(join(kerasHome, 'datasets/tiny', `${IDX_NAMES[role]}.gz`), tinyGz[role])
  const tiny = await tinyDataset('https://example.org/')
  const machine = { kerasHome, systemDatasets: '/nowhere', packageFolder: () => null }
  const opened: string[] = []
  const service = new DataService({ machine, catalog: [tiny] }, (resolved) => {
    opened.push(resolved.name)
    return 'name' in resolved.source ? openKnownFrame(resolved, [tiny]) : openFrame(resolved)
  })
  const ask = Object.fromEntries(
    Object.entries(dataProcedures).map(([method, { input, output }]) => [
      method,
      async (given: unknown) => {
        const handler = service.handlers[method as keyof Procedures] as (input: unknown) => Promise<unknown>
        return output.parse(await handler(input.parse(given)))
      }
    ])
  ) as unknown as Ask
  return { ask, service, opened }
}
