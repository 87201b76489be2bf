/* Addresses of IP.Board and Invision Community: /topic/12-slug/page/2, index.php?showtopic=12&st=20, /12-slug.html. */
import type { Element } from '../text/dom.ts'
import { attribute, select, selectAll, text } from '../text/dom.ts'
import { queryOf } from './page-facts.ts'

/** The topic an address leads to. */
export function topicOf(address: string | null): string | null {
  const asked = queryOf(address, 'showtopic')
  if (asked !== null && /^\d{1,10}$/.test(asked)) return asked
  return /\/(?:topic\/|topic,)?(\d{1,10})-[^/?#]{1,300}(?:\.html|\/|$|[?#])/.exec(address ?? '')?.[1] ?? null
}

/** The page of a topic that an address leads to; null where it names none. */
export function pageOf(address: string | null): number | null {
  const written = /\/page[-/](\d{1,6})(?=[/?#]|$)/.exec(address ?? '')?.[1] ?? queryOf(address, 'page')
  return written && /^\d{1,6}$/.test(written) ? Number(written) : null
}

/** The post an address leads to. */
export function postOf(address: string | null): string | null {
  return (
    /[?&](?:comment|pid|p)=(\d{1,12})|#(?:entry|comment-|findComment-)(\d{1,12})/
      .exec(address ?? '')
      ?.slice(1)
      .find(Boolean) ?? null
  )
}

/** The person a link leads to. */
export function memberOf(link: Element | null): string | null {
  const address = attribute(link, 'href') ?? ''
  const asked = queryOf(address, 'showuser')
  return asked !== null && /^\d{1,10}$/.test(asked)
    ? asked
    : (/\/(?:profile|user)\/(\d{1,10})-/.exec(address)?.[1] ?? null)
}

/** The boards of a trail; the forum's own front page before them and the topic behind them are none. */
export function boardTrail(trail: Element | null, title: string): string[] {
  if (!trail) return []
  const links = selectAll(trail, 'a[href]')
    .map(link => ({
      name: text(select(link, '[itemprop=title], [itemprop=name]') ?? link).replace(/\s*[>›»]$/, ''),
      isBoard: /\/forum\/\d{1,9}-|showforum=\d|\/forums\/forum\//.test(attribute(link, 'href') ?? ''),
    }))
    .filter(link => link.name !== '' && link.name !== title)
  const boards = links.filter(link => link.isBoard)
  return [...new Set((boards.length > 0 ? boards : links.slice(1)).map(link => link.name))]
}
