/* NGA's code in a page saved as it was sent: what its script would have made of it in a browser. */
import { serialize } from 'parse5'
import { adapter } from 'parse5-htmlparser2-tree-adapter'
import { markQuote } from '../../clean/draft.ts'
import type { ChildNode, Element } from '../../text/dom.ts'
import { isTag, parseHtml, select, selectAll, text } from '../../text/dom.ts'

const plain: readonly (readonly [RegExp, string])[] = [
  [/\[quote\]/gi, '<blockquote>'],
  [/\[\/quote\]/gi, '</blockquote>'],
  [/\[(\/?)(b|i|u|del|h)\]/gi, '<$1$2>'],
  [/\[code(?:=[^\]]{0,20})?\]/gi, '<pre><code>'],
  [/\[\/code\]/gi, '</code></pre>'],
  [/\[collapse(?:=([^\]]{0,80}))?\]/gi, '<details><summary>$1</summary>'],
  [/\[\/collapse\]/gi, '</details>'],
  [/\[img\]\.?([^[\]\s"<>]{1,400})\[\/img\]/gi, '<img src="$1">'],
  [/\[url\]([^[\]\s"<>]{1,400})\[\/url\]/gi, '<a href="$1">$1</a>'],
  [/\[url=([^[\]\s"<>]{1,400})\]/gi, '<a href="$1">'],
  [/\[\/url\]/gi, '</a>'],
  [/\[pid=(\d{1,12})[^\]]{0,40}\]([^[]{0,20})\[\/pid\]/gi, '<a class="pid" title="$1">$2</a>'],
  [/\[uid(?:=(-?\d{1,12}))?\]([^[]{0,60})\[\/uid\]/gi, '<span class="uid">$2</span>'],
  [/\[s:[a-z0-9]{1,6}:([^\]]{1,12})\]/gi, '〔$1〕'],
  [/\[\/?(?:size|color|font|align|list|\*|table|tr|td|tid|flash|dice|album|headline|l|r)(?:=[^\]]{0,60})?\]/gi, ''],
]

/** The nodes of a body, its code made markup where it still stands in the text; quotes say whom and which post. */
export function bodyNodes(body: Element): readonly ChildNode[] {
  const isRaw = /\[(?:quote|img|url|b|s:\w{1,6}:|pid=|collapse|code|del)/i.test(text(body))
  const made = isRaw ? parsed(serialize(body, { treeAdapter: adapter })) : body
  for (const quote of selectAll(made, 'blockquote, div.quote')) nameQuote(quote)
  return made.children
}

function parsed(markup: string): Element {
  const written = plain.reduce((whole, [form, made]) => whole.replace(form, made), markup)
  return select(parseHtml(`<body>${written}</body>`), 'body')!
}

/** 「Reply Post by 名 (2020-01-02 03:04):」: the head is named and left out, so that the quote says what was said. */
function nameQuote(quote: Element): void {
  const pid = select(quote, 'a.pid, a[href*="pid="]')
  const postId = pid?.attribs['title'] ?? /pid=(\d{1,12})/.exec(pid?.attribs['href'] ?? '')?.[1] ?? null
  const head = quote.children.findIndex(
    node => isTag(node) && node.name === 'b' && /Post by|发表于|by/i.test(text(node)),
  )
  const named = head < 0 ? '' : text(quote.children[head])
  const author = /(?:Post by|by)\s+(.{1,60}?)\s*(?:\(\d{4}-|[:：]|$)/i.exec(named)?.[1] ?? null
  const rest = head < 0 ? quote.children : quote.children.slice(head + 1)
  const start = rest.findIndex(node => !isTag(node) || node.name !== 'br')
  markQuote(quote, { author, postId: postId === '0' ? 'tpc' : postId }, rest.slice(Math.max(start, 0)))
}
