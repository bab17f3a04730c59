// The steps: every file in steps/ is one. Adding a step is adding a file.
import type { Step } from './define'

const modules = import.meta.glob<Step>('./steps/*.ts', { eager: true, import: 'default' })

export const steps: ReadonlyMap<string, Step> = new Map(
  Object.values(modules)
    .map((step) => [step.className, step] as const)
    .sort(([a], [b]) => a.localeCompare(b))
)

export * from './define'
