import type { Confidence } from '../model/reading.ts'
import type { PageDraft } from '../clean/draft.ts'
import { whileStill } from '../text/dom.ts'
import type { Engine, Page } from './engine.ts'
import * as listed from './list.ts'
import { plainPage } from './plain-page.ts'
import { repeatedBlocks } from './repeated-blocks/index.ts'
import { schemaOrg, schemaOrgSingle } from './schema-org/index.ts'

/**
 * The engines of the list. Where two grade a page alike the order of their ids decides, so that nothing hangs on who added a line
 * when: an engine that another one could be mistaken for says `sure` or looks closer.
 */
const forumEngines: readonly Engine[] = Object.values<Engine>(listed).sort((one, other) => (one.id < other.id ? -1 : 1))

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

/** Those that may read a page, surest first; the later ones are asked only when the earlier found no post. */
function* ranked(page: Page, list: readonly Engine[]): Generator<{ engine: Engine; confidence: Confidence }> {
  const likely: Engine[] = []
  let asked = 0
  const nextSure = (): Engine | null => {
    for (let engine = list[asked++]; engine; engine = list[asked++]) {
      const grade = page.kind === 'html' ? engine.detect(page) : (engine.copiedText?.detect(page) ?? 'no')
      if (grade === 'sure') return engine
      if (grade === 'likely') likely.push(engine)
    }
    return null
  }
  const next = (): Engine | null => (page.kind === 'html' ? whileStill(page.document, nextSure) : nextSure())
  for (let engine = next(); engine; engine = next()) yield { engine, confidence: 'sure' }
  for (const engine of likely) yield { engine, confidence: 'likely' }
}

const strength: readonly Confidence[] = ['guess', 'likely', 'sure']
const weaker = (one: Confidence, other: Confidence): Confidence =>
  strength[Math.min(strength.indexOf(one), strength.indexOf(other))]!
