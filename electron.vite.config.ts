/* Everything of the main side lands in out/main/*.js, so that the workers are found beside whoever starts them. */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          cli: 'src/cli/index.ts',
          'library-writer': 'src/worker/library-writer.ts',
          'library-reader': 'src/worker/library-reader.ts',
          'library-keeper': 'src/worker/library-keeper.ts',
          'library-mender': 'src/worker/library-mender.ts',
          'page-reader': 'src/worker/page-reader.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is one CommonJS file that can require nothing of node_modules.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [svelte({ configFile: '../../svelte.config.js' })],
    build: {
      // `assets/` is the room of what the library keeps.
      assetsDir: 'static',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
})
