/* Compiles messages/*.json into typed functions (src/messages/generated). Offline: the plugin lies in node_modules. */
import { compile } from '@inlang/paraglide-js'

await compile({
  project: './project.inlang',
  outdir: './src/messages/generated',
  strategy: ['globalVariable', 'baseLocale'],
  emitTsDeclarations: false,
  cleanOutdir: true,
})
// The compiler's own database worker keeps the process alive for half a minute after its work.
process.exit(0)
