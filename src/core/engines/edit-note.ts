/* Notes such as 「Last edited by X on Mon Jun 02, 2003 6:23 am; edited 2 times in total」 in the languages of forum software. */
import type { EditReading } from '../model/reading.ts'
import type { Element } from '../text/dom.ts'
import { foldSpace, selectAll, text } from '../text/dom.ts'
import type { TimeContext } from '../text/time.ts'
import { readTime } from '../text/time.ts'

const editor =
  /(?:edited by|modified by|bearbeitet von|geändert von|edit by|modificato da|modifica di|modifié (?:en dernier )?par|dernière (?:édition|modification) par|editado por|editada por|modificado por|redigerad av|ændret af|endret av|gewijzigd door|bewerkt door|muokannut|zmieniony przez|edytowany przez|módosította:?|upravil|редактировал|изменено|írta|by)\s*:?\s+(\S.{0,60}?)\s*(?:$|[;,(»]|\s(?:on|at|am|um|il|le|el|em|den|op|dnia|\d{1,4}[-./ ]|(?:mon|tue|wed|thu|fri|sat|sun)\w*\b))/iu

/** The edit that a note below a post tells of: by whom and when as far as it says; null for an empty note. */
export function editNote(note: Element, time: TimeContext): EditReading | null {
  return editWords(
    text(note),
    time,
    selectAll(note, 'a[href]')
      .map(text)
      .find(name => name !== ''),
  )
}

/** The same for a note's bare words; `by` is the name where the page marks it. */
export function editWords(note: string, time: TimeContext, by?: string): EditReading | null {
  const shown = foldSpace(note)
  if (shown === '') return null
  const name = by ?? editor.exec(shown)?.[1] ?? null
  const rest = name === null ? shown : shown.slice(shown.indexOf(name) + name.length)
  return { by: name, at: (readTime(rest, time) ?? readTime(shown, time))?.at ?? null, text: shown }
}
