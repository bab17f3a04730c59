// What a setting that is not told stands at, from the flat settings alone.
import { catalogue } from '../layers'
import { LOSSES, OPTIMIZERS, SCHEDULES } from '../layers/terms'
import { steps as STEPS } from '../pipeline'
import { splitSchema } from '../shared/dataset'
import { findTerm, type ParamSpecs } from '../shared/schema'
import { settingSchema, type Setting, type SettingsMap } from '../shared/setting'
import { trainingSchema } from '../shared/training'
import { AUGMENTATION_DEFAULTS, callbackDefaults, CALLBACKS, groupOf, toldDefault } from './settings'

/** 'dense.kernel_regularizer.l2' as ['dense.kernel_regularizer', 'l2']. */
export function splitPath(path: string): [owner: string, key: string] {
  const at = path.lastIndexOf('.')
  return at < 0 ? ['', path] : [path.slice(0, at), path.slice(at + 1)]
}

const TRAINING_DEFAULTS: Record<string, unknown> = trainingSchema.omit({ loss: true }).parse({})
const SPLIT_DEFAULTS: Record<string, unknown> = splitSchema.parse({})

/** What a path that these settings do not tell stands at; undefined where they have nothing of the kind, or no default. */
export function defaultAt(settings: SettingsMap, path: string): Setting | undefined {
  if (path in settings) return undefined
  const [owner, key] = splitPath(path)
  if (owner === '') return asSetting(TRAINING_DEFAULTS[key])
  if (owner === 'split') return asSetting(SPLIT_DEFAULTS[key])
  if (owner === 'augmentation') return hasAny(settings, owner) ? asSetting(AUGMENTATION_DEFAULTS[key]) : undefined
  if (groupOf(path) === 'callbacks') return owner in settings ? callbackDefault(owner, key) : undefined
  const spec = specsOf(settings, owner)?.[key]
  return spec?.default === undefined ? undefined : toldDefault(spec)
}

const callbackDefault = (owner: string, key: string): Setting | undefined => {
  const className = owner.replace(/#\d+$/, '')
  return CALLBACKS.includes(className) ? asSetting(callbackDefaults(className)[key]) : undefined
}
const hasAny = (settings: SettingsMap, owner: string): boolean =>
  Object.keys(settings).some((path) => path.startsWith(`${owner}.`))
function asSetting(value: unknown): Setting | undefined {
  const parsed = settingSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** The class of a layer, of which `Dense (dense)` calls another once more. */
export const classOf = (told: Setting | undefined): string => String(told ?? '').replace(/ \(.*\)$/, '')

/** What the thing at a path takes: a layer, an optimizer, a step, or a class within one of them. */
export function specsOf(settings: SettingsMap, owner: string): ParamSpecs | undefined {
  if (/^[A-Z]\w*(\[.*\])?(#\d+)?$/.test(owner) && groupOf(owner) === 'data') {
    const step = STEPS.get(/^\w+/.exec(owner)![0])
    return settings.preprocessing === undefined ? undefined : step?.params
  }
  const told = settings[owner]
  if (typeof told !== 'string') return undefined
  if (owner === 'optimizer') return findTerm(OPTIMIZERS, told)?.params
  if (owner === 'optimizer.learning_rate') return findTerm(SCHEDULES, told)?.params
  if (owner === 'loss') return findTerm(LOSSES, told)?.params
  const [outer, key] = splitPath(owner)
  const spec = outer in settings ? specsOf(settings, outer)?.[key] : undefined
  if (spec && 'terms' in spec && spec.terms) return findTerm(spec.terms, told)?.params
  return groupOf(owner) === 'layers' ? catalogue.get(classOf(told))?.params : undefined
}
