import { defineCommand } from './define'

export default defineCommand({
  id: 'train',
  label: 'command.train',
  shortcut: 'Ctrl+Enter',
  enabled: ({ readiness }) => readiness.blocked === null,
  async run({ project, runs, workbench }) {
    if (!project.draft) return
    const runId = await runs.start(project.draft, project.baseDir)
    if (runId === null) return workbench.showDock('problems')
    workbench.view = 'train'
    workbench.trainPage = 'run'
    workbench.offerLog()
  }
})
