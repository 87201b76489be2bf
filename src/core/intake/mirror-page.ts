/*
 * Pages of mirrors. wget keeps a page's query in its file name: index.php?topic=5.0.html, or with Windows' names
 * index.php@topic=5.0.html, and rewrites links to such files; the folders above tell host and path.
 */
import path from 'node:path'

const written = /^([\w.~-]{1,100}\.(?:php\d?|cgi|pl|aspx?|jsp|dll|cfm))(?:[?@]|%3f)([^?/\\]{1,300}?)(?:\.html?)?$/i
const hostName = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24}(?::\d{2,5}|\+\d{2,5})?$/i
const link =
  /(\shref\s{0,4}=\s{0,4}["'])([^"'<>?#@]{0,300}?\.(?:php\d?|cgi|pl|aspx?|jsp|dll|cfm))(?:@|%3f)([^"'<>#?@\s]{1,300}?)(?:\.html?)?(?=["'#])/gi

/**
 * The address a mirrored page came from, by its file's name and the folders above; null where the name holds no query
 * or no folder is a host's. The mirror does not say http or https.
 */
export function addressOfMirrored(file: string): string | null {
  const parts = file.replaceAll('\\', '/').split('/')
  const name = written.exec(parts.at(-1) ?? '')
  const host = parts.slice(0, -1).findLastIndex(part => hostName.test(part))
  if (!name || host < 0) return null
  const folders = parts.slice(host + 1, -1)
  const address = `http://${path.posix.join(parts[host]!.replace('+', ':'), ...folders, name[1]!)}?${query(name[2]!)}`
  return URL.canParse(address) ? address : null
}

/** The markup with links to a mirror's own files made links with a query again, as engines read them. */
export function plainMirrorLinks(markup: string): string {
  return markup.replace(
    link,
    (_whole, before: string, script: string, rest: string) => `${before}${script}?${query(rest)}`,
  )
}

/** wget escapes few characters in a name; what it or a link escaped is a part of the query again. */
const query = (rest: string): string =>
  rest.replace(/%(3d|26|2c|3b)/gi, (_whole, code: string) => String.fromCharCode(parseInt(code, 16)))
