import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import pluginVue from 'eslint-plugin-vue'

/** Only these folders may import a heavy or privileged package; everybody else goes through them. */
const only = (patterns, message) => patterns.map((group) => ({ group: [group, `${group}/*`], message }))
const electron = only(['electron'], 'electron belongs to src/main/index.ts, src/main/electron and src/preload')
const native = only(['@tensorflow/tfjs-node'], 'tfjs-node is loaded in src/trainer/engines/native.ts alone')
const tfjs = only(['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'], 'tfjs belongs to src/trainer/engines')
const echarts = only(['echarts', 'vue-echarts'], 'charts are made in src/renderer/charts')
const canvas = only(['@vue-flow'], 'the canvas is drawn in src/renderer/builder/canvas')
const rooms = [...electron, ...native, ...tfjs, ...echarts, ...canvas]

/**
 * Imports go one way: shared <- compiler <- layers <- document <- main, renderer, cli; layers <- trainer;
 * shared <- pipeline <- layers, main, trainer; shared <- evaluation <- comparison, trainer, renderer, cli;
 * layers, document <- comparison <- main, renderer, cli.
 */
const notFrom = (...folders) =>
  folders.map((folder) => ({
    group: [`**/${folder}/**`, `**/${folder}`],
    message: `imports go one way: not from ${folder}`
  }))
const restrict = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] }
})

/** The trainer opens datasets itself, so that no other process has to hold them; it knows nothing else of main. */
const readersOnly = {
  group: ['**/main/*', '!**/main/datasets', '!**/main/atomic-file', '!**/main/make-folder', '**/main/datasets/service'],
  message: 'of main, the trainer may import only the readers of datasets, atomic-file and make-folder'
}

export default defineConfigWithVueTs(
  { ignores: ['out/**', 'node_modules/**', 'test-results/**', 'playwright-report/**'] },
  pluginVue.configs['flat/recommended'],
  vueTsConfigs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-this-alias': ['error', { allowedNames: ['self'] }],
      'no-duplicate-case': 'error', // two branches that grew one each merge without a conflict
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'vue/multi-word-component-names': 'off',
      // Layout is Prettier's.
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always' } }],
      'max-lines': ['error', { max: 350 }]
    }
  },
  { files: ['src/shared/messages/**', 'src/renderer/locales/**'], rules: { 'max-lines': 'off' } }, // words, not code
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['src/cli/**', 'scripts/**', 'bin/**', 'test/**'], rules: { 'no-console': 'off' } },
  restrict(
    ['src/shared/**'],
    [
      ...rooms,
      ...notFrom(
        'pipeline',
        'evaluation',
        'compiler',
        'layers',
        'document',
        'comparison',
        'trainer',
        'main',
        'renderer',
        'cli'
      )
    ]
  ),
  restrict(
    ['src/pipeline/**'],
    [
      ...rooms,
      ...notFrom('evaluation', 'compiler', 'layers', 'document', 'comparison', 'trainer', 'main', 'renderer', 'cli')
    ]
  ),
  restrict(
    ['src/evaluation/**'],
    [
      ...rooms,
      ...notFrom('pipeline', 'compiler', 'layers', 'document', 'comparison', 'trainer', 'main', 'renderer', 'cli')
    ]
  ),
  restrict(
    ['src/compiler/**'],
    [
      ...rooms,
      ...notFrom('pipeline', 'evaluation', 'layers', 'document', 'comparison', 'trainer', 'main', 'renderer', 'cli')
    ]
  ),
  restrict(
    ['src/layers/**'],
    [...rooms, ...notFrom('evaluation', 'document', 'comparison', 'trainer', 'main', 'renderer', 'cli')]
  ),
  restrict(['src/document/**'], [...rooms, ...notFrom('comparison', 'trainer', 'main', 'renderer', 'cli')]),
  restrict(['src/comparison/**'], [...rooms, ...notFrom('trainer', 'main', 'renderer', 'cli')]),
  restrict(
    ['src/trainer/**'],
    [...rooms, readersOnly, ...notFrom('comparison', 'renderer', 'cli')],
    ['src/trainer/engines/**']
  ),
  restrict(['src/trainer/engines/**'], [...electron, ...echarts, ...notFrom('main', 'renderer', 'cli')]),
  restrict(
    ['src/main/datasets/**'],
    [...rooms, ...notFrom('comparison', 'compiler', 'layers', 'trainer', 'renderer', 'cli')]
  ),
  restrict(
    ['src/main/**'],
    [...rooms, ...notFrom('trainer', 'renderer', 'cli')],
    ['src/main/index.ts', 'src/main/electron/**', 'src/main/datasets/**']
  ),
  restrict(
    ['src/main/index.ts', 'src/main/electron/**', 'src/preload/**'],
    [...native, ...tfjs, ...notFrom('trainer', 'renderer', 'cli')]
  ),
  restrict(['src/cli/**'], [...rooms, ...notFrom('trainer', 'renderer')]),
  restrict(
    ['src/renderer/**'],
    [...rooms, ...notFrom('trainer', 'main', 'cli')],
    ['src/renderer/charts/**', 'src/renderer/builder/canvas/**']
  ),
  restrict(
    ['src/renderer/charts/**'],
    [...electron, ...native, ...tfjs, ...canvas, ...notFrom('trainer', 'main', 'cli')]
  ),
  restrict(
    ['src/renderer/builder/canvas/**'],
    [...electron, ...native, ...tfjs, ...echarts, ...notFrom('trainer', 'main', 'cli')]
  )
)
