import type { Confidence } from '../model/reading.ts'
import type { PageDraft } from '../clean/draft.ts'
import { bahamut } from './bahamut.ts'
import { discourse } from './discourse/index.ts'
import { discuz } from './discuz/index.ts'
import { douban } from './douban.ts'
import type { Engine, Page } from './engine.ts'
import { fivechan } from './fivechan.ts'
import { fluxbb } from './fluxbb.ts'
import { fourchan } from './fourchan.ts'
import { futaba } from './futaba.ts'
import { hackerNews } from './hacker-news.ts'
import { hupu } from './hupu.ts'
import { lihkg } from './lihkg.ts'
import { makaba } from './makaba.ts'
import { mybb } from './mybb.ts'
import { newsmth } from './newsmth.ts'
import { nga } from './nga/index.ts'
import { phorum } from './phorum.ts'
import { phpbb2 } from './phpbb2.ts'
import { phpbb3 } from './phpbb3/index.ts'
import { phpwind } from './phpwind/index.ts'
import { plainPage } from './plain-page.ts'
import { ptt } from './ptt.ts'
import { reddit } from './reddit/index.ts'
import { repeatedBlocks } from './repeated-blocks/index.ts'
import { schemaOrg, schemaOrgSingle } from './schema-org/index.ts'
import { smf1 } from './smf1.ts'
import { smf2 } from './smf2.ts'
import { somethingAwful } from './something-awful.ts'
import { tianya } from './tianya.ts'
import { tieba } from './tieba.ts'
import { v2ex } from './v2ex.ts'
import { vbulletin3 } from './vbulletin3.ts'
import { vbulletin4 } from './vbulletin4.ts'
import { vbulletin5 } from './vbulletin5.ts'
import { vichan } from './vichan.ts'
import { xenforo1 } from './xenforo1.ts'
import { xenforo2 } from './xenforo2.ts'
import { ips4 } from './ips4.ts'
import { ipb3 } from './ipb3.ts'
import { pipermail } from './pipermail.ts'
import { mhonarc } from './mhonarc.ts'
import { hyperkitty } from './hyperkitty.ts'
import { googleGroups } from './google-groups.ts'
import { vanilla } from './vanilla.ts'
import { bbpress } from './bbpress.ts'
import { stackexchange } from './stackexchange.ts'
import { flarum } from './flarum/index.ts'
import { nodebb } from './nodebb.ts'
import { lemmy } from './lemmy.ts'

/** One line an engine; where two grade a page alike, the earlier one reads it. */
const forumEngines: readonly Engine[] = [
  phpwind,
  discuz,
  phpbb3,
  discourse,
  hackerNews,
  reddit,
  phpbb2,
  futaba,
  fourchan,
  vichan,
  makaba,
  vbulletin4,
  xenforo1,
  xenforo2,
  fivechan,
  ptt,
  newsmth,
  vbulletin3,
  lihkg,
  somethingAwful,
  ips4,
  ipb3,
  vbulletin5,
  pipermail,
  mhonarc,
  hyperkitty,
  googleGroups,
  smf2,
  smf1,
  v2ex,
  douban,
  tianya,
  bahamut,
  tieba,
  hupu,
  vanilla,
  bbpress,
  stackexchange,
  nga,
  mybb,
  fluxbb,
  phorum,
  flarum,
  nodebb,
  lemmy,
]

/** For software that nobody wrote an engine for: always after the engines, in this order. */
const genericReaders: readonly Engine[] = [schemaOrg, repeatedBlocks, schemaOrgSingle]

/** Every reader, in the order that breaks ties. */
export const engines: readonly Engine[] = [...forumEngines, ...genericReaders]

/** Which engine a page was read by, how surely, and what it says. Any page gives a reading: at the least its plain text. */
export interface EngineReading {
  readonly engine: string
  readonly draft: PageDraft
}

/**
 * Reads a page with the engine that is surest of it; an engine that finds no post gives way to the next, at last to
 * plain text, unless it knows the page to be no thread (problem `not-a-thread`).
 */
export function readWithEngines(page: Page, list: readonly Engine[] = engines): EngineReading {
  for (const { engine, confidence } of ranked(page, list)) {
    const draft = page.kind === 'html' ? engine.read(page) : engine.copiedText?.read(page)
    if (draft && (draft.posts.length > 0 || draft.problems.some(problem => problem.code === 'not-a-thread')))
      return { engine: engine.id, draft: { ...draft, confidence: weaker(confidence, draft.confidence) } }
  }
  return { engine: plainPage.id, draft: plainPage.read(page) }
}

function ranked(page: Page, list: readonly Engine[]): { engine: Engine; confidence: Confidence }[] {
  const graded = list.map(engine => ({
    engine,
    grade: page.kind === 'html' ? engine.detect(page) : (engine.copiedText?.detect(page) ?? 'no'),
  }))
  return ['sure' as const, 'likely' as const].flatMap(grade =>
    graded.filter(candidate => candidate.grade === grade).map(({ engine }) => ({ engine, confidence: grade })),
  )
}

const strength: readonly Confidence[] = ['guess', 'likely', 'sure']
const weaker = (one: Confidence, other: Confidence): Confidence =>
  strength[Math.min(strength.indexOf(one), strength.indexOf(other))]!
