/** The widest vector instructions of the processor, as people name them. */
export function vectorUnit(features: readonly string[]): string | null {
  const has = (pattern: RegExp): boolean => features.some((feature) => pattern.test(feature))
  if (has(/^avx-?512/i)) return 'AVX-512'
  if (has(/^avx-?2$/i)) return 'AVX2'
  if (has(/^avx/i)) return 'AVX'
  if (has(/^(neon|asimd)/i)) return 'NEON'
  return null
}

/** `version` is TensorFlow's where it is native, else that of tfjs; `name`: 'tfjs-node', 'wasm', 'cpu'. */
export const engineName = (engine: { native: boolean; name: string; version: string }): string =>
  engine.native ? `TensorFlow ${engine.version}` : `tfjs ${engine.version} (${engine.name})`
