import { basename } from 'node:path'
import type { Command } from 'commander'
import { netloomHome } from '../../main/paths'
import { annotate, readAnnotations } from '../../main/runs/annotations'
import { RunStore } from '../../main/runs/store'
import { annotationsSchema, type AnnotationChange, type Annotations } from '../../shared/annotations'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { printError, printJson } from '../output'

interface Flags {
  remove?: string[]
  name?: string
  note?: string
  star?: boolean
  archive?: boolean
  json?: boolean
}

export function register(program: Command): void {
  program
    .command('tag')
    .description('tag, name, note, star or archive a run; without any of it, say what it has')
    .argument('<run>', 'its id, or the beginning or end of it')
    .argument('[tags...]', 'tags to add')
    .option('--remove <tags...>', 'tags to take away')
    .option('--name <name>', "in place of the run's name; '' is its own again")
    .option('--note <text>', "what there is to say of it; '' takes it away")
    .option('--star', 'star it')
    .option('--no-star', 'take the star away')
    .option('--archive', 'leave it out of lists')
    .option('--no-archive', 'list it again')
    .option('--json', 'print the annotations as JSON')
    .action(async (id: string, tags: string[], flags: Flags) => {
      const folder = await new RunStore(netloomHome()).find(id)
      const change = changeOf(tags, flags)
      const after = change ? await annotate(folder, change) : look(folder)
      if (flags.json) printJson({ run: basename(folder), ...after })
      else console.log(describe(basename(folder), after))
    })
}

function look(folder: string): Annotations {
  const { annotations, error } = readAnnotations(folder)
  if (error) printError(error)
  return annotations
}

/** @returns null where nothing is to be changed @throws NetloomError BAD_ARGUMENT for what annotations cannot hold */
function changeOf(addTags: string[], { remove, name, note, star, archive }: Flags): AnnotationChange | null {
  const { shape } = annotationsSchema
  const check = (option: string, isGood: boolean, expected: [string, string], found: string): void => {
    if (!isGood)
      throw new NetloomError('BAD_ARGUMENT', {
        option,
        expected: words(...expected),
        found: found.slice(0, 60),
        command: 'tag'
      })
  }
  for (const tag of addTags)
    check('tag', shape.tags.safeParse([tag]).success, ['1 to 80 characters', '1 至 80 个字符'], tag)
  if (name) check('--name', shape.name.safeParse(name).success, ['at most 200 characters', '最多 200 个字符'], name)
  if (note) check('--note', shape.note.safeParse(note).success, ['at most 20000 characters', '最多 20000 个字符'], note)
  const change = {
    ...(addTags.length > 0 && { addTags }),
    ...(remove && { removeTags: remove }),
    ...(name !== undefined && { name: name === '' ? null : name }),
    ...(note !== undefined && { note }),
    ...(star !== undefined && { starred: star }),
    ...(archive !== undefined && { archived: archive })
  }
  return Object.keys(change).length > 0 ? change : null
}

function describe(id: string, { name, tags, note, starred, archived }: Annotations): string {
  const said = [
    name !== null && `name: ${name}`,
    tags.length > 0 && `tags: ${tags.join(', ')}`,
    note !== '' && `note: ${note}`,
    starred && 'starred',
    archived && 'archived'
  ].filter(Boolean)
  return [id, ...(said.length > 0 ? said : ['nothing noted'])].join('\n  ')
}
