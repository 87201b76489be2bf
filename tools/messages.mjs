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
  writeCounts(fresh)
  cpSync(fresh, generated, { recursive: true })
  const stale = existsSync(generated) ? readdirSync(generated, { recursive: true, encoding: 'utf8' }) : []
  for (const name of stale) if (!existsSync(path.join(fresh, name))) rmSync(path.join(generated, name), { force: true })
  rmSync(fresh, { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** What a message counts is written with the separators of its language; as compiled, numbers stand bare. */
function writeCounts(folder) {
  const registry = path.join(folder, 'registry.js')
  const counted = `
const formats = new Map()
/**
 * @param {string} locale
 * @param {unknown} input
 * @returns {string}
 */
export function counted(locale, input) {
  if (typeof input !== 'number') return String(input)
  let format = formats.get(locale)
  if (!format) formats.set(locale, (format = new Intl.NumberFormat(locale)))
  return format.format(input)
}
`
  writeFileSync(registry, readFileSync(registry, 'utf8') + counted)
  for (const name of readdirSync(path.join(folder, 'messages'))) {
    const file = path.join(folder, 'messages', name)
    const inLocales = readFileSync(file, 'utf8').split(/(?=\nconst )/)
    writeFileSync(file, inLocales.map(countsWritten).join(''))
  }
}

/** A message in one language, with what decides its form written by `counted`. */
function countsWritten(message) {
  const counts = [...message.matchAll(/registry\.plural\("([^"]+)", i\?\.(\w+)/g)]
  return counts.reduce(
    (written, [, locale, input]) =>
      written.replaceAll(`\${i?.${input}}`, `\${registry.counted("${locale}", i?.${input})}`),
    message,
  )
}

// The compiler's own database worker keeps the process alive for half a minute after its work.
process.exit(0)
