/** A tag's name as it is compared: compatibility forms, case and the amount of white space are one. */
export function tagKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
