/**
 * The address in its normal form when it may be handed to the system: http, https or mailto, with nothing before, behind
 * or inside it that one program would read differently from another. Null for everything else.
 */
export function safeLink(address: string): string | null {
  // Spaces and control characters anywhere, and backslashes, are where parsers disagree.
  if (address.length > 8_192 || /[\p{Cc} \\]/u.test(address)) return null
  const url = URL.parse(address)
  if (!url) return null
  if (url.protocol === 'mailto:') return url.href
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  // A name before the host shows one place and leads to another.
  return url.username === '' && url.password === '' && url.hostname !== '' ? url.href : null
}
