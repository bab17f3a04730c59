// What can be done with the table of runs as a whole.
import { defineCommand, isInRunTable, type Command, type CommandContext } from '../define'

const ofTable = (
  id: string,
  run: Command['run'],
  more: Partial<Command> = {},
  applies: (context: CommandContext) => boolean = ({ runTable }) => runTable.listed.length > 0
): Command =>
  defineCommand({
    id: `runs-${id}`,
    label: `runTable.command.${id}`,
    enabled: (context) => isInRunTable(context) && applies(context),
    run,
    ...more
  })
const always = (): boolean => true

export default [
  ofTable('checkAll', ({ runTable }) => runTable.check(runTable.listed.map(({ id }) => id)), {
    browserShortcut: 'Ctrl+A'
  }),
  ofTable(
    'clear',
    ({ runTable }) => void (runTable.checked = []),
    {},
    ({ runTable }) => runTable.checked.length > 0
  ),
  ofTable('csv', ({ runActions }) => runActions.saveCsv()),
  ofTable('json', ({ runActions }) => runActions.saveJson()),
  ofTable('copy', ({ runActions }) => runActions.copy()),
  ofTable('differing', ({ runTable }) => void (runTable.layout.differing = !runTable.layout.differing), {
    pressed: ({ runTable }) => runTable.layout.differing
  }),
  ofTable('importFile', ({ runActions }) => runActions.importPath('file'), {}, always),
  ofTable('importFolder', ({ runActions }) => runActions.importPath('folder'), {}, always)
]
