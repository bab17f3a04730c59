import { defineCommand } from '../define'

const always = (): boolean => true

export default [
  defineCommand({
    id: 'new-project',
    label: 'files.new',
    // Browsers keep Ctrl+N to themselves; where there is none, it reaches the page.
    shortcut: 'Alt+N',
    alsoShortcuts: ['Ctrl+N'],
    enabled: always,
    run: ({ files, t }) => files.startNew(t('files.untitled'))
  }),
  defineCommand({
    id: 'open-project',
    label: 'files.open',
    shortcut: 'Ctrl+O',
    enabled: always,
    run: ({ files }) => files.open('open')
  }),
  defineCommand({
    id: 'import-model',
    label: 'files.import',
    enabled: always,
    run: ({ files }) => files.open('import')
  }),
  defineCommand({
    id: 'save',
    label: 'files.save',
    shortcut: 'Ctrl+S',
    enabled: ({ project }) => project.draft !== null,
    run: ({ files }) => files.save()
  }),
  defineCommand({
    id: 'save-as',
    label: 'files.saveAs',
    shortcut: 'Ctrl+Shift+S',
    enabled: ({ project }) => project.draft !== null,
    run: ({ files }) => files.saveAs()
  }),
  defineCommand({ id: 'new-window', label: 'files.newWindow', enabled: always, run: ({ files }) => files.openWindow() })
]
