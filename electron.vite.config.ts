import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import elementPlusStyles from 'unplugin-element-plus/vite'

export default defineConfig({
  main: {
    build: {
      // Electron's default would be its own Node 24; the same files also run under plain Node 20 (CLI, browser mode, trainer).
      target: 'node20',
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          cli: resolve('src/cli/index.ts'),
          trainer: resolve('src/trainer/index.ts'),
          data: resolve('src/main/data/worker.ts'),
          runs: resolve('src/main/runs/worker.ts')
        }
      }
    }
  },
  preload: {
    build: {
      target: 'node20',
      externalizeDeps: false, // a sandboxed preload cannot require node_modules,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' } // nor be an ES module
      }
    }
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [vue(), elementPlusStyles({})],
    define: {
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false'
    },
    build: { minify: true, sourcemap: false, rolldownOptions: { input: resolve('src/renderer/index.html') } }
  }
})
