/**
 * The system's languages outside Electron, most wanted first, e.g. ['zh_CN', 'en']. Follows gettext: LANGUAGE is a list,
 * then LC_ALL, LC_MESSAGES and LANG; "C" and "POSIX" are no languages.
 */
export function systemLanguages(env: NodeJS.ProcessEnv = process.env): string[] {
  const named = [...(env.LANGUAGE ?? '').split(':'), env.LC_ALL, env.LC_MESSAGES, env.LANG]
  const languages = named
    .map((name) => (name ?? '').replace(/[.@].*$/, ''))
    .filter((name) => name !== '' && name !== 'C' && name !== 'POSIX')
  // Windows and macOS set none of these.
  return [...new Set(languages.length > 0 ? languages : [Intl.DateTimeFormat().resolvedOptions().locale])]
}
