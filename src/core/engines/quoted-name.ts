/* Whom the head of a quote names: 「X wrote:」 and 「Originally Posted by X」 in the languages of forum software. */
import { foldSpace } from '../text/dom.ts'

const said = [
  'wrote on .{1,60}',
  'wrote',
  'said',
  'schrieb am .{1,60}',
  'schrieb',
  'hat (?:folgendes )?geschrieben',
  'ha scritto',
  'ha escrit',
  'escribió',
  'escribio',
  'a écrit',
  'escreveu',
  'schreef',
  'skrev',
  'kirjoitti',
  'napisał\\(?a?\\)?',
  'napsal\\(?a?\\)?',
  'napísal\\(?a?\\)?',
  'írta',
  'a scris',
  'yazdı',
  'писал\\(?а?\\)?',
  'написал\\(?а?\\)?',
  'пишет',
  'написав\\(?ла?\\)?',
  'έγραψε',
  '写道',
  '寫道',
  '寫',
  '写',
  'さんが書きました',
]
const by = [
  'originally posted by',
  'quote from',
  'quote',
  'zitat von',
  'zitat',
  'citation de',
  'envoyé par',
  'citazione di',
  'originariamente inviato da',
  'cita de',
  'iniciado por',
  'escrito originalmente por',
  'citação de',
  'postado originalmente por',
  'cytat',
  'zamieszczone przez',
  'oorspronkelijk geplaatst door',
  'citaat van',
  'сообщение от',
  'цитата',
  'citát',
  'idézetet írta',
  'ursprungligen postat av',
  'alıntı',
  'نقل قول',
]
const longest = 160
const before = new RegExp(String.raw`^(?:${by.join('|')})\s*[:：]?\s*(?=\S)`, 'iu')
const after = new RegExp(String.raw`\s+(?:${said.join('|')})\s*[:：]?\s*(?:\(?#\d{1,9}\)?)?$`, 'iu')
const bare = new RegExp(String.raw`^(?:${[...by, 'code', 'spoiler'].join('|')})\s*[:：]?$`, 'iu')

/** The name in the head of a quote; null for a head that names nobody. */
export function quotedName(head: string): string | null {
  const line = foldSpace(head)
    .slice(0, longest)
    .replace(/\s*[↑»]\s*$/u, '')
  if (bare.test(line)) return null
  const name = line
    .replace(before, '')
    .replace(after, '')
    .replace(/[:：]$/, '')
    .trim()
  return name === '' || (name === line && !/[:：]$/.test(line)) ? null : name
}
