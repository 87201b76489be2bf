/* Which Chinese characters are written forms of one another, by OpenCC's tables: 會 and 会, 髮 and 發 and 发. */
import hongKong from 'opencc-js/dict/HKVariants'
import simplifiedToTraditional from 'opencc-js/dict/STCharacters'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import taiwan from 'opencc-js/dict/TWVariants'

// The regional tables pair some characters that are also words of their own elsewhere: 着 is not 著 on the mainland.
const wordsOfTheirOwn = new Set('幺么着著鮎鯰齶顎')

let forms: ReadonlyMap<string, string> | undefined

/** Every character that has another canonical form (the simplified one where there is one), with that form. */
export function hanForms(): ReadonlyMap<string, string> {
  return (forms ??= readTables())
}

function readTables(): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  const canonical = (character: string) => map.get(character) ?? character
  for (const [traditional, simplified] of pairs(traditionalToSimplified)) map.set(traditional, simplified)
  // The way back names characters that the first table leaves alone, such as 馀 beside 余 for 餘.
  for (const [simplified, traditional] of pairs(simplifiedToTraditional)) {
    if (canonical(simplified) !== canonical(traditional)) map.set(canonical(simplified), canonical(traditional))
  }
  for (const [standard, regional] of [...pairs(taiwan), ...pairs(hongKong)]) {
    if (wordsOfTheirOwn.has(regional)) continue
    if (canonical(standard) !== canonical(regional)) map.set(canonical(regional), canonical(standard))
  }
  return withoutChains(map)
}

function pairs(table: string): [string, string][] {
  return table.split('|').map(entry => {
    const [from = '', to = ''] = entry.split(' ')
    return [from, to]
  })
}

function withoutChains(map: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const straight = new Map<string, string>()
  for (const [from, to] of map) {
    let last = to
    const seen = new Set([from])
    for (let next = map.get(last); next !== undefined && !seen.has(last); next = map.get(last)) {
      seen.add(last)
      last = next
    }
    if (from !== last) straight.set(from, last)
  }
  return straight
}
