import type { Command } from 'commander'
import { listDatasets } from '../../main/datasets/locate'
import { formatTable, printJson } from '../output'

export function register(program: Command): void {
  program
    .command('datasets')
    .description('list the datasets that Netloom knows, and where their files are')
    .option('--json', 'print one JSON array')
    .action(async ({ json }: { json?: boolean }) => {
      const datasets = await listDatasets()
      if (json) return printJson(datasets)
      const rows = datasets.map(({ name, status, examples, shape, origin, folder, downloadBytes }) => [
        name,
        status,
        `${examples.train} + ${examples.test}`,
        shape.join(' × '),
        origin ? `${origin}: ${folder}` : `download, ${(downloadBytes / 1e6).toFixed(downloadBytes < 1e6 ? 2 : 0)} MB`
      ])
      console.log(formatTable(['DATASET', 'STATUS', 'TRAIN + TEST', 'SHAPE', 'WHERE'], rows))
    })
}
