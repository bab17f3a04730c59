import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { DataService } from '../../main/data/service'
import { CATALOG } from '../../main/datasets/catalog'
import { readProject } from '../../main/projects/examples'
import type { ColumnStatistics, DataDescription } from '../../shared/data-contract'
import type { DatasetSource } from '../../shared/dataset'
import { describeError } from '../../shared/errors'
import { PROJECT_EXTENSION, dataSchema, type ProjectData } from '../../shared/project'
import { cliLocale, formatTable, printJson, shortNumber } from '../output'

interface Inspected {
  source: DatasetSource
  baseDir: string | null
  data: ProjectData
}
interface Facts extends DataDescription {
  statistics: ColumnStatistics[]
  /** Examples of each class, by split; null without classes. */
  class_counts: Record<string, Record<string, number>> | null
  splits: Record<string, number>
  duplicates: { groups: number; copies: number; leaked: { validation: number; test: number }; contradictions: number }
}

export function register(program: Command): void {
  program
    .command('inspect')
    .description('tell what is in a file, a folder, a known dataset or the data of a project')
    .argument('<what>', 'a file, a folder, a *.netloom.json, or the name of a dataset')
    .option('--json', 'print one JSON object')
    .action(async (what: string, { json }: { json?: boolean }) => {
      const service = new DataService()
      try {
        const facts = await factsOf(service, await inspected(service, what))
        if (json) printJson(facts)
        else printFacts(facts)
      } finally {
        await service.dispose()
      }
    })
}

async function inspected(service: DataService, what: string): Promise<Inspected> {
  const path = resolve(what)
  if (what.endsWith(PROJECT_EXTENSION)) {
    const { dataset } = await readProject(what)
    return { source: dataset.source, baseDir: dirname(path), data: dataset }
  }
  const isThere = await stat(path).then(
    () => true,
    () => false
  )
  const known = !isThere && CATALOG.some(({ name }) => name === what)
  if (known) return { source: { name: what }, baseDir: null, data: dataSchema.parse({ source: { name: what } }) }
  const [first] = await service.handlers.suggest({ path })
  const { source, baseDir } = first as Pick<Inspected, 'source' | 'baseDir'>
  return { source, baseDir, data: dataSchema.parse({ source }) }
}

async function factsOf(service: DataService, { source, baseDir, data }: Inspected): Promise<Facts> {
  const { handlers } = service
  const description = (await handlers.describe({ source, baseDir })) as DataDescription
  const columns = description.columns.map(({ name }) => name)
  const statistics = (await handlers.statistics({ source, baseDir, columns })) as ColumnStatistics[]
  const splits = await handlers.splits({ data, baseDir })
  const { groups, copies, leaked, contradictions } = await handlers.duplicates({ data, baseDir, most: 1 })
  const { classes } = description
  const names = ['train', 'validation', 'test'] as const
  return {
    ...description,
    statistics,
    splits: splits.counts,
    class_counts:
      classes && splits.classes
        ? Object.fromEntries(
            names.map((name) => [
              name,
              Object.fromEntries(classes.map((label, i) => [label, splits.classes![name][i] ?? 0]))
            ])
          )
        : null,
    duplicates: { groups, copies, leaked, contradictions }
  }
}

const count = (value: number): string => value.toLocaleString('en')

function printFacts(facts: Facts): void {
  const { name, format, rows, shape, task, splits, duplicates, notes, faults } = facts
  const about: [string, string][] = [
    ['name', name],
    ['format', format],
    ['rows', count(rows)],
    ...(shape ? [['shape', `[${shape.join(', ')}]`] as [string, string]] : []),
    ['task', task],
    [
      'splits',
      Object.entries(splits)
        .map(([split, n]) => `${split} ${count(n)}`)
        .join(', ')
    ],
    ...notes.map(([key, value]): [string, string] => [key, value]),
    ['duplicates', duplicateText(duplicates)]
  ]
  console.log(formatTable(['', ''], about).replace(/^.*\n/, ''))
  console.log(
    `\n${formatTable(
      STATISTICS,
      facts.columns.map((column, i) => columnRow(column, facts.statistics[i]!))
    )}`
  )
  if (facts.class_counts) {
    const splitNames = Object.keys(facts.class_counts)
    const table = facts.classes!.map((label) => [
      label,
      ...splitNames.map((split) => count(facts.class_counts![split]![label]!))
    ])
    console.log(`\n${formatTable(['CLASS', ...splitNames.map((split) => split.toUpperCase())], table)}`)
  }
  for (const { where, error } of faults) {
    const { message, remedy } = describeError(error, cliLocale())
    console.error(`! ${where}: ${message} ${remedy}`)
  }
}

function duplicateText({ groups, copies, leaked, contradictions }: Facts['duplicates']): string {
  if (groups === 0) return 'none'
  const parts = [`${count(copies)} copies in ${count(groups)} groups`]
  if (leaked.validation + leaked.test > 0)
    parts.push(`training shares ${count(leaked.validation)} with validation and ${count(leaked.test)} with test`)
  if (contradictions > 0) parts.push(`${count(contradictions)} groups with different labels`)
  return parts.join('; ')
}

const STATISTICS = [
  'COLUMN',
  'ROLE',
  'DTYPE',
  'SHAPE',
  'MISSING',
  'DISTINCT',
  'MIN',
  'MEAN',
  'STD',
  'MEDIAN',
  'MAX',
  'TOP'
]

function columnRow(column: DataDescription['columns'][number], statistics: ColumnStatistics): string[] {
  const { numbers, top } = statistics
  const figures = numbers
    ? [numbers.min, numbers.mean, numbers.std, numbers.quantiles[2], numbers.max].map(shortNumber)
    : ['', '', '', '', '']
  const shown = column.type === 'text' || column.type === 'boolean' ? top.slice(0, 3) : []
  return [
    column.name,
    column.role,
    column.dtype,
    column.shape === null ? 'varies' : `[${column.shape.join(', ')}]`,
    count(statistics.missing),
    count(statistics.distinct),
    ...figures,
    shown.map(({ value, count: times }) => `${value.slice(0, 24)} (${count(times)})`).join(', ')
  ]
}
