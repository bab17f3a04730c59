import type { Command } from 'commander'
import { netloomHome } from '../../main/paths'
import { importLogs } from '../../main/runs/import/service'
import { RunStore } from '../../main/runs/store'
import { describeError } from '../../shared/errors'
import { cliLocale, printJson } from '../output'

export function register(program: Command): void {
  program
    .command('import-logs')
    .description('take logs of other programs in as runs to compare with')
    .argument('<path>', "a log folder or event file of TensorBoard, or a CSV of Keras's CSVLogger")
    .option('--json', 'print { runIds, notes } as JSON')
    .action(async (path: string, { json }: { json?: boolean }) => {
      const { runIds, notes } = await importLogs(new RunStore(netloomHome()), { path })
      if (json) return printJson({ runIds, notes })
      for (const id of runIds) console.log(id)
      for (const note of notes) {
        const { message, remedy } = describeError(note, cliLocale())
        console.error(`! ${message} ${remedy}`)
      }
    })
}
