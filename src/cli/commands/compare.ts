import type { Command } from 'commander'
import { compareData, diffData } from '../../comparison/diff-data'
import { diffDesigns } from '../../comparison/diff-design'
import { diffEnvironment } from '../../comparison/diff-environment'
import { diffSettings } from '../../comparison/diff-settings'
import { changeName } from '../../comparison/names'
import { comparableLogs } from '../../comparison/results'
import { settingsOf } from '../../comparison/settings'
import { netloomHome } from '../../main/paths'
import { named } from '../../main/runs/annotations'
import { RunStore } from '../../main/runs/store'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { trainingSeconds } from '../../shared/run-list'
import type { RunRecord } from '../../shared/run'
import { designLines, dataLine, resultsTable, rowsTable } from '../comparison'
import { printJson } from '../output'

interface Flags {
  json?: boolean
  all?: boolean
}

export function register(program: Command): void {
  program
    .command('compare')
    .description('tell what differs between runs: results, settings, architecture, data, environment')
    .argument('<run>', 'the baseline: its id, or the beginning or end of it')
    .argument('<others...>', 'runs that are compared with it')
    .option('--all', 'also what is the same in all of them')
    .option('--json', 'print one JSON object')
    .action((run: string, others: string[], flags: Flags) => compareRuns([run, ...others], flags))
}

async function compareRuns(ids: readonly string[], { json, all = false }: Flags): Promise<void> {
  const store = new RunStore(netloomHome())
  const read: RunRecord[] = []
  for (const id of ids) {
    const record = await store.record(id)
    read.push(named(record, store.folderOf(record.id)))
  }
  const records = [...new Map(read.map((record) => [record.id, record])).values()]
  if (records.length < 2) {
    const expected = words('two different runs', '两次不同的训练')
    throw new NetloomError('BAD_ARGUMENT', { option: 'compare', expected, found: ids.join(' '), command: 'compare' })
  }
  const found = comparisonOf(records, all)
  if (json) printJson(found)
  else print(records, found, all)
}

function comparisonOf(records: readonly RunRecord[], all: boolean) {
  const [baseline, ...others] = records
  const wanted = ({ differs }: { differs: boolean }): boolean => all || differs
  const settings = records.map(({ project }) => settingsOf(project))
  return {
    runs: records.map((record, i) => {
      const { id, name, status, created, epochs, parameters, best, last, test, parent } = record
      const changed = i === 0 ? '' : changeName(settings[0]!, settings[i]!)
      const seconds = trainingSeconds(record)
      return { id, name, changed, status, created, seconds, epochs, parameters, best, last, test, parent }
    }),
    settings: diffSettings(settings).filter(wanted),
    architecture: others.map(({ id, project }) => ({
      run: id,
      ...diffDesigns(baseline!.project.model, project.model)
    })),
    data: {
      runs: others.map((other) => ({ run: other.id, ...compareData(baseline!, other) })),
      rows: diffData(records).filter(wanted)
    },
    environment: diffEnvironment(records).filter(wanted)
  }
}

const title = (text: string): void => console.log(`\n${text}`)

function print(records: readonly RunRecord[], found: ReturnType<typeof comparisonOf>, all: boolean): void {
  const numbers = records.map((_, i) => String(i + 1))
  console.log(resultsTable(found.runs, comparableLogs(records).slice(0, 2)))
  title('SETTINGS')
  console.log(rowsTable(found.settings, numbers) || 'the same')
  title('ARCHITECTURE')
  found.architecture.forEach((diff, i) => designLines(diff, `1 → ${i + 2}`, all).forEach((line) => console.log(line)))
  title('DATA')
  found.data.runs.forEach((verdict, i) => console.log(`1 → ${i + 2}  ${dataLine(verdict)}`))
  // What is set was told above.
  const told = new Set(found.settings.map(({ path }) => path))
  const rows = rowsTable(
    found.data.rows.filter(({ path }) => !told.has(path)),
    numbers
  )
  if (rows) console.log(rows)
  title('ENVIRONMENT')
  console.log(rowsTable(found.environment, numbers) || 'the same')
}
