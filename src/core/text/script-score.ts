/*
 * How much a text reads as real Chinese, Japanese or Korean: the share of its characters that every such text is full
 * of. Bytes read in a wrong East Asian charset are valid nearly always, but come out as rare characters.
 */

const charactersFrom = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index))

/** The most frequent characters of Chinese, simplified and traditional, with punctuation. */
const chinese =
  '的一是不了在人有我他这個们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运這來為國說時會對過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問應戰頭體見產話給門東聲員論處義幾認條氣題爾別變總電數報結場計資統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運喺咗嘅啲嗰冇佢嚟，。、：；！？「」《》“”（）'
const japanese = [...charactersFrom(0x3041, 0x3096), ...charactersFrom(0x30a1, 0x30fc), '、', '。', '「', '」']
const korean =
  '이다는에의가을하고를은지로도한기서사나리자그어인시니대일있아정으해부라보수스장주만들면여제과안상전거우동무소세게습것원선음조적성비구회신공트'

export type Scores = ReadonlyMap<string, number>
/** The text of a sample in a charset; null where the charset does not allow its bytes. */
export type Decode = (sample: Uint8Array, charset: string) => string | null

const asian = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'utf-16le', 'utf-16be']
const enoughToContradict = 20
const muchBetter = 3

/** For each East Asian charset that allows the sample's bytes, the share of its characters that are frequent ones. */
export function scriptScores(sample: Uint8Array, decode: Decode): Scores {
  const scores = new Map<string, number>()
  for (const charset of asian) {
    const text = decode(sample, charset)
    if (text !== null) scores.set(charset, scoreOf(text, charset))
  }
  return scores
}

function scoreOf(text: string, charset: string): number {
  const known = frequentIn(charset)
  let foreign = 0
  let frequent = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) continue
    foreign++
    frequent += known[code]!
  }
  return foreign < (charset.startsWith('utf-16') ? enoughToContradict : 1) ? 0 : frequent / foreign
}

type Frequent = Uint8Array

/** For every code unit, 1 where it is frequent. */
function tableOf(characters: Iterable<string>): Frequent {
  const table = new Uint8Array(0x1_0000)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}

const [ofChinese, ofJapanese, ofKorean] = [chinese, japanese, korean].map(tableOf) as [Frequent, Frequent, Frequent]

function frequentIn(charset: string): Frequent {
  if (charset === 'shift_jis' || charset === 'euc-jp') return ofJapanese
  return charset === 'euc-kr' ? ofKorean : ofChinese
}

/**
 * The charset in which a sample reads clearly better than in the one that is declared; null where there is none. Where it
 * reads well as declared the others are not tried.
 */
export function clearlyBetter(sample: Uint8Array, decode: Decode, declared: string): string | null {
  const own = asian.includes(declared) ? decode(sample, declared) : null
  if (own !== null && scoreOf(own, declared) * muchBetter >= 1) return null
  return clearlyBest(scriptScores(sample, decode), declared)
}

/**
 * The charset in which a sample clearly reads as writing, and clearly better than in the one that is declared; null
 * where there is none, so that the declaration stands.
 */
export function clearlyBest(scores: Scores, declared: string | null): string | null {
  const [best] = [...scores].sort((one, other) => other[1] - one[1])
  if (!best || best[0] === declared) return null
  const [charset, score] = best
  if (declared === null) return score >= 0.12 ? charset : null
  return score >= 0.3 && score > muchBetter * (scores.get(declared) ?? 0) ? charset : null
}
