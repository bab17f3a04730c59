import { defineCommand } from '../define'

const always = (): boolean => true

export default [
  defineCommand({
    id: 'open-data',
    label: 'table.open.file',
    shortcut: 'Ctrl+Shift+O',
    enabled: always,
    run: ({ openData }) => openData.choose('file')
  }),
  defineCommand({
    id: 'open-data-folder',
    label: 'table.open.folder',
    enabled: always,
    run: ({ openData }) => openData.choose('folder')
  })
]
