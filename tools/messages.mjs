/*
 * Compiles messages/*.json into typed functions (src/messages/generated), when they changed. Offline: the plugin lies
 * in node_modules.
 */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from './node.mjs'

const generated = path.join(root, 'src/messages/generated')
const stampFile = path.join(generated, '.stamp')
const inputs = [
  ...readdirSync(path.join(root, 'messages')).map(name => `messages/${name}`),
  'project.inlang/settings.json',
  'tools/messages.mjs',
  'node_modules/@inlang/paraglide-js/package.json',
]
const hash = createHash('sha256')
for (const file of inputs) hash.update(file).update(readFileSync(path.join(root, file)))
const stamp = hash.digest('hex')

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  const { compile } = await import('@inlang/paraglide-js')
  // Compiled elsewhere and copied over, so that a program that runs meanwhile never finds the folder empty.
  const fresh = mkdtempSync(path.join(tmpdir(), 'threadloft-messages-'))
  await compile({
    project: path.join(root, 'project.inlang'),
    outdir: fresh,
    strategy: ['globalVariable', 'baseLocale'],
    emitTsDeclarations: false,
  })
  cpSync(fresh, generated, { recursive: true })
  const stale = existsSync(generated) ? readdirSync(generated, { recursive: true, encoding: 'utf8' }) : []
  for (const name of stale) if (!existsSync(path.join(fresh, name))) rmSync(path.join(generated, name), { force: true })
  rmSync(fresh, { recursive: true })
  writeFileSync(stampFile, stamp)
}
// The compiler's own database worker keeps the process alive for half a minute after its work.
process.exit(0)
