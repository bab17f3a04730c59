import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Vitest begins with the largest files. These take long for their size: begun last, they would keep one worker waiting. */
const LONG = /training\/(kill|resume|data|control)|trainer\/model-session|model\/(kinds|service)/
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

const RENDERER_TESTS = 'test/unit/renderer/**/*.test.ts'
/** Of code that neither keeps state nor loads TensorFlow: its files share a process, and load what they test once. */
const PURE_TESTS = 'test/unit/{comparison,document,evaluation,pipeline,shared}/**/*.test.ts'

export default defineConfig({
  test: {
    // Vitest's own choice leaves one core of two unused.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          exclude: [RENDERER_TESTS, PURE_TESTS],
          // The real thing in processes of its own: child_process.fork and process.chdir do not work in worker threads.
          pool: 'forks',
          setupFiles: ['test/support/fixed-seed.ts'],
          // TensorFlow's warnings and errors only.
          env: { TF_CPP_MIN_LOG_LEVEL: '2' },
          // Processes, sockets and clocks on a machine that may stand still for a moment. Named at the end of `npm test`.
          retry: process.env.CI ? 1 : 0,
          testTimeout: 20_000
        }
      },
      {
        test: {
          name: 'pure',
          environment: 'node',
          include: [PURE_TESTS],
          pool: 'forks',
          isolate: false,
          setupFiles: ['test/support/fixed-seed.ts'],
          testTimeout: 20_000
        }
      },
      {
        plugins: [vue()],
        test: {
          name: 'renderer',
          // As the pure ones: each file sets up the stores that it needs.
          isolate: false,
          environment: 'happy-dom',
          include: [RENDERER_TESTS],
          setupFiles: ['test/support/fixed-seed.ts'],
          // Element Plus ships style imports that Node cannot load by itself.
          server: { deps: { inline: ['element-plus', 'vue-echarts'] } },
          testTimeout: 20_000
        }
      }
    ]
  }
})
