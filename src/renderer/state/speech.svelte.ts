/* Reading aloud with the voices of the system; without one nothing of it is offered. */

const voiceLanguages: Readonly<Record<string, string>> = {
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-TW',
  ja: 'ja-JP',
  ko: 'ko-KR',
}
/** Some voices stop in the middle of a longer text. */
const longest = 180

export class Speech {
  /** The post being read aloud. */
  postId = $state<number | null>(null)
  #voices = $state.raw<readonly SpeechSynthesisVoice[]>([])
  readonly canSpeak = $derived(this.#voices.length > 0)
  readonly #rate: () => number

  constructor(rate: () => number) {
    this.#rate = rate
  }

  /** Learns which voices there are, also those that come later; the function it gives back ends that. */
  listen(): () => void {
    if (!('speechSynthesis' in window)) return () => undefined
    const learn = (): void => {
      this.#voices = speechSynthesis.getVoices()
    }
    learn()
    speechSynthesis.addEventListener('voiceschanged', learn)
    return () => {
      this.stop()
      speechSynthesis.removeEventListener('voiceschanged', learn)
    }
  }

  /** Reads a text aloud, or stops where this post is being read already. */
  toggle(postId: number, text: string, lang: string): void {
    const wasOn = this.postId === postId
    this.stop()
    const parts = spokenParts(text, longest)
    if (wasOn || !this.canSpeak || parts.length === 0) return
    this.postId = postId
    parts.forEach((part, index) => {
      const utterance = new SpeechSynthesisUtterance(part)
      this.#dress(utterance, lang)
      utterance.onerror = () => this.#ended(postId)
      if (index === parts.length - 1) utterance.onend = () => this.#ended(postId)
      speechSynthesis.speak(utterance)
    })
  }

  stop(): void {
    if (this.postId === null) return
    this.postId = null
    speechSynthesis.cancel()
  }

  #dress(utterance: SpeechSynthesisUtterance, lang: string): void {
    const wanted = voiceLanguages[lang] ?? (lang === '' ? document.documentElement.lang : lang)
    const voice =
      this.#voices.find(one => one.lang.replace('_', '-') === wanted) ??
      this.#voices.find(one => one.lang.slice(0, 2) === wanted.slice(0, 2))
    utterance.lang = wanted
    utterance.rate = this.#rate()
    if (voice) utterance.voice = voice
  }

  #ended(postId: number): void {
    if (this.postId === postId) this.postId = null
  }
}

/** A text in parts that end with a sentence where they can, none longer than given. */
export function spokenParts(text: string, longest: number): string[] {
  const sentences = text.match(/[^。！？!?.;；\n]+[。！？!?.;；]*\s?/gu) ?? []
  const parts: string[] = []
  for (const sentence of sentences.flatMap(one => cut(one.trim(), longest))) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + sentence.length < longest) parts[parts.length - 1] = `${last} ${sentence}`
    else if (sentence !== '') parts.push(sentence)
  }
  return parts
}

const cut = (text: string, longest: number): string[] =>
  Array.from({ length: Math.ceil(text.length / longest) }, (_, index) =>
    text.slice(index * longest, (index + 1) * longest),
  )
