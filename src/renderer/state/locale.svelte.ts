/* The language of the screens. Messages read it through getLocale, so a change redraws every text that used one. */
import { overwriteGetLocale } from '../../messages/generated/runtime.js'
import type { Settings } from '../../core/contract/services.ts'

export type Locale = 'en' | 'zh-Hans' | 'zh-Hant'

/** The language for a system's language tag: any Chinese of Taiwan, Hong Kong or Macau is traditional. */
export function localeOf(tag: string): Locale {
  return spoken(tag) ?? 'en'
}

/** The first of a person's languages that the screens speak; English where there is none. */
export function localeOfAll(tags: readonly string[]): Locale {
  return tags.map(spoken).find(locale => locale !== null) ?? 'en'
}

function spoken(tag: string): Locale | null {
  const lower = tag.toLowerCase()
  if (/^en\b/.test(lower)) return 'en'
  if (!/^(?:zh|yue|cmn)\b/.test(lower)) return null
  if (/-hans\b/.test(lower)) return 'zh-Hans'
  return /-(?:hant|tw|hk|mo)\b/.test(lower) ? 'zh-Hant' : 'zh-Hans'
}

class LocaleState {
  chosen = $state<Settings['locale']>('system')
  system = $state<Locale>(localeOfAll(navigator.languages))
  readonly current = $derived(this.chosen === 'system' ? this.system : this.chosen)
}

export const locale = new LocaleState()
overwriteGetLocale(() => locale.current)
