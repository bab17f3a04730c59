import type { DataTab } from './define'

const modules = import.meta.glob<DataTab>(['./*.ts', '!./define.ts', '!./index.ts'], { eager: true, import: 'default' })

export const TABS: readonly DataTab[] = Object.values(modules).sort((a, b) => a.order - b.order)
