/* What an import run says of itself, and of every file it was given. */
import { z } from 'zod'
import { confidence, problem } from './reading.ts'

const id = z.number().int()

/** `known`: the very bytes or all of its posts are in the library already. */
export const importOutcome = z.enum(['imported', 'known', 'skipped', 'failed'])
export type ImportOutcome = z.infer<typeof importOutcome>

/** Why something ended as it did; `details` fill the placeholders of the sentence that a screen has for the code. */
export const reportReason = problem.extend({ details: z.record(z.string(), z.union([z.string(), z.number()])) })
export type ReportReason = z.infer<typeof reportReason>

/** Gaps of a thread that a file filled: pages of the forum that were missing, and how many floors. */
export const filledGaps = z.object({ pages: z.array(z.number().int()), floors: z.number().int() })
export type FilledGaps = z.infer<typeof filledGaps>

export const importItem = z.object({
  path: z.string(),
  outcome: importOutcome,
  /** Null when imported; else an error code or skip reason with its English sentence. */
  reason: reportReason.nullable(),
  threadId: id.nullable(),
  title: z.string().nullable(),
  engine: z.string().nullable(),
  confidence: confidence.nullable(),
  posts: z.number().int(),
  newPosts: z.number().int(),
  /** Posts that say something else than in every other save. */
  changedPosts: z.number().int(),
  filled: filledGaps.nullable(),
  bytes: z.number().int(),
})
export type ImportItem = z.infer<typeof importItem>

/** At any moment imported + known + skipped + failed + remaining = given. */
export const importCounts = z.object({
  given: z.number().int(),
  imported: z.number().int(),
  known: z.number().int(),
  skipped: z.number().int(),
  failed: z.number().int(),
})
export type ImportCounts = z.infer<typeof importCounts>

/**
 * `listing`: waiting for its turn, or looking through what it was given. `paused` waits for a person, `interrupted` was
 * cut short by the end of the program and may go on; the other three are ends.
 */
export const importState = z.enum(['listing', 'running', 'paused', 'interrupted', 'finished', 'cancelled', 'failed'])
export type ImportState = z.infer<typeof importState>

/** What started a run: a person's hand, the sample, a paste, another run's failed files, or a watched folder. */
export const importKind = z.enum(['hand', 'sample', 'paste', 'retry', 'watched'])
export type ImportKind = z.infer<typeof importKind>

/** How much a run has read, and how long it worked for it: pauses are no work. */
export const importPace = z.object({ bytes: z.number().int(), activeMs: z.number().int() })

export const importRun = importCounts.extend({
  runId: id,
  kind: importKind,
  state: importState,
  /** Why a run failed. */
  reason: reportReason.nullable(),
  /** The first few files and folders that were given, and how many there were. */
  names: z.array(z.string()),
  paths: z.number().int(),
  /** The run whose failed files it tries again. */
  ofRun: id.nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  newPosts: z.number().int(),
  ...importPace.shape,
  /** The folder that a browser's files are kept in until they are imported, left out of the names. */
  root: z.string().nullable(),
  /** What a browser sent is not there any more: it must be given again. */
  filesGone: z.boolean(),
})
export type ImportRun = z.infer<typeof importRun>

export const importReport = importRun.extend({ threads: z.array(id), items: z.array(importItem) })
export type ImportReport = z.infer<typeof importReport>

/** Whether nothing happens in a run any more unless somebody asks for it. */
export const isOver = (state: ImportState): boolean => state !== 'listing' && state !== 'running' && state !== 'paused'

/** The kinds of table that a report is written as. */
export const tableFormat = z.enum(['csv', 'json'])
export type TableFormat = z.infer<typeof tableFormat>

/** The beginning of a post of a page that is looked at before it is imported. */
const previewPost = z.object({
  floorLabel: z.string().nullable(),
  author: z.string().nullable(),
  postedAt: z.string().nullable(),
  text: z.string(),
})

/** One page of a file as it would be read, and what the library would make of it. */
export const previewPage = z.object({
  name: z.string(),
  engine: z.string(),
  confidence,
  forum: z.string().nullable(),
  board: z.string().nullable(),
  title: z.string(),
  page: z.number().int().nullable(),
  pages: z.number().int().nullable(),
  savedAt: z.string().nullable(),
  posts: z.number().int(),
  newPosts: z.number().int(),
  changedPosts: z.number().int(),
  /** The thread that is there already and would take the page; null for a new one. */
  joins: z.object({ threadId: id, title: z.string(), posts: z.number().int() }).nullable(),
  problems: z.array(problem),
  first: z.array(previewPost),
})
export type PreviewPage = z.infer<typeof previewPage>

export const filePreview = z.object({
  name: z.string(),
  /** The very bytes are in the library. */
  isKnown: z.boolean(),
  pages: z.array(previewPage),
})
export type FilePreview = z.infer<typeof filePreview>

export const watchedFolder = z.object({
  path: z.string(),
  addedAt: z.string(),
  isOn: z.boolean(),
  /** Whether the folder can be reached now. */
  isThere: z.boolean(),
  /** Files of it that were taken in. */
  taken: z.number().int(),
})
export type WatchedFolder = z.infer<typeof watchedFolder>
