import { z } from './zod'
import { datasetSourceSchema, splitSchema } from './dataset'
import { designSchema } from './design'
import { NetloomError } from './errors'
import { NOTHING, words, type Words } from './locale'
import { augmentationSchema, preprocessingSchema } from './preprocessing'
import { trainingSchema } from './training'

export const PROJECT_VERSION = 1
export const PROJECT_EXTENSION = '.netloom.json'

/**
 * What an example is compared with. As in Keras's image_dataset_from_directory, class numbers ('int') or one-hot rows
 * ('categorical'); and the class_mode "input" of its ImageDataGenerator, the example itself, for autoencoders.
 */
export const labelModeSchema = z.enum(['int', 'categorical', 'input'])
export type LabelMode = z.infer<typeof labelModeSchema>

/** What a project trains on, and how it is made ready. */
export const dataSchema = z.strictObject({
  source: datasetSourceSchema,
  split: splitSchema.prefault({}),
  preprocessing: z.array(preprocessingSchema).default([]),
  /** Applied to training batches only: to the pictures as the steps leave them, before a last Rescaling. */
  augmentation: augmentationSchema.optional(),
  label_mode: labelModeSchema.default('int')
})
export type ProjectData = z.infer<typeof dataSchema>

/** A whole project: one *.netloom.json file. */
export const projectSchema = z.strictObject({
  netloom: z.literal(PROJECT_VERSION),
  name: z.string().min(1).max(120),
  description: z.union([z.string(), z.strictObject({ en: z.string(), 'zh-CN': z.string() })]).optional(),
  dataset: dataSchema,
  model: designSchema,
  training: trainingSchema
})
export type Project = z.infer<typeof projectSchema>

/**
 * Reads a project from the text of its file.
 * @param file shown in errors
 * @throws NetloomError PROJECT_NOT_JSON, PROJECT_TOO_NEW, PROJECT_INVALID (with the JSON path of the first fault)
 */
export function parseProject(text: string, file: string): Project {
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new NetloomError('PROJECT_NOT_JSON', { file, reason: error instanceof Error ? error.message : String(error) })
  }
  return validateProject(raw, file)
}

/** Like parseProject, of a value that is parsed already. */
export function validateProject(raw: unknown, file: string): Project {
  const version = raw !== null && typeof raw === 'object' && 'netloom' in raw ? raw.netloom : undefined
  if (typeof version === 'number' && version > PROJECT_VERSION) {
    throw new NetloomError('PROJECT_TOO_NEW', { file, expected: PROJECT_VERSION, found: version })
  }
  const parsed = projectSchema.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new NetloomError('PROJECT_INVALID', { file, ...describeIssue(parsed.error, raw) })
}

/** The JSON path, expectation and finding of the first fault that zod met. */
export function describeIssue(error: z.ZodError, raw: unknown): { where: string; expected: Words; found: Words } {
  const issue = deepestIssue(error.issues)
  // The key itself is what is wrong, not the object around it.
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path
  return { where: jsonPath(path), expected: expectation(issue), found: finding({ ...issue, path }, raw) }
}

// A union reports one list of issues for each branch: the branch that went deepest is the one that was meant.
function deepestIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const first = issues[0]!
  if (first.code !== 'invalid_union' || first.errors.length === 0) return first
  const branches = first.errors.filter((branch) => branch.length > 0).map((branch) => deepestIssue(branch))
  const deepest = branches.reduce((a, b) => (b.path.length > a.path.length ? b : a), branches[0] ?? first)
  return deepest.path.length === 0 ? first : { ...deepest, path: [...first.path, ...deepest.path] }
}

/** ['model', 'nodes', 2, 'config'] -> 'model.nodes[2].config' */
export function jsonPath(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return text.replace(/^\./, '') || '(top level)'
}

/** The types that zod names, in Chinese; its own words where there is none. */
const TYPES_ZH: Readonly<Record<string, string>> = {
  array: '列表',
  boolean: '布尔值',
  int: '整数',
  nan: 'NaN',
  null: 'null',
  number: '数值',
  object: '对象',
  record: '对象',
  string: '字符串',
  tuple: '列表'
}

function expectation(issue: z.core.$ZodIssue): Words {
  switch (issue.code) {
    case 'invalid_type':
      return words(issue.expected, TYPES_ZH[issue.expected] ?? issue.expected)
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value))
      return words(values.join(' or '), values.join(' 或 '))
    }
    case 'unrecognized_keys':
      return words('no key of this name', '空（没有此名称的键）')
    case 'too_small':
      return issue.inclusive
        ? words(`at least ${issue.minimum}`, `不小于 ${issue.minimum} 的值`)
        : words(`more than ${issue.minimum}`, `大于 ${issue.minimum} 的值`)
    case 'too_big':
      return issue.inclusive
        ? words(`at most ${issue.maximum}`, `不大于 ${issue.maximum} 的值`)
        : words(`less than ${issue.maximum}`, `小于 ${issue.maximum} 的值`)
    case 'invalid_union':
      return issue.discriminator
        ? words(`a known ${issue.discriminator}`, `已知的 ${issue.discriminator}`)
        : words('another form', '其他形式')
    case 'custom':
      return (issue.params?.expected as Words | undefined) ?? issue.message
    default:
      return issue.message
  }
}

function finding(issue: z.core.$ZodIssue, raw: unknown): Words {
  let value: unknown = raw
  for (const key of issue.path) {
    value = value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[key] : undefined
  }
  if (value === undefined) return NOTHING
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
