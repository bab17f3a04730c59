import { describeError, type ErrorPayload } from '../../shared/errors'

/** What a person pastes into a report: always English, with the code, the arguments and the stack. */
export function errorDetails(error: ErrorPayload): string {
  const { message, remedy } = describeError(error, 'en')
  const parts = [`${error.code}: ${message} ${remedy}`, JSON.stringify(error.args, null, 2), error.detail]
  return parts.filter((part) => part !== undefined).join('\n\n')
}
