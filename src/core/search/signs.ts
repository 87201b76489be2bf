/* The signs of the query language in the forms that input methods write them in. */

const asciiForms = new Map(Object.entries({ '“': '"', '”': '"', '„': '"', '\u3000': ' ' }))

/** A full-width sign as the ASCII one it stands for; any other code unit as it is. */
export function asciiForm(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  return asciiForms.get(unit) ?? unit
}
