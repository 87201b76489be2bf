/* Chinese names in Latin letters. The tables are large, so they are loaded when they are needed first. */

/** A text's characters as syllables, each with a capital, such as `GongHui`; what is not Chinese is left out. */
export type Spelling = (folded: string) => string

let loaded: Promise<Spelling> | null = null

/** Loads what spells Chinese; one reading for each character, by the words it stands in. */
export function loadSpelling(): Promise<Spelling> {
  loaded ??= import('pinyin-pro').then(({ pinyin }) => folded => {
    if (!/\p{Script=Han}/u.test(folded)) return ''
    const syllables = pinyin(folded, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })
    return syllables.map(asSyllable).join('')
  })
  return loaded
}

function asSyllable(written: string): string {
  const letters = written.replace(/[^a-z]/gu, '')
  return letters.charAt(0).toUpperCase() + letters.slice(1)
}
