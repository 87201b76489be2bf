/*
 * A page's styles made harmless: no other sheet, and no address but those of data that is inside. What an escape could
 * hide is written plainly first; what is still not understood then is taken out of force.
 */

/** Puts data in the place of an address; null for what is not there. */
export type StyleData = (address: string) => string | null

/** A style sheet, or the style of an element, that can load nothing. */
export function harmlessStyle(css: string, dataOf: StyleData): string {
  return (
    withoutHiding(css)
      // Never nothing in their place: what is left and right of them must not come together as another one.
      .replace(/@import\b[^;{}]{0,4000};?/gi, '@ignored;')
      .replace(/@charset\b[^;{}]{0,200};?/gi, '@ignored;')
      .replace(addresses, (_all, double, single, bare) => {
        const data = dataOf(firstText(double, single, bare))
        return data === null ? 'none' : `url("${data.replace(/["\\\n\r]/g, mark => encodeURIComponent(mark))}")`
      })
      // These take addresses as bare strings.
      .replace(/(?:-webkit-)?image-set\(|\b(?:image|src)\(/gi, 'ignored(')
      // An address that ends with the sheet, or has signs that no address has.
      .replace(/\burl\((?!"data:)/gi, 'ignored(')
  )
}

/** The addresses in a style sheet that lies at `sheet`, as the page itself would write them. */
export function addressesIn(css: string, sheet: string): string[] {
  const found = Array.from(withoutHiding(css).matchAll(addresses), ([, double, single, bare]) =>
    addressIn(sheet, firstText(double, single, bare)),
  )
  return [...new Set(found)]
}

/** An address in a style sheet as the page itself would write it; in a style of the page, whose sheet is '', as it is. */
export function addressIn(sheet: string, address: string): string {
  if (sheet === '' || /^(?:[a-z][a-z\d+.-]*:|[\\/#])/i.test(address)) return address
  if (URL.canParse(sheet)) return URL.canParse(address, sheet) ? new URL(address, sheet).href : address
  const steps: string[] = []
  for (const step of `${sheet.replace(/[?#].*$/, '').replace(/[^/]*$/, '')}${address}`.split('/')) {
    if (step === '..' && steps.length > 0) steps.pop()
    else if (step !== '.') steps.push(step)
  }
  return steps.join('/')
}

const addresses = /\burl\(\s{0,20}(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s{0,20}\)/gi

const firstText = (...parts: readonly unknown[]): string => parts.find(part => typeof part === 'string') as string

/** Letters, digits and hyphens written as escapes stand for themselves; other escapes stay as they are. */
function withoutHiding(css: string): string {
  return css.replace(/\\(?:([\da-f]{1,6})\s?|([g-z])|[^])/gi, (all, code: string | undefined, letter?: string) => {
    const sign = letter ?? (code === undefined ? '' : safeCodePoint(code))
    return /^[\w-]$/.test(sign) ? sign : all
  })
}

function safeCodePoint(hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code < 0x80 ? String.fromCharCode(code) : ''
}
