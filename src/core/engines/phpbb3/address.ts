/* Addresses of phpBB: viewtopic.php?f=&t=&start=, and those of the rewriting add-ons (title-t2129-20.html). */
import { queryOf } from '../page-facts.ts'

/** The topic an address leads to; null where it names none (viewtopic.php?p=… names a post only). */
export function topicOf(address: string | null | undefined): string | null {
  if (!address) return null
  const asked = /viewtopic/.test(address) ? queryOf(address, 't') : null
  const found = asked ?? /(?:^|[-/])t(?:opic)?(\d{1,10})(?:[-p]\d{1,7})?(?:\.html|-|$|[?#])/.exec(address)?.[1]
  return found !== undefined && /^\d{1,10}$/.test(found) ? found : null
}

/** How many posts of the topic come before the page an address leads to. */
export function startOf(address: string): number | null {
  const asked = queryOf(address, 'start') ?? /[-/]t\d{1,10}[-p](\d{1,7})(?:\.html|-)/.exec(address)?.[1]
  if (asked !== undefined) return /^\d{1,7}$/.test(asked) ? Number(asked) : null
  return topicOf(address) === null ? null : 0
}

/** The person a profile address leads to. */
export function userOf(address: string | null | undefined): string | null {
  if (!address) return null
  const asked = /viewprofile/.test(address) ? queryOf(address, 'u') : null
  return asked ?? /(?:^|[-/])u(?:ser)?(\d{1,10})(?:\.html|$|[?#/])/.exec(address)?.[1] ?? null
}

/** The post an address leads to. */
export function postOf(address: string | null | undefined): string | null {
  if (!address) return null
  const found =
    /#p?(\d{1,12})$/.exec(address)?.[1] ?? queryOf(address, 'p') ?? /post(\d{1,12})\.html/.exec(address)?.[1]
  return /^\d{1,12}$/.test(found ?? '') ? found! : null
}
