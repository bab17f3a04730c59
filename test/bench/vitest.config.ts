import { defineConfig } from 'vitest/config'

/** `npm run bench:*`: prints figures, asserts nothing; never part of the tests. */
export default defineConfig({
  test: {
    include: ['test/bench/**/*.bench.ts'],
    environment: 'node',
    pool: 'forks',
    testTimeout: 3_600_000,
    fileParallelism: false
  }
})
