import { z } from './zod'

/** What a setting of a run can be told as: in a column, a filter, a sweep or a difference of two runs. */
export const settingSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Setting = z.infer<typeof settingSchema>

/** By path, as in src/comparison/settings.ts: { 'optimizer.learning_rate': 0.001, 'dense_1.units': 64 }. */
export const settingsMapSchema = z.record(z.string(), settingSchema)
export type SettingsMap = z.infer<typeof settingsMapSchema>
