const named = new Map([
  ['楼主', 0],
  ['樓主', 0],
  ['主楼', 0],
  ['GF', 0],
  ['沙发', 1],
  ['沙發', 1],
  ['板凳', 2],
  ['地板', 3],
])

/** A floor label as shown, without brackets, the number sign and the spaces that pad it: 「[楼 主]」 is 「楼主」. */
export function floorLabel(shown: string): string {
  return shown
    .replace(/[[\]【】#＃\u200b\ufeff]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/(?<=[\d\p{Script=Han}]) (?=\p{Script=Han})/gu, '')
    .trim()
}

/** The number phpwind itself counts a floor by, the opening post being 0; null for a label that tells none. */
export function floorNumber(label: string): number | null {
  const name = named.get(label)
  if (name !== undefined) return name
  const number = /(\d{1,7})/.exec(label)?.[1]
  return number === undefined ? null : Number(number)
}
