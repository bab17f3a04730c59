/**
 * Progress of the steps, one line each: `[1/4] dependencies ... 12 s`. On a terminal the line is rewritten while the
 * step runs; elsewhere (CI, pipes) notes are lines of their own, at most one each ten seconds.
 *
 * @typedef {object} Progress
 * @property {(label: string) => void} begin
 * @property {(text: string) => void} note a passing remark: `123 of 274 MB`
 * @property {(text: string) => void} line a remark that stays, under the step
 * @property {(outcome?: string) => void} end outcome, by default the seconds taken
 */

const QUIET_MS = 10_000

/**
 * @param {{ stream: NodeJS.WritableStream & { isTTY?: boolean }, total: number, now?: () => number }} options
 * @returns {Progress}
 */
export function createProgress({ stream, total, now = Date.now }) {
  const rewrites = Boolean(stream.isTTY)
  let step = 0
  let head = ''
  let openLine = false
  let startedAt = 0
  let notedAt = 0

  /** @param {string} text */
  const breakLine = (text) => {
    if (openLine) stream.write(rewrites ? `\r\x1b[2K${head}\n` : '\n')
    openLine = false
    stream.write(`      ${text}\n`)
  }

  return {
    begin(label) {
      step += 1
      startedAt = notedAt = now()
      head = `[${step}/${total}] ${label} ... `
      stream.write(head)
      openLine = true
    },
    note(text) {
      if (rewrites) {
        stream.write(`\r\x1b[2K${openLine ? head : '      '}${text}`)
      } else if (now() - notedAt >= QUIET_MS) {
        notedAt = now()
        breakLine(text)
      }
    },
    line: breakLine,
    end(outcome = `${Math.max(1, Math.round((now() - startedAt) / 1000))} s`) {
      if (openLine) stream.write(rewrites ? `\r\x1b[2K${head}${outcome}\n` : `${outcome}\n`)
      else stream.write(`${rewrites ? '\r\x1b[2K' : ''}      ${outcome}\n`)
      openLine = false
    }
  }
}

/**
 * @param {number} bytes
 * @returns {string} in MB, without decimals
 */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`
}
