/* Made-up forum text for tests and benches, the same for the same seed: Chinese by Zipf's law, Latin words, rare things. */

/** A source of numbers in [0, 1) that depends on its seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Frequent characters of Chinese, the most frequent first. */
export const frequent: readonly string[] = Array.from(
  '的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从' +
    '這個們來說國時會後對裡過發無經當學進種還東車長門馬鳥魚頭髮臺灣',
)
const pairs = Array.from('体體点點台臺里裡发髮後后国國龙龍')
const latin =
  'git commit forum thread Linux windows Straße café ÉCOLE naïve GBK utf8 HTML5 v2 abc ABC ｗｉｄｅ iPhone12 3 42 2021 100000'.split(
    ' ',
  )
const rare = [
  '𠮷',
  '𠀀',
  '𪚥',
  '😀',
  '👍🏽',
  '👨‍👩‍👧',
  '❤️',
  '〇',
  '々',
  'ガ',
  'ｶﾞ',
  '한국',
  'ひらがな',
  '①',
  '㈱',
  '™',
  '龘',
  'é',
  'ﬁ',
]
const signs = [
  '，',
  '。',
  '！',
  '？',
  '、',
  '：',
  '“',
  '”',
  ' ',
  '　',
  '\n',
  ',',
  '. ',
  '-',
  '…',
  '(',
  ')',
  '*',
  '"',
  '_',
  '/',
  '@',
]

/** One made-up post; most are short, the longest have some `longest` characters. */
export function madeUpPost(random: () => number, longest = 300): string {
  const length = 5 + Math.floor(random() ** 3 * longest)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  // The n-th most frequent character about as often as 1/n.
  const zipf = () => frequent[Math.floor(frequent.length ** random()) - 1] ?? frequent[0]!
  let text = ''
  for (let at = 0; at < length; at++) {
    const die = random()
    if (die < 0.78) text += zipf()
    else if (die < 0.86) text += pick(signs)
    else if (die < 0.9) text += `${pick(['', ' '])}${pick(latin)}${pick(['', ' '])}`
    else if (die < 0.94) text += pick(pairs)
    else if (die < 0.96) text += pick(rare)
    else text += String.fromCharCode(0x4e00 + Math.floor(random() * 0x5000))
  }
  return text
}
