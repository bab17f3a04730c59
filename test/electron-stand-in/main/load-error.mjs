const CODES = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106
}

/**
 * @param {unknown} error of Playwright, its message naming Chromium's error
 * @returns {{ code: number, name: string }}
 */
export function readLoadError(error) {
  const found = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'ERR_FAILED'
  const [name, code] = Object.entries(CODES).find(([known]) => known === found) ?? ['ERR_FAILED', CODES.ERR_FAILED]
  return { code, name }
}
