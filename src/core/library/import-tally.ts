/* What a run has come to so far: counts, speed, and telling them without flooding whoever listens. */
import type { Emit } from '../contract/events.ts'
import type { ImportCounts, ImportItem, ImportState, ReportReason } from '../model/imports.ts'
import type { NotedRun } from '../store/imports.ts'

const progressEveryMs = 100

export class ImportTally {
  private readonly counts: ImportCounts
  private newPosts: number
  private readonly pace: { bytes: number; activeMs: number }
  private readonly runId: number
  private readonly emit: Emit
  private toldAt = 0
  private startedAt: number | null = null

  /** Goes on from what the run came to before. */
  constructor(run: NotedRun, emit: Emit) {
    const { runId, given, imported, known, skipped, failed, newPosts, bytes, activeMs } = run
    this.counts = { given, imported, known, skipped, failed }
    this.newPosts = newPosts
    this.pace = { bytes, activeMs }
    this.runId = runId
    this.emit = emit
  }

  given(files: number): void {
    this.counts.given = files
  }

  count(item: ImportItem): void {
    this.counts[item.outcome]++
    this.newPosts += item.newPosts
    this.pace.bytes += item.bytes
  }

  /** Only the time at work counts. */
  startClock(): void {
    this.startedAt = performance.now()
  }

  stopClock(): void {
    this.pace.activeMs = this.soFar().activeMs
    this.startedAt = null
  }

  soFar(): { bytes: number; activeMs: number } {
    const { bytes, activeMs } = this.pace
    const running = this.startedAt === null ? 0 : performance.now() - this.startedAt
    return { bytes, activeMs: Math.round(activeMs + running) }
  }

  /** Tells how it stands, ten times a second at most. */
  tellSoon(state: ImportState, current: string | null): void {
    if (Date.now() - this.toldAt >= progressEveryMs) this.tell(state, current)
  }

  tell(state: ImportState, current: string | null, reason: ReportReason | null = null): void {
    this.toldAt = Date.now()
    const { runId, counts, newPosts } = this
    this.emit('imports.progress', { runId, state, ...counts, newPosts, ...this.soFar(), reason, current })
  }
}
