/*
 * What a thread's addresses tell: whether one shows only a part of the thread, and how the address of another page
 * reads. Each forum program writes its pages in its own way; an address is given only when every known one agrees.
 */

/** Parameters that choose among a thread's posts: one author, only answers of some kind. */
const choosing =
  /[?&;](?:authorid|toread_uid|see_lz|s_author|only_?author|onlyhost|only_op|author|vote_?only|post_?author)=(?!(?:0|all|)(?:[&;#]|$))[^&#;]+/i
/** read.php shows one author's posts by `uid` (phpwind), one post alone by `pid` (NGA). */
const choosingInReader = /\bread\.php\?(?:[^#]*[&;])?(?:uid|pid)=[1-9]\d*/i
const choosingInPath = /-(?:uid|authorid)-[1-9]\d*(?=[-./]|$)/i

/** Whether an address shows only some of a thread's posts, as those of one author. */
export function showsAPart(address: string): boolean {
  return choosing.test(address) || choosingInReader.test(address) || choosingInPath.test(address)
}

export interface KnownAddress {
  readonly page: number
  readonly url: string
}

/** One way in which forums write pages into addresses. */
interface Form {
  /** The number that the address gives, of a page or of a post; null when it is not written this way at all. */
  number(address: string): number | null
  with(address: string, number: number): string
  /** `post`: the number counts posts from 0, so that the size of a page must be known. */
  readonly counts: 'page' | 'post'
}

/** A number inside the path, between what the pattern's first and third group hold. */
const inPath = (pattern: RegExp, counts: Form['counts'] = 'page'): Form => ({
  counts,
  number: address => numberIn(pattern.exec(address)?.[2]),
  with: (address, number) =>
    address.replace(pattern, (_all, head: string, _number, tail: string) => `${head}${number}${tail}`),
})

/** A number that the address of the first page leaves out: `absent` tells that it could be there, `insert` puts it in. */
const added = (pattern: RegExp, absent: RegExp, insert: (address: string, number: number) => string): Form => {
  const written = inPath(pattern)
  return {
    counts: 'page',
    number: address => written.number(address) ?? (absent.test(address) ? 1 : null),
    with: (address, number) => (pattern.test(address) ? written.with(address, number) : insert(address, number)),
  }
}

/** A query parameter, which the address of the first page may lack; `host` tells whose addresses have it. */
const parameter = (name: string, host: RegExp, counts: Form['counts'] = 'page'): Form => {
  const pattern = new RegExp(String.raw`([?&;]${name}=)(\d{1,9})(?=[&;#]|$)()`, 'i')
  const first = counts === 'page' ? 1 : 0
  return {
    counts,
    number: address => {
      if (!host.test(address)) return null
      return numberIn(pattern.exec(address)?.[2]) ?? (new RegExp(`[?&;]${name}=`, 'i').test(address) ? null : first)
    },
    with: (address, number) =>
      pattern.test(address)
        ? address.replace(pattern, (_all, head: string) => `${head}${number}`)
        : `${address}${address.includes('?') ? '&' : '?'}${name}=${number}`,
  }
}

const numberIn = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits))

/** Puts a piece at the end of a path, before its query. */
const afterPath = (piece: (number: number) => string) => (address: string, number: number) =>
  address.replace(
    /^([^?]*?)\/?(\?.*)?$/,
    (_all, path: string, query: string | undefined) => path + piece(number) + (query ?? ''),
  )

const forms: readonly Form[] = [
  // Discuz!: thread-123-2-1.html, forum.php?mod=viewthread&tid=123&page=2, viewthread.php?tid=123&page=2
  inPath(/(\bthread-\d+-)(\d+)(-\d+\.html?)/i),
  parameter('page', /\bforum\.php\?(?:[^#]*&)?mod=viewthread\b/i),
  parameter('page', /\b(?:viewthread|redirect)\.php\?/i),
  // phpwind: read.php?tid=123&page=2, read.php?tid-123-page-2.html, read-htm-tid-123-page-2.html
  added(
    /(\bread(?:\.php\?|-htm-)(?:[^#]*?)tid-\d+(?:-fpage-\d+)?-page-)(\d+)(\.html?)/i,
    /\bread(?:\.php\?|-htm-)(?:[^#]*?)tid-\d+(?:-fpage-\d+)?\.html?/i,
    (address, number) => address.replace(/\.html?/i, end => `-page-${number}${end}`),
  ),
  parameter('page', /\bread\.php\?(?:[^#]*&)?tid=/i),
  // NGA and others that call it read.php with page too are taken above; phpBB: viewtopic.php?t=5&start=20
  parameter('start', /\bviewtopic\.php\?(?:[^#]*&)?t=\d/i, 'post'),
  // SMF: index.php?topic=5.20, /topic,5.20.html
  inPath(/([?&;/]topic[=,]\d+\.)(\d+)((?:\.html|[;&#].*)?$)/i, 'post'),
  // MyBB and vBulletin: showthread.php?tid=5&page=2, showthread.php?t=5&page=2, showthread.php/5-slug/page2
  inPath(/(\bshowthread\.php\/[^/?#]+\/page)(\d+)(.*)/i),
  added(
    /(\bshowthread\.php\?\d+(?:-[^&#/]*)?\/page)(\d+)(.*)/i,
    /\bshowthread\.php\?\d+(?:-[^&#/]*)?$/i,
    (address, number) => `${address}/page${number}`,
  ),
  parameter('page', /\bshowthread\.php\?(?:[^#]*&)?(?:tid|t|threadid)=/i),
  // MyBB: thread-5-page-2.html and thread-5.html
  added(/(\/thread-\d+-page-)(\d+)(\.html)/i, /\/thread-\d+\.html/i, (address, number) =>
    address.replace(/\.html/i, `-page-${number}.html`),
  ),
  // XenForo: /threads/slug.5/page-2
  added(
    /(\/threads\/[^/?#]+\/page-)(\d+)(.*)/i,
    /\/threads\/[^/?#]*\.\d+(?:\/?(?:\?.*)?)$/i,
    afterPath(number => `/page-${number}`),
  ),
  // Invision: /topic/5-slug/page/2, /topic/5-slug/?page=2, /topic/5-slug/page-20
  inPath(/(\/topic\/[^/?#]+\/page\/)(\d+)(.*)/i),
  // Vanilla: /discussion/5/slug/p2
  added(
    /(\/discussion\/\d+\/[^/?#]+\/p)(\d+)(.*)/i,
    /\/discussion\/\d+\/[^/?#]+\/?$/i,
    afterPath(number => `/p${number}`),
  ),
  // Discourse: /t/slug/5?page=2
  parameter('page', /\/t\/(?:[^/?#]+\/)?\d+(?:\?|$)/i),
  // Tieba: /p/5?pn=2 · Douban: ?start=100 · V2EX: /t/5?p=2 · LIHKG: /thread/5/page/2 · Bahamut: C.php?page=2
  parameter('pn', /\/\/tieba\.[^/]+\/p\/\d+/i),
  parameter('start', /\/group\/topic\/\d+/i, 'post'),
  parameter('p', /\/t\/\d+(?:\?|$)/i),
  inPath(/(\/thread\/\d+\/page\/)(\d+)(.*)/i),
  parameter('page', /\bC\.php\?/),
  // Whatever else writes its page this way, when a later page is known.
  written(/([?&;](?:page|pagenum|pageno|pg)=)(\d{1,6})((?:[&;#].*)?$)/i),
  written(/(\/\d+-[^/?#]*-)(\d{1,5})(\.html?)$/i),
  written(/([/-]page[/=-]?)(\d{1,6})((?:[/?#.].*)?$)/i),
]

/** A form that says nothing of an address which does not write its page out. */
function written(pattern: RegExp): Form {
  return inPath(pattern)
}

/**
 * The address of a page of a thread, by the addresses of other pages of it; null where that is not certain. `size` is how
 * many posts a page has, where that is known.
 */
export function addressOfPage(known: readonly KnownAddress[], page: number, size: number | null): string | null {
  const plain = known.map(({ page: number, url }) => ({ page: number, url: withoutPost(url) }))
  const own = plain.findLast(address => address.page === page)
  if (own) return own.url
  const form = forms.find(candidate => plain.some(({ url }) => candidate.number(url) !== null))
  const pattern = plain.at(-1)
  if (!form || !pattern) return null
  const numbers = plain.map(address => ({ page: address.page, number: form.number(address.url) }))
  const step = form.counts === 'page' ? null : stepOf(numbers, size)
  if (form.counts === 'post' && step === null) return null
  const numberOf = (of: number): number => (step === null ? of : (of - 1) * step)
  if (numbers.some(told => told.number !== numberOf(told.page))) return null
  // The latest page's address shows how this forum writes a number; the first page's may leave it out.
  const model = plain.findLast(address => address.page > 1) ?? pattern
  return form.with(model.url, numberOf(page))
}

/** The address of a page by way of one of its posts would lead to that post again, whatever page is asked for. */
const withoutPost = (address: string): string =>
  address.replace(/#.*$/, '').replace(/(\b(?:showthread|viewtopic)\.php\?\d*[^#]*?)&(?:p|post|pid)=\d+/i, '$1')

/** Posts a page, by the addresses of later pages, else by what was seen on the pages. */
function stepOf(numbers: readonly { page: number; number: number | null }[], size: number | null): number | null {
  const later = numbers.find(told => told.page > 1 && told.number !== null && told.number > 0)
  if (!later) return size !== null && size > 0 && Number.isInteger(size) ? size : null
  const step = later.number! / (later.page - 1)
  return Number.isInteger(step) ? step : null
}
