import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { DataService } from '../../main/data/service'
import { CATALOG } from '../../main/datasets/catalog'
import { readProject } from '../../main/projects/examples'
import type { ColumnStatistics, DataDescription } from '../../shared/data-contract'
import { SPLIT_NAMES, type DatasetSource } from '../../shared/dataset'
import { NetloomError, type ErrorPayload } from '../../shared/errors'
import { PROJECT_EXTENSION, dataSchema, type ProjectData } from '../../shared/project'
import { printFacts, type Facts } from '../facts'
import { printJson } from '../output'
import { slowly, type Stages } from '../stages'

interface Inspected {
  baseDir: string | null
  data: ProjectData
  /** The split is the project's own, not what Netloom would do. */
  isProject: boolean
}

export function register(program: Command): void {
  program
    .command('inspect')
    .description('tell what is in a file, a folder, a known dataset or the data of a project')
    .argument('<what>', 'a file, a folder, a *.netloom.json, or the name of a dataset')
    .option('--json', 'print one JSON object')
    .action(async (what: string, { json }: { json?: boolean }) => {
      const service = new DataService()
      const stages = slowly(process.stderr)
      try {
        const facts = await factsOf(service, await inspected(service, what), stages)
        stages.end()
        if (json) printJson(facts)
        else printFacts(facts)
      } finally {
        stages.end()
        await service.dispose()
      }
    })
}

async function inspected(service: DataService, what: string): Promise<Inspected> {
  const path = resolve(what)
  if (what.endsWith(PROJECT_EXTENSION)) {
    const { dataset } = await readProject(what)
    return { baseDir: dirname(path), data: dataset, isProject: true }
  }
  const isThere = await stat(path).then(
    () => true,
    () => false
  )
  const known = !isThere && CATALOG.some(({ name }) => name === what)
  if (known) return { baseDir: null, data: dataSchema.parse({ source: { name: what } }), isProject: false }
  const [first] = await service.handlers.suggest({ path })
  const { source, baseDir } = first as { source: DatasetSource; baseDir: string | null }
  return { baseDir, data: dataSchema.parse({ source }), isProject: false }
}

async function factsOf(service: DataService, { baseDir, data, isProject }: Inspected, stages: Stages): Promise<Facts> {
  const { handlers } = service
  const { source } = data
  stages.begin('reading')
  const description = (await handlers.describe({ source, baseDir })) as DataDescription
  const columns = description.columns.map(({ name }) => name)
  stages.begin(`statistics of ${columns.length} columns, ${description.rows.toLocaleString('en')} rows`)
  const statistics = (await handlers.statistics({ source, baseDir, columns })) as ColumnStatistics[]
  // Types and notes may have changed when all was read.
  const read = (await handlers.describe({ source, baseDir })) as DataDescription
  const faults = [...read.faults]
  stages.begin('splits')
  const split = await splitsOf(service, data, baseDir)
  if (split.fault && isProject) faults.push({ where: 'dataset.split', error: split.fault })
  stages.begin('duplicates')
  const duplicates = read.columns.some(({ role }) => role === 'feature')
    ? await handlers.duplicates({ data: split.data, baseDir, most: 1 })
    : null
  const { counts, classes } = split.splits
  return {
    ...read,
    faults,
    statistics,
    splits: counts,
    class_counts:
      read.classes && classes
        ? Object.fromEntries(
            SPLIT_NAMES.map((name) => [
              name,
              Object.fromEntries(read.classes!.map((label, i) => [label, classes[name][i] ?? 0]))
            ])
          )
        : null,
    duplicates: duplicates && {
      groups: duplicates.groups,
      copies: duplicates.copies,
      leaked: duplicates.leaked,
      contradictions: duplicates.contradictions
    }
  }
}

/** Where the data cannot be split as is wanted (they may be too few), nothing is held out; `fault` says why. */
async function splitsOf(service: DataService, data: ProjectData, baseDir: string | null) {
  try {
    return { data, splits: await service.handlers.splits({ data, baseDir }), fault: null }
  } catch (error) {
    if (!(error instanceof NetloomError && error.code.startsWith('SPLIT_'))) throw error
    const { column: _, ...split } = data.split
    const whole: ProjectData = { ...data, split: { ...split, validation: 0, test: 'own' } }
    const splits = await service.handlers.splits({ data: whole, baseDir })
    return { data: whole, splits, fault: error.toPayload() as ErrorPayload }
  }
}
