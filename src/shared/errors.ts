import type { Locale, Words } from './locale'
import { askingMessages } from './messages/asking'
import { cliMessages } from './messages/command-line'
import { datasetMessages } from './messages/datasets'
import { filterMessages } from './messages/filter'
import { hostMessages } from './messages/host'
import { importMessages } from './messages/import'
import { lessonMessages } from './messages/lessons'
import { logMessages } from './messages/logs'
import { modelMessages } from './messages/model'
import { pipelineMessages } from './messages/preparation'
import { projectMessages } from './messages/project'
import { sweepMessages } from './messages/sweeps'
import { trainingMessages } from './messages/training'

/** A failure's two halves: what went wrong (what, where, expected, found) and what to do about it. */
export interface MessageText {
  message: string
  remedy: string
}
export type MessageTable = Record<string, Record<Locale, MessageText>>
/** A name with _zh behind it holds the Chinese words where they differ: expected, expected_zh. */
export type ErrorArgs = Record<string, string | number>

const messages = {
  ...askingMessages,
  ...cliMessages,
  ...datasetMessages,
  ...filterMessages,
  ...hostMessages,
  ...importMessages,
  ...lessonMessages,
  ...logMessages,
  ...modelMessages,
  ...pipelineMessages,
  ...projectMessages,
  ...sweepMessages,
  ...trainingMessages
} satisfies MessageTable

export type ErrorCode = keyof typeof messages

/** What crosses a process or network border in place of an Error. `detail` is for copying into a report, never translated. */
export interface ErrorPayload {
  code: ErrorCode
  args: ErrorArgs
  detail?: string
}

const asArgs = (given: Record<string, Words | number>): ErrorArgs =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, string | number][] =>
      typeof value === 'object'
        ? [
            [name, value.en],
            [`${name}_zh`, value['zh-CN']]
          ]
        : [[name, value]]
    )
  )

/** Chinese words take no space to their neighbours, which templates have for numbers and Latin letters. */
function fill(template: string, args: ErrorArgs, locale: Locale): string {
  const han = /\p{Script=Han}/u
  return template.replace(/( ?)\{(\w+)\}( ?)/g, (_whole, before: string, name: string, after: string) => {
    const chinese = locale === 'zh-CN' ? args[`${name}_zh`] : undefined
    if (chinese === undefined) return `${before}${args[name] ?? `{${name}}`}${after}`
    const text = String(chinese)
    return `${han.test(text.charAt(0)) ? '' : before}${text}${han.test(text.at(-1) ?? '') ? '' : after}`
  })
}

/** The text of an error in the reader's language. */
export function describeError(error: { code: string; args: ErrorArgs }, locale: Locale = 'en'): MessageText {
  const known: MessageTable = messages
  const text = (known[error.code] ?? messages.INTERNAL)[locale]
  return { message: fill(text.message, error.args, locale), remedy: fill(text.remedy, error.args, locale) }
}

/** Every failure that a person may meet: a code and arguments, so that it can be told in either language. */
export class NetloomError extends Error {
  constructor(
    readonly code: ErrorCode,
    given: Record<string, Words | number> = {},
    options?: { cause?: unknown; detail?: string }
  ) {
    const args = asArgs(given)
    const { message, remedy } = describeError({ code, args })
    super(`${message} ${remedy}`.trim(), options)
    this.name = 'NetloomError'
    this.args = args
    this.detail = options?.detail
  }
  readonly args: ErrorArgs
  readonly detail: string | undefined

  toPayload(): ErrorPayload {
    return { code: this.code, args: this.args, ...(this.detail === undefined ? {} : { detail: this.detail }) }
  }

  static fromPayload(payload: ErrorPayload): NetloomError {
    return new NetloomError(payload.code, payload.args, payload.detail === undefined ? {} : { detail: payload.detail })
  }
}

/** Any thrown value as a payload; what was not foreseen becomes INTERNAL with its stack as detail. */
export function toErrorPayload(error: unknown): ErrorPayload {
  if (error instanceof NetloomError) return error.toPayload()
  const io = ioErrorPayload(error)
  if (io) return io
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'INTERNAL', args: { message }, detail: error instanceof Error ? (error.stack ?? message) : message }
}

// Errors of the file system that have one clear cause and remedy, wherever they surface.
function ioErrorPayload(error: unknown): ErrorPayload | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const path = 'path' in error ? String(error.path) : 'dest' in error ? String(error.dest) : '?'
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'DISK_FULL', args: { path }, detail: error.message }
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'NOT_PERMITTED', args: { path }, detail: error.message }
    case 'EISDIR':
      return { code: 'IS_FOLDER', args: { path }, detail: error.message }
    case 'ENOENT':
      return { code: 'FILE_NOT_FOUND', args: { path }, detail: error.message }
    default:
      return undefined
  }
}
