/** 'ENOENT' and the like of a failure of the system; '' of any other. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** 'EACCES: permission denied', without the call and the path. */
export const errorReason = ({ message }: Error): string => message.replace(/,.*$/s, '')
