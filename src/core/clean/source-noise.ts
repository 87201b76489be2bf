/*
 * Anti-copy noise of phpwind, taken out of the markup before it is parsed. copyctrl() of phpwind 5.3–8.7 puts
 * `<span style="display:none"> R </span>&nbsp;<br />` for every line break, R being ten characters of 0–126. In pages
 * that were saved again R may hold a raw `<`, which a parser would take for a tag that swallows the post.
 */
// Without the no-break space (some savers lose it) the spaces around R must be there, so that no other span fits.
const copyControl =
  /<span style\s{0,2}=\s{0,2}(["']?)display:\s{0,2}none;?\s{0,2}\1>(?:\s?([\s\S]{0,60}?)\s?<\/span>(?:&nbsp;|&#160;|\u00a0)|\s([\s\S]{0,60}?)\s<\/span> ?)\s{0,8}(<br\s{0,2}\/?>)/gi
/** phpwind ≤ 5.x and its archive pages: the same in white on white, no size. */
const copyControlOld =
  /<(?:span|font) style="font-size:\s{0,2}0(?:pt|px)?;[^"]{0,40}">\s?([\s\S]{0,60}?)\s?<\/(?:span|font)>(?:&nbsp;|&#160;|\u00a0| )?\s{0,8}(<br\s{0,2}\/?>)/gi

/** The markup without copy-control noise, and each piece that was taken out, in order. */
export function removeSourceNoise(markup: string): { markup: string; removed: string[] } {
  const removed: string[] = []
  const clean = markup
    .replace(copyControl, (_whole, _quote: string, before?: string, between?: string, lineBreak?: string) => {
      removed.push(readable(before ?? between ?? ''))
      return lineBreak ?? ''
    })
    .replace(copyControlOld, (_whole, noise: string, lineBreak: string) => {
      removed.push(readable(noise))
      return lineBreak
    })
  return { markup: clean, removed }
}

const entities = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
])

/** As it would show: entities resolved, the control characters that noise is full of left out. */
function readable(noise: string): string {
  return (
    noise
      .replace(/&(?:lt|gt|quot|#39|amp);/g, entity => entities.get(entity) ?? entity)
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u001f\u007f]/g, '')
      .trim()
  )
}
