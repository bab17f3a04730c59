import type { Command } from 'commander'
import { netloomHome } from '../../main/paths'
import { RunStore } from '../../main/runs/store'
import type { Logs } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import { formatTable, printError, printJson, shortNumber } from '../output'

export function register(program: Command): void {
  program
    .command('runs')
    .description('list the runs, newest first')
    .option('--json', 'print one JSON array')
    .action(async ({ json }: { json?: boolean }) => {
      const { runs, unreadable } = await new RunStore(netloomHome()).list()
      if (json) printJson(runs)
      else if (runs.length === 0)
        console.log(`No runs yet in ${netloomHome()}. Start one: npx netloom train examples/mnist-mlp.netloom.json`)
      else console.log(formatTable(HEADER, runs.map(row)))
      unreadable.forEach(printError)
    })
}

const HEADER = ['RUN', 'STATUS', 'DATASET', 'EPOCHS', 'LAST EPOCH', 'TEST', 'TIME']

const row = (run: RunSummary): string[] => [
  run.id,
  run.status,
  run.dataset.name,
  `${run.epochs.done}/${run.epochs.planned}`,
  logsText(run.last),
  logsText(run.test),
  `${shortNumber(run.seconds)} s`
]

const logsText = (logs: Logs | null): string =>
  Object.entries(logs ?? {})
    .map(([name, value]) => `${name} ${shortNumber(value)}`)
    .join(', ') || '-'
