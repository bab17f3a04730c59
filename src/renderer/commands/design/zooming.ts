import { defineCommand, type CommandContext } from '../define'

const isDesign = ({ workbench }: CommandContext): boolean => workbench.view === 'design'
const STEP = 1.25

export default [
  defineCommand({
    id: 'zoom-in',
    label: 'command.zoomIn',
    shortcut: '+',
    alsoShortcuts: ['=', 'Shift++'],
    scope: 'canvas',
    enabled: isDesign,
    run: ({ builder }) => builder.controls?.zoomBy(STEP)
  }),
  defineCommand({
    id: 'zoom-out',
    label: 'command.zoomOut',
    shortcut: '-',
    scope: 'canvas',
    enabled: isDesign,
    run: ({ builder }) => builder.controls?.zoomBy(1 / STEP)
  }),
  defineCommand({
    id: 'zoom-fit',
    label: 'command.zoomFit',
    shortcut: 'F',
    scope: 'canvas',
    enabled: isDesign,
    run: ({ builder }) => builder.controls?.fit()
  })
]
