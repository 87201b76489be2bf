/* Made-up forum posts by the hundred thousand: words of an invented vocabulary by Zipf's law, 70% Chinese. */
import { seededRandom } from '../support/made-up-text.ts'

/** A word that this part of all posts hold. */
export const commonWord = { text: '楼主', part: 0.3 }
/** A Latin word that few posts hold, planted in so many of each 100,000. */
export const rareWord = { text: 'zanzibar', every: 4_001 }

const chineseWords = 30_000
const latinWords = 20_000

/** Gives one post after the other, the same for the same seed; the characters given are the most frequent ones. */
export function madeUpPosts(seed: number, first: readonly string[] = []): (index: number) => string {
  const random = seededRandom(seed)
  const others = Array.from({ length: 4_000 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7_919) % 20_000)))
  const hanzi = byZipf([...new Set([...first, ...others])])
  const letters = byZipf(Array.from('etaoinshrdlucmfwypvbgkjqxz'))
  const pick = (from: readonly string[]): string => from[(random() * from.length) | 0]!
  const word = (of: readonly string[], length: number) => Array.from({ length }, () => pick(of)).join('')
  const chinese = byZipf(Array.from({ length: chineseWords }, () => word(hanzi, 1 + Math.floor(random() ** 1.6 * 4))))
  const latin = byZipf(Array.from({ length: latinWords }, () => word(letters, 2 + Math.floor(random() * 9))))
  const signs = ['，', '。', '，', '、', '！', '？', '\n', '…']
  return index => {
    let text = ''
    const sentences = 1 + ((random() ** 2 * 45) | 0)
    for (let at = 0; at < sentences; at++) {
      const isChinese = random() < 0.78
      const words = isChinese ? chinese : latin
      if (!isChinese) text += ' '
      for (let left = 3 + ((random() * 9) | 0); left > 0; left--) text += isChinese ? pick(words) : `${pick(words)} `
      text += isChinese ? pick(signs) : '. '
    }
    if (random() < commonWord.part) text += `，${commonWord.text}。`
    return index % rareWord.every === 17 ? `${text} ${rareWord.text}` : text
  }
}

/** The n-th as often as 1/n, in a list from which every place may be taken alike. */
function byZipf(items: readonly string[]): string[] {
  const places = 1 << 18
  return Array.from(
    { length: places },
    (_, at) => items[Math.floor(items.length ** ((at + 0.5) / places)) - 1] ?? items[0]!,
  )
}
