// Which runs `netloom runs <words>` shows. A filter language over rows belongs here: words are its simplest form.
import type { RunSummary } from '../shared/run-list'

/** @returns whether all words of the text occur in what a row is called, made of and was noted with */
export function runFilter(text: string): (run: RunSummary) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return (run) => {
    const known = searched(run).join('\n').toLowerCase()
    return words.every((word) => known.includes(word))
  }
}

const searched = ({ id, name, project, status, dataset, optimizer, annotations }: RunSummary): string[] => [
  id,
  name,
  project,
  status,
  dataset.name,
  dataset.title,
  optimizer,
  annotations.note,
  ...annotations.tags
]
