import type { RunsPage } from './define'

const modules = import.meta.glob<RunsPage>(['./*.ts', '!./define.ts', '!./index.ts'], {
  eager: true,
  import: 'default'
})

export const RUNS_PAGES: readonly RunsPage[] = Object.values(modules).sort((a, b) => a.order - b.order)
