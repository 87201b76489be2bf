/*
 * The proof that a library is whole: every original and picture by its SHA-256, the database by SQLite's own check,
 * every row by the rows it names, and posts against index both ways. Nothing is changed.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { zstdDecompressSync } from 'node:zlib'
import { ThreadloftError } from '../errors.ts'
import type { Finding, FindingKind, VerifyReport } from '../model/upkeep.ts'
import { assetFile } from '../store/assets.ts'
import { brokenJoins, garbledPages, misnumberedThreads, misplacedMarks, thinPages } from '../store/derived-faults.ts'
import { damagedIndexes } from '../store/index-repair.ts'
import { keptFiles, sha256Of } from '../store/kept-file.ts'
import { readOriginal } from '../store/originals.ts'
import { unnotedNames } from '../store/people-faults.ts'
import type { IndexState } from '../store/post-index.ts'
import { indexState } from '../store/post-index.ts'
import type { NotedFile, OrphanRow } from '../store/soundness.ts'
import * as soundness from '../store/soundness.ts'
import type { ReadableDB } from '../store/sql.ts'
import { isDamage } from '../store/sql.ts'
import { tokensVersion } from '../text/tokens.ts'
import { faultyCards, faultyPosters } from './derived-people.ts'
import { faultyPlaces } from './derived-places.ts'
import type { RowFault } from './derived-rows.ts'
import { faultyBodies, faultyPages, faultyPosts, faultyThreads } from './derived-rows.ts'
import { faultyBlocks } from './keep-pairs.ts'

export interface VerifyPorts {
  readonly db: ReadableDB
  readonly folder: string
  readonly cancelled: AbortSignal
  /** Told now and then how many of the library's files were checked. */
  tell(done: number, total: number): void
}

/** More posts than this are looked up in the index by sample, evenly over the library. */
const mostLookedUp = 5_000
const tellEvery = 50

/** Checks a library and names exactly what is wrong with it. Throws `cancelled`. */
export async function verifyLibrary(ports: VerifyPorts): Promise<VerifyReport> {
  const began = performance.now()
  const check = new Verification(ports)
  await check.database()
  const orphans = await check.rows()
  await check.derived()
  await check.index(orphans)
  await check.files()
  const { findings, checked } = check
  const sound = findings.every(found => found.kind === 'file-unused')
  return { sound, checked, findings, tookMs: Math.round(performance.now() - began) }
}

class Verification {
  readonly findings: Finding[] = []
  readonly checked = { originals: 0, assets: 0, posts: 0, lookedUp: 0, tables: 0 }
  private readonly ports: VerifyPorts

  constructor(ports: VerifyPorts) {
    this.ports = ports
  }

  async database(): Promise<void> {
    const { db } = this.ports
    await this.step(() => {
      const lines = soundness.databaseDamage(db)
      const indexes = lines.length === 0 ? null : damagedIndexes(db, lines)
      for (const name of indexes ?? []) this.find('index-damaged', name, lines.join('; '))
      if (!indexes) for (const line of lines) this.find('database-damaged', 'library.sqlite', line)
    })
  }

  /** Rows that name what is not there, posts without a body, counts that do not fit; answers the orphans. */
  async rows(): Promise<OrphanRow[]> {
    const { db } = this.ports
    const orphans: OrphanRow[] = []
    const tables: string[] = []
    await this.step(() => void tables.push(...soundness.tableNames(db)))
    for (const table of tables)
      await this.step(() => {
        this.checked.tables++
        orphans.push(...soundness.orphanRows(db, table))
      })
    for (const { table, key, column, names, parent } of orphans)
      this.find('orphan-row', rowName(table, key), `${column} ${String(names)} is not in ${parent}`)
    await this.step(() => {
      for (const id of soundness.postsWithoutText(db))
        this.find('post-without-text', rowName('post', { id }), 'no body to show')
    })
    await this.step(() => {
      for (const { table, id, what, kept, counted } of soundness.wrongCounts(db))
        this.find('count-wrong', rowName(table, { id }), `says ${kept} ${what}, has ${counted}`)
    })
    await this.step(() => {
      for (const id of brokenJoins(db)) this.find('row-outdated', rowName('thread', { id }), 'joined')
      for (const { table, id } of misplacedMarks(db))
        this.find(
          'row-outdated',
          rowName(table, table === 'mark' ? { id } : { thread_id: id }),
          'post of another thread',
        )
    })
    return orphans
  }

  /** Rows that are worked out from what the pages say, against what they say. */
  async derived(): Promise<void> {
    const { db, cancelled } = this.ports
    await this.step(() => {
      for (const { pageId, name } of thinPages(db)) this.find('sighting-missing', rowName('page', { id: pageId }), name)
      for (const { pageId } of garbledPages(db)) this.row(rowName('page', { id: pageId }), ['notices'])
      for (const id of misnumberedThreads(db))
        this.find('row-outdated', rowName('thread', { id }), 'its posts are not in floor order')
    })
    await this.walk(faultyPages(db, cancelled), ({ pageId, fault }) => this.row(rowName('page', { id: pageId }), fault))
    await this.walk(faultyBodies(db, cancelled), ({ body, fault }) =>
      fault === 'altered'
        ? this.find('body-altered', rowName('post_version', { id: body.id }), `of post ${body.postId}`)
        : this.row(rowName('post_version', { id: body.id }), [fault]),
    )
    const people = await this.people()
    await this.walk(faultyPosts(db, cancelled, people), ({ postId, fault }) =>
      this.row(rowName('post', { id: postId }), fault),
    )
    await this.walk(faultyThreads(db, cancelled), ({ threadId, fault }) =>
      this.row(rowName('thread', { id: threadId }), fault),
    )
  }

  /** Forums, boards, people, their names and cards; answers the people whose row does not say who they are. */
  private async people(): Promise<Set<number>> {
    const { db, cancelled } = this.ports
    const strangers = new Set<number>()
    await this.step(() => {
      for (const { table, id, fault } of faultyPlaces(db)) this.row(rowName(table, { id }), [fault])
    })
    await this.step(() => {
      for (const { forumId, name, uid } of unnotedNames(db))
        this.row(rowName('poster_name', { forum_id: forumId, name, uid }), ['not noted'])
    })
    await this.walk(faultyCards(db, cancelled), ({ card: { id }, fault }) =>
      fault === 'altered'
        ? this.find('card-altered', rowName('card', { id }), 'not what was seen')
        : this.row(rowName('card', { id }), [fault]),
    )
    await this.walk(faultyPosters(db, cancelled), ({ posterId, fault, identity }) => {
      this.row(rowName('poster', { id: posterId }), fault)
      if (identity !== null) strangers.add(posterId)
    })
    return strangers
  }

  private row(subject: string, fault: RowFault): void {
    if (fault === 'unseen') this.find('row-unseen', subject, 'no page shows it')
    else this.find('row-outdated', subject, fault.join(', '))
  }

  private async walk<Item>(items: AsyncIterable<Item>, find: (item: Item) => void): Promise<void> {
    try {
      for await (const item of items) find(item)
    } catch (thrown) {
      this.damage(thrown)
    }
  }

  /** Posts against index, both ways; an orphan was named already and is not named again. */
  async index(orphans: readonly OrphanRow[]): Promise<void> {
    const { db } = this.ports
    const named = new Set(orphans.filter(row => row.table === 'post').map(row => row.key['id']))
    await this.step(() => {
      const { missing, strays } = soundness.indexFaults(db)
      for (const id of missing)
        if (!named.has(id)) this.find('post-not-indexed', rowName('post', { id }), 'search cannot find it')
      for (const id of strays) this.find('index-without-post', rowName('post_index', { id }), 'there is no such post')
    })
    const ids: number[] = []
    await this.step(() => void ids.push(...soundness.indexedPostIds(db)))
    this.checked.posts = ids.length
    const states: IndexState[] = []
    await this.step(() => void states.push(indexState(db)))
    const [state] = states
    // While the index is being made anew, older entries still have the tokens of an older program.
    if (state?.version !== tokensVersion || state.next !== null) return
    const stride = Math.max(1, Math.ceil(ids.length / mostLookedUp))
    for (let at = 0; at < ids.length; at += stride)
      await this.step(
        () => {
          this.checked.lookedUp++
          const id = ids[at]!
          if (!soundness.isFoundByOwnText(db, id))
            this.find('index-outdated', rowName('post', { id }), 'search does not find it by its own text')
        },
        at % tellEvery === 0,
      )
    await this.walk(faultyBlocks(db, this.ports.cancelled), ({ id, first, last }) =>
      this.find('index-outdated', rowName('pair_block', { id }), `what posts ${first} to ${last} say is noted wrongly`),
    )
  }

  /** Every kept file by its SHA-256, and every file that nothing names. */
  async files(): Promise<void> {
    const { db } = this.ports
    const originals: NotedFile[] = []
    const assets: NotedFile[] = []
    await this.step(() => void originals.push(...soundness.notedOriginals(db)))
    await this.step(() => void assets.push(...soundness.notedAssets(db)))
    await this.step(() => {
      for (const { sha256, postId } of soundness.unnotedAssets(db))
        this.find('asset-unnoted', sha256, `shown by post ${postId}`)
    })
    const total = originals.length + assets.length
    for (const [index, file] of originals.entries()) {
      await this.step(() => this.original(file))
      if (index % tellEvery === 0) this.ports.tell(index, total)
    }
    for (const [index, file] of assets.entries()) {
      await this.step(() => this.asset(file))
      if (index % tellEvery === 0) this.ports.tell(originals.length + index, total)
    }
    await this.strays('originals', '.zst', originals)
    await this.strays('assets', '', assets)
    this.ports.tell(total, total)
  }

  private original({ sha256, name }: NotedFile): void {
    this.checked.originals++
    const file = placeOf('originals', sha256, '.zst')
    if (!existsSync(path.join(this.ports.folder, file)))
      return this.find('original-missing', sha256, `${file} (${name})`)
    try {
      readOriginal(this.ports.folder, sha256)
    } catch (thrown) {
      if (!(thrown instanceof ThreadloftError)) throw thrown
      this.find('original-altered', sha256, `${file} (${name})`)
    }
  }

  private asset({ sha256, name }: NotedFile): void {
    this.checked.assets++
    const file = placeOf('assets', sha256, '')
    try {
      if (sha256Of(readFileSync(assetFile(this.ports.folder, sha256))) !== sha256)
        this.find('asset-altered', sha256, `${file} (${name})`)
    } catch (thrown) {
      const isMissing = thrown instanceof ThreadloftError && thrown.code === 'asset-unknown'
      this.find(isMissing ? 'asset-missing' : 'asset-altered', sha256, `${file} (${name})`)
    }
  }

  private async strays(area: string, suffix: string, noted: readonly NotedFile[]): Promise<void> {
    const known = new Set(noted.map(({ sha256 }) => placeOf(area, sha256, suffix)))
    for (const file of keptFiles(this.ports.folder, area))
      await this.step(() => {
        if (known.has(file)) return
        const isWhole = holdsItsName(path.join(this.ports.folder, file), suffix)
        // A file half written is named so, and was never counted on.
        const isUnused = isWhole || /\.[0-9a-f-]{36}\.part$/.test(file)
        this.find(isUnused ? 'file-unused' : 'file-foreign', file, 'nothing in the library names it')
      }, false)
  }

  private find(kind: FindingKind, subject: string, detail: string): void {
    this.findings.push({ kind, subject, detail })
  }

  /** One bit of work; a question that a damaged database cannot answer is a finding, and the next bit is done. */
  private async step(work: () => void, breathe = true): Promise<void> {
    if (this.ports.cancelled.aborted) throw new ThreadloftError('cancelled')
    try {
      work()
    } catch (thrown) {
      this.damage(thrown)
    }
    if (breathe) await setImmediate()
  }

  private damage(thrown: unknown): void {
    if (!isDamage(thrown)) throw thrown
    // An index that was named as damaged is what cannot answer.
    if (this.findings.some(({ kind }) => kind === 'database-damaged' || kind === 'index-damaged')) return
    this.find('database-damaged', 'library.sqlite', thrown instanceof Error ? thrown.message : String(thrown))
  }
}

const placeOf = (area: string, sha256: string, suffix: string): string =>
  `${area}/${sha256.slice(0, 2)}/${sha256}${suffix}`

const rowName = (table: string, key: Readonly<Record<string, unknown>>): string =>
  `${table} ${Object.entries(key)
    .map(([column, value]) => `${column}=${String(value)}`)
    .join(' ')}`

function holdsItsName(file: string, suffix: string): boolean {
  const bytes = readFileSync(file)
  try {
    const content = suffix === '' ? bytes : zstdDecompressSync(bytes)
    return path.basename(file) === sha256Of(content) + suffix
  } catch {
    // Not even compressed as an original is: not one of ours.
    return false
  }
}
