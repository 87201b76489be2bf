import type { EventData } from '../../core/contract/events.ts'
import type { Output } from '../../core/contract/index.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { ThreadSummary } from '../../core/model/library.ts'
import type { Backup, RepairReport, RereadReport, VerifyReport } from '../../core/model/upkeep.ts'
import type { Client } from '../api/client.ts'
import type { Run } from './sparse-list.svelte.ts'
import { SparseList } from './sparse-list.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

export type Task = 'verify' | 'repair' | 'reread' | 'backup' | 'restore'
type Progress = EventData<'upkeep.progress'>

/** The care of the library as a whole: what is being done to it, and what came of it. */
export class Upkeep {
  /** One piece of work at a time: they would wait for each other anyway. */
  running = $state<Task | null>(null)
  progress = $state.raw<Progress | null>(null)
  verified = $state.raw<VerifyReport | null>(null)
  repaired = $state.raw<RepairReport | null>(null)
  reread = $state.raw<RereadReport | null>(null)
  restored = $state.raw<Output<'backups.restore'> | null>(null)
  backups = $state.raw<readonly Backup[]>([])
  engines = $state.raw<Output<'services.engines'>['engines']>([])
  /** The backup that the person has been asked about; the whole bin for `bin`. */
  asking = $state.raw<Backup | 'bin' | null>(null)
  readonly binned = new SparseList<ThreadSummary>(200)
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #renew: () => void

  constructor(client: Client, toasts: Toasts, renew: () => void) {
    this.#client = client
    this.#toasts = toasts
    this.#renew = renew
  }

  listen(): () => void {
    return this.#client.on('upkeep.progress', progress => {
      if (this.running !== null) this.progress = progress
    })
  }

  /** Asks what there is to care for. */
  async look(): Promise<void> {
    const [backups, engines] = await Promise.all([
      this.#client.call('backups.list', {}),
      this.#client.call('services.engines', {}),
    ])
    if (backups.ok) this.backups = backups.value.backups
    else this.#toasts.failed(backups.error)
    if (engines.ok) this.engines = engines.value.engines
  }

  async verify(): Promise<void> {
    const report = await this.#run('verify', () => this.#client.call('services.verify', {}))
    if (!report) return
    this.verified = report
    this.repaired = null
  }

  async repair(): Promise<void> {
    const report = await this.#run('repair', () => this.#client.call('services.repair', {}))
    if (!report) return
    this.repaired = report
    this.verified = null
    this.#renew()
    await this.look()
  }

  async readAgain(engine: string | null): Promise<void> {
    const report = await this.#run('reread', () => this.#client.call('services.reread', { engine }))
    if (report) this.reread = report
  }

  async stop(): Promise<void> {
    const reply = await this.#client.call('services.cancelReread', {})
    if (!reply.ok) this.#toasts.failed(reply.error)
  }

  async backUp(): Promise<void> {
    if (await this.#run('backup', () => this.#client.call('backups.make', {}))) await this.look()
  }

  /** Puts a backup in the place of the present state; null stands for the newest that passes its check. */
  async restore(name: string | null): Promise<boolean> {
    this.asking = null
    const answer = await this.#run('restore', () => this.#client.call('backups.restore', { name }))
    if (!answer) return false
    this.restored = answer
    this.#renew()
    await this.look()
    return true
  }

  /** Shows what is in the bin, latest first; what is shown already stays until the answer is there. */
  async lookIntoBin(around = 0): Promise<void> {
    await this.binned.renew(async (offset, limit): Promise<Run<ThreadSummary> | null> => {
      const reply = await this.#client.call('threads.list', {
        filter: { binned: true },
        order: 'recently-binned',
        offset,
        limit,
      })
      if (reply.ok) return { total: reply.value.total, items: reply.value.threads }
      this.#toasts.failed(reply.error)
      return null
    }, around)
  }

  /** Puts a thread of the bin, at this place of its list, back. */
  async takeOut(threadId: number, place: number): Promise<void> {
    const reply = await this.#client.call('bin.restore', { threadIds: [threadId] })
    if (!reply.ok) return this.#toasts.failed(reply.error)
    await this.lookIntoBin(place)
    this.#renew()
  }

  async emptyBin(): Promise<void> {
    this.asking = null
    const reply = await this.#client.call('bin.empty', { threadIds: 'all' })
    if (!reply.ok) return this.#toasts.failed(reply.error)
    await this.lookIntoBin()
    this.#renew()
  }

  async #run<Value>(task: Task, call: () => Promise<Reply<Value>>): Promise<Value | null> {
    if (this.running !== null) return null
    this.running = task
    this.progress = null
    const reply = await call()
    this.running = null
    this.progress = null
    if (reply.ok) return reply.value
    if (reply.error.code !== 'cancelled') this.#toasts.failed(reply.error)
    return null
  }
}
