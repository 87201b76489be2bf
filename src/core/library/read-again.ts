/* What pages show and the library lacks, read from the originals again; and kept files the library knows nothing of. */
import type { MendReport } from '../model/upkeep.ts'
import type { KeptBody } from '../store/derived-faults.ts'
import * as faults from '../store/derived-faults.ts'
import { keptSources } from '../store/kept-sources.ts'
import type { KeptCard } from '../store/people-faults.ts'
import { nameAlteredCard, setCardHash, sourcesShowingCards } from '../store/people-faults.ts'
import { unnotedAssets } from '../store/soundness.ts'
import { hashOf } from './identity.ts'
import { faultyCards } from './derived-people.ts'
import { faultyBodies, faultyPosts, faultyThreads } from './derived-rows.ts'
import { damagedAssets, makeRoomForAssets } from './mend-files.ts'
import type { RereadPorts } from './reread-originals.ts'
import { rereadSources } from './reread-originals.ts'
import { takeInForgotten } from './take-in-forgotten.ts'

type FromOriginals = Omit<MendReport['originals'], 'restored'>

/** Reads those originals again whose pages the library has not whole, those given too, and takes in forgotten ones. */
export async function readAgain(
  ports: RereadPorts,
  given: ReadonlySet<number>,
  cancelled: AbortSignal,
): Promise<FromOriginals> {
  const { db, folder } = ports
  const toRead = new Set(given)
  const add = (sources: readonly number[]): void => sources.forEach(id => toRead.add(id))
  add([...faults.thinPages(db), ...faults.garbledPages(db)].map(({ sourceId }) => sourceId))
  const damaged = damagedAssets(db, folder)
  for (const sha256 of [...damaged, ...unnotedAssets(db).map(asset => asset.sha256)])
    add(faults.sourcesShowing(db, { sha256 }))
  const cards: KeptCard[] = []
  for await (const { card, fault } of faultyCards(db, cancelled)) if (fault === 'altered') cards.push(card)
  add(
    sourcesShowingCards(
      db,
      cards.map(({ id }) => id),
    ),
  )
  const altered: KeptBody[] = []
  for await (const { body, fault } of faultyBodies(db, cancelled)) {
    if (fault !== 'altered') continue
    altered.push(body)
    add(faults.sourcesShowing(db, { versionId: body.id }))
  }
  for await (const { postId, fault } of faultyPosts(db, cancelled))
    if (fault !== 'unseen') add(faults.sourcesShowing(db, { postId }))
  for await (const { threadId, fault } of faultyThreads(db, cancelled))
    if (fault !== 'unseen') add(faults.sourcesOfThread(db, threadId))
  const putBack = makeRoomForAssets(folder, damaged)
  const known = keptSources(db, null).filter(({ id }) => toRead.has(id))
  const reread = await withOwnHashes(ports, { bodies: altered, cards }, () => rereadSources(ports, known, cancelled))
  putBack()
  const forgotten = await takeInForgotten(ports, cancelled)
  return { read: reread.read, foundAgain: forgotten.files, newPosts: reread.newPosts + forgotten.newPosts }
}

/**
 * Bodies and cards are known by their hash: while originals are read again an altered one has a hash of none, so that it
 * is taken for none, be it the thing or the hash that was altered. One that no original replaced keeps the hash that names it.
 */
async function withOwnHashes<Answer>(
  { db }: RereadPorts,
  { bodies, cards }: { readonly bodies: readonly KeptBody[]; readonly cards: readonly KeptCard[] },
  work: () => Promise<Answer>,
): Promise<Answer> {
  for (const body of bodies) faults.setBodyHash(db, body.id, hashOf(`altered ${body.id}`))
  for (const card of cards) setCardHash(db, card.id, hashOf(`altered ${card.id}`))
  try {
    return await work()
  } finally {
    db.transaction(() => {
      bodies.forEach(body => faults.nameAltered(db, body))
      cards.forEach(card => nameAlteredCard(db, card))
    })()
  }
}
