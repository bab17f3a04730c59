/** What `npm test` could not provide on this machine (scripts/test/results.mjs); tests that need it skip with its reason. */
export function whyMissing(id: 'native-runtime' | 'fashion-mnist' | 'chromium'): string | null {
  const list = JSON.parse(process.env.NETLOOM_MISSING || '[]') as { id: string; reason: string }[]
  const found = list.find((item) => item.id === id)
  return found ? `${id}: ${found.reason}` : null
}
