// What the keys of the table, its menu and its bar do with rows.
import { isActive } from '../../../shared/run'
import { defineCommand, isInRunTable, type Command, type CommandContext } from '../define'

const hasTargets = (context: CommandContext): boolean => isInRunTable(context) && context.runTable.targets.length > 0
const about = (
  id: string,
  run: Command['run'],
  more: Partial<Command> = {},
  applies: (context: CommandContext) => boolean = () => true
): Command =>
  defineCommand({
    id: `runs-${id}`,
    label: `runTable.command.${id}`,
    enabled: (context) => hasTargets(context) && applies(context),
    run,
    ...more
  })

export default [
  about(
    'open',
    ({ runTable, runs }) => {
      runs.selectedId = runTable.targets[0]!
      runTable.layout.alone = false
    },
    { browserShortcut: 'Enter' },
    ({ runTable }) => runTable.targets.length === 1
  ),
  about(
    'compare',
    ({ runActions, runTable }) => runActions.compare(runTable.checked),
    {},
    ({ runTable }) => runTable.checked.length > 0
  ),
  about(
    'rename',
    ({ runTable }) => void (runTable.renaming = runTable.targets[0]!),
    { browserShortcut: 'F2' },
    ({ runTable }) => runTable.targets.length === 1
  ),
  about('star', ({ runActions, runTable }) => runActions.star(runTable.targetRows)),
  about('tag', ({ runTable }) => runTable.openDialog('tags')),
  about('note', ({ runTable }) => runTable.openDialog('note')),
  about(
    'archive',
    ({ runActions, runTable }) => runActions.archive(runTable.targetRows, true),
    {},
    ({ runTable }) => runTable.targetRows.some(({ annotations }) => !annotations.archived)
  ),
  about(
    'unarchive',
    ({ runActions, runTable }) => runActions.archive(runTable.targetRows, false),
    {},
    ({ runTable }) => runTable.targetRows.some(({ annotations }) => annotations.archived)
  ),
  about(
    'delete',
    ({ runActions, runTable }) => runActions.remove(runTable.targetRows),
    { browserShortcut: 'Delete' },
    ({ runTable }) => runTable.targetRows.some(({ status }) => !isActive(status))
  )
]
