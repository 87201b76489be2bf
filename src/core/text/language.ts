import { hanForms } from './han-variants.ts'

export type TextLanguage = 'zh-Hans' | 'zh-Hant' | 'ja' | 'ko' | ''

const looked = 2_000

/**
 * The language a text is written in, as far as its script tells: enough to choose the right shapes of Chinese
 * characters. Empty where the script does not tell.
 */
export function languageOf(text: string): TextLanguage {
  const head = text.slice(0, looked)
  const kana = count(head, /[\p{scx=Hira}\p{scx=Kana}]/gu) - count(head, /[\u3000-\u303f\uff00-\uff65ー]/g)
  const hangul = count(head, /\p{Script=Hang}/gu)
  const han = head.match(/\p{Script=Han}/gu) ?? []
  if (hangul > han.length) return 'ko'
  if (han.length === 0) return kana > 0 ? 'ja' : ''
  if (kana > han.length / 5) return 'ja'
  const forms = hanForms()
  const traditional = han.filter(character => forms.has(character)).length
  return traditional > han.length / 20 ? 'zh-Hant' : 'zh-Hans'
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
