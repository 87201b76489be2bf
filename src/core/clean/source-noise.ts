/*
 * Anti-copy noise of phpwind, taken out of the markup before it is parsed. copyctrl() of phpwind 5.3–8.7 puts
 * `<span style="display:none"> R </span>&nbsp;<br />` for every line break, R being ten characters of 0–126. In pages
 * that were saved again R may hold a raw `<`, which a parser would take for a tag that swallows the post.
 */
const copyControl = /<span style="display:\s*none;?">\s([\s\S]{0,40}?)\s<\/span>(?:&nbsp;|\u00a0| )?\s*(<br\s*\/?>)/gi
/** phpwind ≤ 5.x and its archive pages: the same in white on white, no size. */
const copyControlOld =
  /<(?:span|font) style="font-size:\s*0(?:pt|px)?;[^"]{0,40}">\s?([\s\S]{0,40}?)\s?<\/(?:span|font)>(?:&nbsp;|\u00a0| )?\s*(<br\s*\/?>)/gi

/** The markup without copy-control noise, and each piece that was taken out, in order. */
export function removeSourceNoise(markup: string): { markup: string; removed: string[] } {
  const removed: string[] = []
  const takeOut = (_whole: string, noise: string, lineBreak: string): string => {
    removed.push(noise.replaceAll('&lt;', '<').replaceAll('&amp;', '&'))
    return lineBreak
  }
  return { markup: markup.replace(copyControl, takeOut).replace(copyControlOld, takeOut), removed }
}
