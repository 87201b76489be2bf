import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** Tests that start processes or take seconds: `npm test` runs them, `npm run check` leaves them out. */
const whole = [
  'test/cli/*.test.ts',
  'test/{property,corpus,faults,web,print}/**/*.test.ts',
  'test/core/library/completeness/whole-library.test.ts',
  'test/core/library/{back-up,bin,export-everything,export-folder,folder-watcher,import,import-order}.test.ts',
  'test/core/library/{import-runs,own-through-imports,preview-file,reread-originals,verify-library}.test.ts',
  'test/core/store/backup.test.ts',
]

export default defineConfig({
  // State classes use runes, which only the compiler knows.
  plugins: [svelte()],
  test: {
    // Generous, because two cores may be shared with much else; nothing here is a measurement.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...whole, 'test/fixtures/**'] },
      },
      { extends: true, test: { name: 'whole', include: whole, testTimeout: 180_000 } },
    ],
  },
})
