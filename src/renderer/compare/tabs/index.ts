import type { CompareTab } from './define'

const modules = import.meta.glob<CompareTab>(['./*.ts', '!./define.ts', '!./index.ts'], {
  eager: true,
  import: 'default'
})

export const COMPARE_TABS: readonly CompareTab[] = Object.values(modules).sort((a, b) => a.order - b.order)
