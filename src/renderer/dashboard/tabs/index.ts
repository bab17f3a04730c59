import type { RunTab } from './define'

const modules = import.meta.glob<RunTab>(['./*.ts', '!./define.ts', '!./index.ts'], { eager: true, import: 'default' })

export const TABS: readonly RunTab[] = Object.values(modules).sort((a, b) => a.order - b.order)
