// What a command that usually takes a moment is doing, told only when it takes longer.
const PATIENCE_MS = 2000

export interface Stages {
  begin(stage: string): void
  end(): void
}

/** One line a stage, from two seconds on. */
export function slowly(stream: NodeJS.WritableStream): Stages {
  let stage = ''
  let isSlow = false
  const show = (): void => void stream.write(`${stage} …\n`)
  const timer = setTimeout(() => {
    isSlow = true
    if (stage !== '') show()
  }, PATIENCE_MS)
  timer.unref()
  return {
    begin(next) {
      stage = next
      if (isSlow) show()
    },
    end: () => clearTimeout(timer)
  }
}
