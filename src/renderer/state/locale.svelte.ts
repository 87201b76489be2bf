/* The language of the screens. Messages read it through getLocale, so a change redraws every text that used one. */
import { overwriteGetLocale } from '../../messages/generated/runtime.js'
import type { Settings } from '../../core/contract/services.ts'

export type Locale = 'en' | 'zh-Hans' | 'zh-Hant'

/** The language for a system's language tag: any Chinese of Taiwan, Hong Kong or Macau is traditional. */
export function localeOf(tag: string): Locale {
  const lower = tag.toLowerCase()
  if (!lower.startsWith('zh')) return 'en'
  return /hant|-(?:tw|hk|mo)\b/.test(lower) ? 'zh-Hant' : 'zh-Hans'
}

class LocaleState {
  chosen = $state<Settings['locale']>('system')
  system = $state<Locale>(localeOf(navigator.language))
  readonly current = $derived(this.chosen === 'system' ? this.system : this.chosen)
}

export const locale = new LocaleState()
overwriteGetLocale(() => locale.current)
