/* Addresses of XenForo 1 and 2: /threads/slug.123/page-2, /members/name.45/, /forums/board.6/, goto/post?id=7. */
import type { Element } from '../text/dom.ts'
import { attribute, select, selectAll, text } from '../text/dom.ts'
import { queryOf } from './page-facts.ts'

/** The thread an address leads to. */
export function threadOf(address: string | null): string | null {
  return /\bthreads\/(?:[^/?#]{0,300}\.)?(\d{1,12})(?=[/?#]|$)/.exec(address ?? '')?.[1] ?? null
}

/** The page of a thread that an address leads to; null where it names none. */
export function pageOf(address: string | null): number | null {
  const written = /\/page-(\d{1,6})(?=[/?#]|$)/.exec(address ?? '')?.[1] ?? queryOf(address, 'page')
  return written && /^\d{1,6}$/.test(written) ? Number(written) : null
}

/** The post an address leads to. */
export function postOf(address: string | null): string | null {
  const match = /(?:[?&]id=|#(?:js-)?post-|\/posts?[/-])(\d{1,12})/.exec(address ?? '')
  return match?.[1] ?? null
}

/** The person a link leads to; guests have none. */
export function memberOf(link: Element | null | undefined): string | null {
  const stated = attribute(link, 'data-user-id')
  if (stated !== null && /^\d{1,12}$/.test(stated)) return stated === '0' ? null : stated
  return /\bmembers\/(?:[^/?#]{0,200}\.)?(\d{1,12})(?=[/?#]|$)/.exec(attribute(link, 'href') ?? '')?.[1] ?? null
}

/** The boards of a trail of links; the forum's own pages at its beginning are none. */
export function boardTrail(trail: Element | null): string[] {
  if (!trail) return []
  const links = selectAll(trail, 'a').map(link => ({
    name: text(select(link, '[itemprop=name], [itemprop=title]') ?? link),
    isBoard: /\b(?:categories|forums|link-forums)\/[^/#?]{2,}|#[^/]{1,200}\.\d{1,8}$/.test(
      attribute(link, 'href') ?? '',
    ),
  }))
  const named = links.filter(link => link.name !== '')
  const boards = named.filter(link => link.isBoard)
  return [...new Set((boards.length > 0 ? boards : named.slice(1)).map(link => link.name))]
}
