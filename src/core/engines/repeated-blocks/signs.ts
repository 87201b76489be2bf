/* What in a page looks like a poster, a time or a floor, whatever the software and the language. All cheap and bounded. */
import type { Element } from '../../text/dom.ts'
import { attribute } from '../../text/dom.ts'

const months =
  'jan|feb|mar|mär|mrz|apr|may|mai|mag|jun|giu|jul|lug|aug|ago|sep|set|oct|okt|ott|nov|dec|dez|dic|déc|fév|avr|juin|juil|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек'
const timeForms = [
  /(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}/,
  /\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b/,
  new RegExp(String.raw`\d{1,2}(?:st|nd|rd|th|\.|-)?\s?(?:of |de )?(?:${months})[\p{L}]{0,8}`, 'iu'),
  new RegExp(String.raw`(?:${months})[\p{L}]{0,8}[.,]?\s\d{1,2}(?:st|nd|rd|th)?\b`, 'iu'),
  /\b\d{1,3}\+?\s?(?:s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|months?|y|yrs?\.?|years?)\s?\.?\s?ago\b/i,
  /(?:\d{1,3}|半)\s?(?:秒|分钟|分鐘|小时|小時|个小时|天|周|週|个月|個月|月|年)\s?之?前/,
  /(?:yesterday|today|gestern|heute|hier|aujourd.hui|ieri|oggi|ayer|hoy|вчера|сегодня|昨天|今天|前天|刚刚|剛剛)/i,
  /\b(?:vor|il y a|hace)\s\d{1,3}\s\p{L}{3,10}/iu,
]
const longestTime = 100

/** Whether a short text says a time, to the eye. */
export function looksLikeTime(words: string): boolean {
  return words.length >= 2 && words.length <= longestTime && timeForms.some(form => form.test(words))
}

const nameWords =
  /author|poster(?!ior)|user-?name|nick-?name|member-?name|screen-?name|display-?name|by-?line|(?:^|[\s_-])(?:auteur|autor|creator|user-?link|usr|user|nick|nike|postedby|handle|owner|hnuser|name)(?:$|[\s_-])/i
const profileAddresses =
  /(?:[?&;/](?:u|uid|userid|user_id|showuser|member|mid|user|profile|author|name)=|\/(?:users?|members?|profiles?|people|u|author|memberlist)[-/.?]|(?:member|profile|userinfo|space|memberlist)\.(?:php|asp|jsp|do)|space-(?:uid|username)-|\/@[\w.-]|action=profile|^mailto:|user\?id=)/i

/** Whether an element says by its own marks that it names a person. */
export function namesPerson(element: Element): boolean {
  const marks = [element.attribs['class'], element.attribs['rel'], element.attribs['itemprop']]
  return marks.some(mark => mark !== undefined && mark.length < 300 && nameWords.test(mark))
}

/** Whether a link leads to what looks like somebody's profile. */
export function leadsToProfile(element: Element): boolean {
  const address = element.name === 'a' ? attribute(element, 'href') : null
  return (
    address !== null && address.length < 1000 && profileAddresses.test(address) && !/group|rank|faq|help/i.test(address)
  )
}

/** The number of a person in the address of their profile, or null. */
export function personNumber(address: string | null): string | null {
  const match =
    /(?:[?&;](?:u|uid|userid|user_id|id|showuser|member|mid|user)=|uid-|\/(?:users?|members?|profiles?|u)\/(?:[^/?#]{0,80}[.-])?)(\d{1,12})(?=$|[-/.&#?])/i.exec(
      address ?? '',
    )
  return match?.[1] ?? null
}

/** Words that stand on buttons where names stand in other places. */
const buttons =
  /^(?:[#№]?\s?\d+[.:]?|re(?:ply|port)|quote|edit|delete|like|share|permalink|link|top|profile|pm|www|website|email|e-mail|find|search|ignore|guest posts?|回复|回覆|引用|举报|檢舉|分享|只看该作者|只看楼主|发短消息|加为好友|antworten|zitieren|melden|citer|répondre|responder|citar|rispondi|cita)$/i

/** A person's name out of the text of an element that names one; null where the text is none. */
export function personName(words: string): string | null {
  const name = words
    .replace(
      /^(?:(?:posted |written |started )?by|von|par|da|por|от|author|autor|auteur|作者|发表人|發表人|发帖人|name|from|user(?:name)?)\s?[:：]?\s+/i,
      '',
    )
    .replace(/^(?:作者|发表人|發表人|发帖人)[:：]/, '')
    .replace(/\s*(?:wrote|writes|says|said|schrieb|写道|寫道|说|說)\s*[:：]?$/i, '')
    .replace(/^[»«|·•>\-–—\s]+|[»«|·•:：,，\-–—\s]+$/g, '')
  const none =
    !/[\p{L}\p{N}]/u.test(name) ||
    name.length > 60 ||
    name.split(' ').length > 6 ||
    buttons.test(name) ||
    floorNumber(name) !== null
  return none || looksLikeTime(name) ? null : name
}

/** The number in a floor's label (#12, No. 12, 12楼, 12F); null where a text is no such label. */
export function floorNumber(words: string): number | null {
  if (/^(?:楼主|樓主)$/.test(words)) return 1
  const match =
    /^(?:post|reply|message|beitrag|[#№]|no\.?|第)?\s?[#:]?\s?(\d{1,6})\s?(?:楼|樓|层|樓層|f|#|\.)?(?:\s?\(permalink\)|\s?(?:of|von|\/)\s?\d{1,6})?$/i.exec(
      words,
    )
  return match ? Number(match[1]) : null
}

const otherTimes =
  /join|regist|member since|dabei|inscri|iscri|mitglied|注册|註冊|加入|last (?:seen|visit|activ|login|edit)|最后登录|edited|edit by|编辑|編輯|geändert|bearbeitet|modif|born|birth|с нами|регистр/i

/** Whether words beside a time say that it is not the post's: joined, last seen, edited. */
export function tellsOtherTime(words: string): boolean {
  return otherTimes.test(words.slice(-160))
}
