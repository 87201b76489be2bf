/* Labelled lines of poster cards, as forums of every kind show them: 财富: 331045 鼎币, Posts: 1,234, 注册时间 2018-06-08. */
import type { CardDraft } from '../clean/draft.ts'
import type { CardField } from '../model/reading.ts'
import { foldSpace } from '../text/dom.ts'
import type { TimeContext } from '../text/time.ts'
import { readTime } from '../text/time.ts'

/** A labelled line of a card; the label without its colon, the value as shown, its number and unit where it has them. */
export function cardField(label: string, value: string): CardField {
  const name = foldSpace(label).replace(/\s*[:：]$/, '')
  const shown = foldSpace(value)
  return { label: name, value: shown, ...amountOf(shown, memberOf(name) === 'postCount') }
}

/** The field that a line such as 「威望: 4 点」 states; null for a line that is no short label, a colon and a value. */
export function cardFieldOf(line: string): CardField | null {
  const match = /^([^\s:：][^:：]{0,23}?)\s*[:：]\s*(\S.{0,200})$/su.exec(foldSpace(line))
  return match ? cardField(match[1]!, match[2]!) : null
}

export interface Amount {
  readonly number: number | null
  readonly unit: string | null
}

const nothing: Amount = { number: null, unit: null }
const amountForm =
  /^([+\-−]?)(\d{1,3}(?:[,\u00a0 ]\d{3}){1,5}|\d{1,3}(?:\.\d{3}){2,5}|\d{1,15})(\.\d{1,6})?\s?([kKM万萬]?)(?:\s*[（(]?\s*([^\d\s()（）:：/.,-][^\d()（）:：]{0,15}?)\s*[）)]?)?$/u
const multipliers = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['M', 1e6],
  ['万', 1e4],
  ['萬', 1e4],
])

/**
 * The number and unit of a value: 「331045 鼎币」, 「8161(时)」, 「1,234」, 「1.2万」. Dates, ranges and words have none.
 * With `whole`, a point before exactly three digits parts thousands (1.234 Beiträge).
 */
export function amountOf(value: string, whole = false): Amount {
  const match = amountForm.exec(value.trim())
  if (!match) return nothing
  const [, sign, written, fraction, multiplier, unit] = match
  const grouped = whole && fraction !== undefined && fraction.length === 4
  const digits = written!.replace(/[,.\u00a0 ]/g, '') + (grouped ? fraction.slice(1) : (fraction ?? ''))
  const number = Number(digits) * (multipliers.get(multiplier ?? '') ?? 1) * (sign === '' ? 1 : sign === '+' ? 1 : -1)
  return { number: Math.round(number * 1e6) / 1e6 + 0, unit: unit ?? null }
}

/** The members of a card that most forums have, told by their labels. */
export type TypedMember = 'uid' | 'rank' | 'postCount' | 'digests' | 'joined' | 'lastSeen' | 'onlineHours'

const labels: Readonly<Record<TypedMember, string>> = {
  uid: 'uid|用户id|用戶id|会员id|會員id|会员编号|會員編號|user id|member no.|member no|member #|member number',
  rank: '级别|級別|等级|等級|会员级别|會員級別|头衔|頭銜|用户组|用戶組|会员组|會員組|rank|title|group|user group|level|rang',
  postCount:
    '发帖|發帖|发贴|發貼|帖子|帖子数|帖子數|发帖数|發帖數|发帖数量|贴子|文章|文章数|文章數|posts|post|post count|total posts|messages|message count|beiträge|nachrichten|mensajes|mensagens|messaggi|berichten|posty|wiadomości|сообщений|сообщения|сообщ|投稿数|글',
  digests: '精华|精華|精华帖|精華帖|精华数|digests|digest|digest posts',
  joined:
    "注册时间|註冊時間|注册日期|註冊日期|注册|註冊|加入时间|加入時間|joined|join date|date joined|registered|registration date|reg. date|member since|registriert|registriert seit|dabei seit|mitglied seit|inscription|inscrit|inscrit le|registrado|iscritto il|geregistreerd|регистрация|зарегистрирован|登録日|anmeldungsdatum|anmeldedatum|registrierungsdatum|iscrizione|data registrazione|data d'iscrizione|date d'inscription|fecha de ingreso|fecha de registro|data de inscrição|data de ingresso|dołączył|dołączyła|lid geworden op|rejestracja|csatlakozott|liittynyt",
  lastSeen:
    '最后登录|最後登錄|最後登入|最后登陆|最近登录|上次登录|最后访问|最後訪問|上次访问|最后活动|last seen|last visit|last visited|last active|last activity|last online|last login|zuletzt online|letzter besuch',
  onlineHours: '在线时间|在線時間|在线时长|在線時長|online time|time online|total time online|time spent online',
}
const members = new Map<string, TypedMember>(
  Object.entries(labels).flatMap(([member, names]) =>
    names.split('|').map(name => [name, member as TypedMember] as const),
  ),
)

/** Which typed member of a card a label names, in Chinese, English or another language of forum software; null for none. */
export function memberOf(label: string): TypedMember | null {
  return members.get(label.replace(/[\s:：]+$/u, '').toLowerCase()) ?? null
}

export type TypedMembers = Partial<Pick<CardDraft, TypedMember>>

/** The typed members that the fields state; the first field of a label counts, a value that cannot be read leaves its member out. */
export function typedMembers(fields: readonly CardField[], time: TimeContext): TypedMembers {
  const typed: TypedMembers = {}
  for (const field of fields) {
    const member = memberOf(field.label)
    const value = member !== null && typed[member] === undefined ? valueOf(member, field, time) : undefined
    // An undefined member would hide the null that a card's draft has in its place.
    if (member !== null && value !== undefined) Object.assign(typed, { [member]: value })
  }
  return typed
}

function valueOf(member: TypedMember, field: CardField, time: TimeContext): string | number | undefined {
  switch (member) {
    case 'uid':
      return /^#?\s?(\d{1,20})$/.exec(field.value)?.[1]
    case 'rank':
      return field.value === '' ? undefined : field.value
    case 'postCount':
    case 'digests':
      return field.number ?? undefined
    case 'joined':
    case 'lastSeen':
      return readTime(field.value, time)?.at
    case 'onlineHours':
      return hoursOf(field)
  }
}

function hoursOf({ number, unit }: CardField): number | undefined {
  if (number === null) return undefined
  if (unit !== null && /^(?:分|min)/i.test(unit)) return Math.round((number / 60) * 100) / 100
  return unit !== null && /^(?:天|日|days?\b)/i.test(unit) ? number * 24 : number
}
