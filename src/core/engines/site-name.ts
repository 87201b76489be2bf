/* What is left of <title> beside the thread's own title: mostly the forum's name. */
import { foldSpace, select, text } from '../text/dom.ts'
import type { HtmlPage } from './engine.ts'

const separator = /\s*(?:::|\||»|«|•|‹|›|·|—)\s*|\s+[-–/]\s+/
const pageNumber =
  /^(?:\(?(?:page|seite|pagina|página|strona|страница|side|sida|sivu|oldal|stránka|صفحه)?\s*\d{1,6}(?:\s*(?:of|von|di|de|sur|van|z|из|\/)\s*\d{1,6})?\)?|(?:view topic|thema anzeigen|leggi argomento|ver tema|consulter le sujet|afficher le sujet|ver tópico|просмотр темы|bekijk onderwerp|zobacz temat|téma megtekintése))$/i

/** The forum's name as <title> has it beside the thread's title and its boards; null where nothing is left. */
export function siteInTitle(page: HtmlPage, title: string, boards: readonly string[] = []): string | null {
  const whole = text(select(page.document, 'title'))
  const at = whole.indexOf(title)
  if (title === '' || at < 0) return null
  const [head, tail] = [whole.slice(0, at), whole.slice(at + title.length)]
  const parts = [...tail.split(separator), ...head.split(separator)]
    .map(part => foldSpace(part.replace(/^\s*[-–]\s+|\s+[-–]\s*$/g, '')))
    .filter(part => part !== '' && part !== '-' && !pageNumber.test(part) && !boards.includes(part))
  return parts.at(tail.trim() === '' ? 0 : -1) ?? null
}
