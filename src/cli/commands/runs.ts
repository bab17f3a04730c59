import type { Command } from 'commander'
import { compileFilter, namesOf } from '../../comparison/filter'
import { netloomHome } from '../../main/paths'
import { RunStore } from '../../main/runs/store'
import type { RunSummary } from '../../shared/run-list'
import { formatTable, printError, printJson, shortNumber } from '../output'
import { bestOf, sorted } from '../run-order'

interface Flags {
  archived?: boolean
  sort: string
  reverse?: boolean
  json?: boolean
}

export function register(program: Command): void {
  program
    .command('runs')
    .description('list the runs, newest first')
    .argument('[filter...]', 'only runs that this is true of: words, or "val_accuracy > 0.9 and optimizer = adam"')
    .option('--archived', 'archived runs as well')
    .option(
      '--sort <what>',
      'created, name, status, dataset, epochs, time, parameters, best, a log or a setting',
      'created'
    )
    .option('--reverse', 'the other way round')
    .option('--json', 'print one JSON array')
    .action(async (words: string[], { archived = false, sort, reverse = false, json }: Flags) => {
      const { runs, unreadable } = await new RunStore(netloomHome()).list()
      const filter = compileFilter(words.join(' '), namesOf(runs))
      const all = archived || filter.asksFor('archived')
      const kept = runs.filter(({ annotations }) => all || !annotations.archived)
      const found = kept.filter(filter.test)
      const shown = found.length === 0 ? [] : sorted(found, sort, reverse)
      if (json) printJson(shown)
      else if (shown.length > 0) console.log(formatTable(HEADER, shown.map(row)))
      else console.log(nothing(runs, kept))
      unreadable.forEach(printError)
    })
}

function nothing(all: readonly RunSummary[], kept: readonly RunSummary[]): string {
  if (all.length === 0)
    return `No runs yet in ${netloomHome()}. Start one: npx netloom train examples/mnist-mlp.netloom.json`
  if (kept.length === 0) return `All ${all.length} runs are archived: netloom runs --archived`
  return `None of ${kept.length} runs fits. "netloom runs" lists them all.`
}

const HEADER = ['RUN', 'NAME', 'STATUS', 'DATASET', 'EPOCHS', 'BEST', 'TIME', 'TAGS']

/** Names of trials differ at their ends. In a file or a pipe nothing is cut. */
const NAME_LENGTH = process.stdout.isTTY ? 40 : Infinity

const row = (run: RunSummary): string[] => [
  run.id,
  cut(`${run.annotations.starred ? '* ' : ''}${run.name}`, NAME_LENGTH),
  run.status,
  cut(run.dataset.name, 16),
  `${run.epochs.done}/${run.epochs.planned}`,
  bestText(run),
  `${shortNumber(run.seconds)} s`,
  cut(run.annotations.tags.join(' '), 24)
]

/** 'val_accuracy 0.9731 @4': the best value, and after how many epochs it was that. */
function bestText(run: RunSummary): string {
  const best = bestOf(run)
  return best ? `${best.log} ${shortNumber(best.value)} @${best.epoch}` : '-'
}

function cut(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
