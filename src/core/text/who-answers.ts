/*
 * Who answers whom in a thread. A page says it in many ways: by the forum's own id, by floor, by name and words, by a
 * reference such as >>123 or 回 3楼, or by its reply tree. What could be somebody else's post is left out.
 */
import { fold } from './fold.ts'

export interface AnswerPost {
  readonly id: number
  /** The forum's own id. */
  readonly externalId: string | null
  readonly floor: number | null
  readonly authorId: number | null
  readonly authorName: string | null
  readonly isOpening: boolean
  readonly parentId: string | null
  /** A line of its own above the text; some forums name there whom a post answers. */
  readonly subject: string | null
  readonly text: string
  readonly quotes: readonly QuotedPost[]
}

/** Whom a quote quotes, as far as the page says, and its words. */
export interface QuotedPost {
  readonly author: string | null
  readonly postId: string | null
  readonly floor: number | null
  readonly text: string
}

export interface Answer {
  readonly postId: number
  readonly authorId: number | null
  readonly toPostId: number
  readonly toAuthorId: number | null
  readonly kind: 'parent' | 'quote'
}

interface Known {
  readonly byExternalId: ReadonlyMap<string, AnswerPost>
  readonly byFloor: ReadonlyMap<number, readonly AnswerPost[]>
  readonly byAuthor: ReadonlyMap<string, readonly AnswerPost[]>
  readonly folded: Map<number, string>
}

const excerpt = 24
/** A name that wrote this many posts is not looked through for words beyond it. */
const lookedThrough = 2_000

/** Every answer in a thread whose posts are given in floor order. */
export function answersIn(posts: readonly AnswerPost[]): Answer[] {
  const known = knownOf(posts)
  const answers: Answer[] = []
  for (const post of posts) {
    const parent = post.parentId === null ? undefined : known.byExternalId.get(post.parentId)
    const quoted = [...post.quotes.map(quote => quotedPost(quote, post, known)), ...referredTo(post, known)]
    const seen = new Set<number>([post.id])
    const add = (to: AnswerPost | undefined, kind: Answer['kind']): void => {
      if (!to || seen.has(to.id)) return
      seen.add(to.id)
      answers.push({ postId: post.id, authorId: post.authorId, toPostId: to.id, toAuthorId: to.authorId, kind })
    }
    // To answer the opening post is to write in the thread; a tree begins below that.
    add(parent, parent?.isOpening ? 'quote' : 'parent')
    for (const to of quoted) add(to, 'quote')
  }
  return answers
}

/**
 * Whether a thread has a reply tree, and whether its order of floors is that of the tree (each post stands right below
 * the one it answers or a sibling) or hides it.
 */
export function treeOf(posts: readonly AnswerPost[]): 'none' | 'shown' | 'hidden' {
  const ids = new Map(posts.flatMap(post => (post.externalId === null ? [] : [[post.externalId, post] as const])))
  const path: number[] = []
  let children = 0
  let inOrder = 0
  for (const post of posts) {
    const parent = post.parentId === null ? undefined : ids.get(post.parentId)
    if (parent && parent.id !== post.id && !parent.isOpening) {
      children += 1
      const at = path.lastIndexOf(parent.id)
      if (at !== -1) inOrder += 1
      path.length = at + 1
    } else path.length = 0
    path.push(post.id)
  }
  if (children === 0) return 'none'
  return inOrder >= children * 0.95 ? 'shown' : 'hidden'
}

function knownOf(posts: readonly AnswerPost[]): Known {
  const byExternalId = new Map<string, AnswerPost>()
  const byFloor = new Map<number, AnswerPost[]>()
  const byAuthor = new Map<string, AnswerPost[]>()
  for (const post of posts) {
    if (post.externalId !== null) byExternalId.set(post.externalId, post)
    if (post.floor !== null) group(byFloor, post.floor, post)
    if (post.authorName !== null) group(byAuthor, post.authorName, post)
  }
  return { byExternalId, byFloor, byAuthor, folded: new Map() }
}

function group<Key>(map: Map<Key, AnswerPost[]>, key: Key, post: AnswerPost): void {
  const known = map.get(key)
  if (known) known.push(post)
  else map.set(key, [post])
}

function quotedPost(quote: QuotedPost, from: AnswerPost, known: Known): AnswerPost | undefined {
  const byId = quote.postId === null ? undefined : known.byExternalId.get(quote.postId)
  if (byId) return byId
  if (quote.floor !== null) return onFloor(quote.floor, quote.author, known)
  const words = plain(quote.text).slice(-excerpt)
  if (quote.author === null || words.length < 2) return undefined
  const theirs = known.byAuthor.get(quote.author) ?? []
  return theirs.slice(0, lookedThrough).find(post => post !== from && foldedText(post, known).includes(words))
}

/** The post on a floor, unless the page names somebody else. */
function onFloor(floor: number, author: string | null, known: Known): AnswerPost | undefined {
  const there = known.byFloor.get(floor) ?? []
  return there.find(post => author === null || post.authorName === null || post.authorName === author)
}

const byNumber = />>(\d{1,12})(?!\d)/g
const byWords = /^\s*(?:回复?|回覆)\s*(\d{1,6})\s*(?:楼|樓|#)\s*(?:[(（](.{1,40}?)[)）])?/u

function referredTo(post: AnswerPost, known: Known): (AnswerPost | undefined)[] {
  if (post.quotes.length > 0) return []
  const told = byWords.exec(post.subject ?? post.text)
  const floor = told ? onFloor(Number(told[1]), told[2] ?? null, known) : undefined
  return [floor, ...[...post.text.matchAll(byNumber)].map(([, id]) => known.byExternalId.get(id!))]
}

function foldedText(post: AnswerPost, known: Known): string {
  let folded = known.folded.get(post.id)
  if (folded === undefined) {
    folded = plain(post.text)
    known.folded.set(post.id, folded)
  }
  return folded
}

/** The words without what separates them and without the dots that stand for the rest. */
const plain = (text: string): string =>
  fold(text)
    .replace(/(?:\.{2,}|…)\s*$/u, '')
    .replace(/\s/gu, '')
