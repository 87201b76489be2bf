/* Every language has every message with the same placeholders, every error has its words, English tells one from many,
   and no message is unused. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { exitStatus } from '../src/core/errors.ts'

const root = path.resolve(import.meta.dirname, '..')
/** A message is a text, or variants by number. */
const read = (locale: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(root, `messages/${locale}.json`), 'utf8')) as Record<string, unknown>

const english = read('en')
const faults: string[] = []
for (const locale of ['zh-Hans', 'zh-Hant']) {
  const other = read(locale)
  for (const key of Object.keys(english)) {
    if (!Object.hasOwn(other, key)) faults.push(`${locale} lacks ${key}`)
    else if (placeholders(other[key]) !== placeholders(english[key]))
      faults.push(`${locale}: ${key} fills other places`)
  }
  for (const key of Object.keys(other))
    if (!Object.hasOwn(english, key)) faults.push(`en lacks ${key} (${locale} has it)`)
}
for (const code of Object.keys(exitStatus))
  if (!Object.hasOwn(english, `error_${code.replaceAll('-', '_')}`)) faults.push(`no message for error ${code}`)
faults.push(...countedWrong())
faults.push(...unused())

for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0

function placeholders(message: unknown): string {
  return [...new Set(JSON.stringify(message).match(/\{[a-zA-Z]+\}/g))].sort().join(' ')
}

/** English texts that would say “1 threads”: a number before a plural, with no form for one. */
function countedWrong(): string[] {
  const things =
    'addresses|attachments|boards|days|entries|files|floors|folders|forums|matches|originals|pages|people|pictures|posts|replies|saves|tags|threads|times|votes'
  const counts = new RegExp(`\\{[a-zA-Z]+\\} (?:(?:new|matching|missing|saved) )?(?:${things})\\b(?!/)`)
  return Object.entries(english)
    .filter(([, message]) => typeof message === 'string' && counts.test(message))
    .map(([key]) => `en: ${key} has no form for one`)
}

/** Keys that no source names, whole or by the beginning of a template such as `error_${code}`. */
function unused(): string[] {
  const words = new Set<string>()
  const beginnings = new Set<string>()
  for (const name of readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:ts|svelte)$/.test(name) || name.startsWith(path.join('messages', 'generated'))) continue
    const source = readFileSync(path.join(root, 'src', name), 'utf8')
    for (const word of source.match(/\b[a-z][a-z0-9_]*\b/g) ?? []) words.add(word)
    for (const [, beginning] of source.matchAll(/`([a-z][a-z0-9_]*_)\$\{/g)) beginnings.add(beginning!)
  }
  return Object.keys(english)
    .filter(key => !words.has(key) && ![...beginnings].some(beginning => key.startsWith(beginning)))
    .map(key => `unused message ${key}`)
}
