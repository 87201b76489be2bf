/* The language of the command line: --lang, else the system's, as its environment tells it. */
import { messageLocale } from '../core/library/host-handlers.ts'
import { locales, overwriteGetLocale } from '../messages/generated/runtime.js'

export type Locale = (typeof locales)[number]

/** Makes messages speak one language from here on. */
export function speak(locale: Locale): void {
  overwriteGetLocale(() => locale)
}

/** The language asked for in the words of the command, before they are parsed: errors of parsing speak it too. */
export function languageOf(words: readonly string[], environment: NodeJS.ProcessEnv): Locale {
  const at = words.findIndex(word => word === '--lang' || word.startsWith('--lang='))
  const asked = words[at]?.startsWith('--lang=') ? words[at].slice('--lang='.length) : words[at + 1]
  const wanted = at >= 0 && asked ? asked : systemLanguage(environment)
  return locales.find(locale => locale.toLowerCase() === wanted.toLowerCase()) ?? localeOfTag(wanted)
}

function systemLanguage(environment: NodeJS.ProcessEnv): string {
  const set = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG']
  return set ? set.replace(/[.@].*$/, '').replaceAll('_', '-') : Intl.DateTimeFormat().resolvedOptions().locale
}

function localeOfTag(tag: string): Locale {
  try {
    return messageLocale(tag)
  } catch (error) {
    // "C" and "POSIX" are no language tags.
    if (error instanceof RangeError) return 'en'
    throw error
  }
}
