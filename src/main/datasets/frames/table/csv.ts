// CSV and TSV: the first rows come from the head of the file, everything else from a table that DuckDB reads.
import { join } from 'node:path'
import { NetloomError } from '../../../../shared/errors'
import { cellValues, columnOf } from './cells'
import { faultsOf, type TableContent } from './content'
import { bytesAt, readCsvHead } from './csv-head'
import { loadCsv } from './csv-load'
import { encodingOf } from './encoding'
import { HEAD_BYTES, recodeFile, type Prepared } from './prepare'
import { scan } from './scan'

const WORDS: Record<string, string> = { '\t': 'tab' }

export async function openCsv(prepared: Prepared): Promise<TableContent> {
  let head = await readCsvHead(prepared)
  let scanned = await scan(prepared.path, head.cr)
  if (!scanned.utf8) {
    await recodeLater(prepared, scanned.at)
    head = await readCsvHead(prepared)
    scanned = await scan(prepared.path, head.cr)
  }
  const columns = head.names.map((name, i) => columnOf(name, head.types[i]!.type))
  return {
    format: head.delimiter === '\t' ? 'TSV' : 'CSV',
    rows: head.whole ? head.rows.length : scanned.lines - (head.header ? 1 : 0),
    columns,
    notes: [
      ...(head.delimiter === ',' ? [] : [['delimiter', WORDS[head.delimiter] ?? head.delimiter] as [string, string]]),
      ...(head.header ? [] : [['header', 'none'] as [string, string]])
    ],
    faults: faultsOf(head.ragged),
    headRows: head.rows.length,
    whole: head.whole,
    head: async (_duck, first, count, chosen) => {
      const rows = head.rows.slice(first, first + count)
      return chosen.map((column) =>
        cellValues(
          rows.map((row) => row[column]!),
          columns[column]!
        )
      )
    },
    direct: null,
    load: (duck) => loadCsv(duck, prepared, head)
  }
}

// Plain ASCII for a megabyte and Chinese behind it.
async function recodeLater(prepared: Prepared, at: number): Promise<void> {
  const { file, path, folder } = prepared
  if (encodingOf(await bytesAt(path, at, HEAD_BYTES), true) !== 'gb18030')
    throw new NetloomError('CSV_ENCODING', { file })
  prepared.path = join(folder, 'recoded')
  await recodeFile(file, path, prepared.path, 'gb18030')
  prepared.head = await bytesAt(prepared.path, 0, HEAD_BYTES)
  prepared.notes.push(['encoding', 'GBK / GB18030'])
}
