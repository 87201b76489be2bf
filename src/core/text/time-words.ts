/* Words that times are written with: months, days of the week, today and yesterday, units, in the languages of forums. */

const monthNames = [
  'january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|января|январь|янв|styczeń|stycznia|sty|ledna|leden|január|ocak|oca|січня|січ',
  'february|feb|februar|février|févr|fév|fevrier|febrero|febbraio|fevereiro|fev|februari|февраля|февраль|фев|luty|lutego|lut|února|únor|február|şubat|лютого',
  'march|mar|märz|mär|mrz|maerz|mars|marzo|março|marco|maart|mrt|марта|март|мар|marzec|marca|března|březen|március|mart|березня',
  'april|apr|avril|avr|abril|abr|aprile|апреля|апрель|апр|kwiecień|kwietnia|kwi|dubna|duben|április|nisan|квітня',
  'may|mai|mayo|maggio|mag|maio|mei|мая|май|maj|maja|května|květen|május|mayıs|травня',
  'june|jun|juni|juin|junio|giugno|giu|junho|июня|июнь|июн|czerwiec|czerwca|cze|června|červen|június|haziran|червня',
  'july|jul|juli|juillet|juil|julio|luglio|lug|julho|июля|июль|июл|lipiec|lipca|lip|července|červenec|július|temmuz|липня',
  'august|aug|août|aout|agosto|ago|augustus|августа|август|авг|sierpień|sierpnia|sie|srpna|srpen|augusztus|ağustos|augusti|серпня',
  'september|sept|sep|septembre|septiembre|setiembre|settembre|set|setembro|сентября|сентябрь|сент|сен|wrzesień|września|wrz|září|szeptember|eylül|вересня',
  'october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out|октября|октябрь|окт|październik|października|paź|října|říjen|október|ekim|жовтня',
  'november|nov|novembre|noviembre|novembro|ноября|ноябрь|нояб|ноя|listopad|listopada|lis|listopadu|kasım|листопада',
  'december|dec|dezember|dez|décembre|déc|decembre|diciembre|dic|dicembre|dezembro|декабря|декабрь|дек|grudzień|grudnia|gru|prosince|prosinec|aralık|грудня',
]

/** Days from Sunday on. */
const dayNames = [
  'sunday|sun|sonntag|dimanche|domingo|domenica|zondag|воскресенье|вск|вс|日曜日|星期日|星期天|周日|週日|日',
  'monday|mon|montag|lundi|lunes|lunedì|lunedi|segunda-feira|segunda|maandag|понедельник|пнд|пн|月曜日|星期一|周一|週一|月|一',
  'tuesday|tues|tue|dienstag|mardi|martes|martedì|martedi|terça-feira|terça|dinsdag|вторник|втр|вт|火曜日|星期二|周二|週二|火|二',
  'wednesday|wed|mittwoch|mercredi|miércoles|miercoles|mercoledì|mercoledi|quarta-feira|quarta|woensdag|среда|среду|срд|ср|水曜日|星期三|周三|週三|水|三',
  'thursday|thurs|thur|thu|donnerstag|jeudi|jueves|giovedì|giovedi|quinta-feira|quinta|donderdag|четверг|чтв|чт|木曜日|星期四|周四|週四|木|四',
  'friday|fri|freitag|vendredi|viernes|venerdì|venerdi|sexta-feira|sexta|vrijdag|пятница|пятницу|птн|пт|金曜日|星期五|周五|週五|金|五',
  'saturday|sat|samstag|sonnabend|samedi|sábado|sabado|sabato|zaterdag|суббота|субботу|суб|сбт|сб|土曜日|星期六|周六|週六|土|六',
]

/** How many days ago a word means. */
const dayWords = [
  "today|heute|aujourd'hui|aujourd’hui|hoy|oggi|hoje|vandaag|сегодня|今日|今天|本日|dzisiaj|dziś|dnes|ma|idag|bugün|сьогодні",
  'yesterday|gestern|hier|ayer|ieri|ontem|gisteren|вчера|昨日|昨天|wczoraj|včera|tegnap|igår|dün|вчора',
  'vorgestern|avant-hier|anteayer|позавчера|一昨日|前天',
  '大前天',
]

const unitNames = {
  second: 'seconds?|secs?|sekunden?|sek|secondes?|segundos?|secondi|secondo|seconden|секунд[уы]?|сек|秒钟?|秒鐘|s',
  minute: 'minutes?|mins?|minuten?|minutos?|minuti|minuto|minuut|минут[уы]?|мин|分钟|分鐘|分|m',
  hour: 'hours?|hrs?|stunden?|std|heures?|horas?|ore|ora|uur|uren|час(?:а|ов)?|个?小时|個?小時|时间|時間|個鐘頭|h',
  day: 'days?|tage?n?|jours?|d[ií]as?|giorni|giorno|dias?|dagen|dag|день|дня|дней|天|日|d',
  week: 'weeks?|wks?|wochen?|semaines?|semanas?|settimane|settimana|weken|week|недел[юиь]|周|週|个?星期|個?星期|週間|w',
  month:
    'months?|mos?|monate?n?|mois|mes(?:es)?|mesi|mese|meses|mês|maanden|maand|месяц(?:а|ев)?|个月|個月|月|か月|ヶ月',
  year: 'years?|yrs?|jahre?n?|ans?|années?|años?|anni|anno|anos?|jaar|год(?:а)?|лет|年|y',
} as const

export type Unit = keyof typeof unitNames

/** The alternatives of a list of words, longest first, so that none hides behind its own beginning. */
const oneOf = (lists: readonly string[]): string =>
  lists
    .flatMap(list => list.split('|'))
    .sort((one, other) => other.length - one.length)
    .join('|')

const indexOf = (lists: readonly string[]): ReadonlyMap<string, number> =>
  new Map(lists.flatMap((list, index) => list.split('|').map(word => [word, index] as const)))

/** Sources of regular expressions. */
export const monthPattern = oneOf(monthNames)
export const dayPattern = oneOf(dayNames)
export const dayWordPattern = oneOf(dayWords)

const months = indexOf(monthNames)
const days = indexOf(dayNames)
const relativeDays = indexOf(dayWords)

/** The month a word names, from 1; null for another word. */
export const monthOf = (word: string): number | null => {
  const index = months.get(word.toLowerCase())
  return index === undefined ? null : index + 1
}

/** The day of the week a word names, Sunday being 0; null for another word. */
export const weekdayOf = (word: string): number | null => days.get(word.toLowerCase()) ?? null

/** How many days before today a word means; null for another word. */
export const daysBack = (word: string): number | null => relativeDays.get(word.toLowerCase()) ?? null

const units = (Object.keys(unitNames) as Unit[]).map(
  unit => [unit, new RegExp(`^(?:${unitNames[unit]})$`, 'iu')] as const,
)
export const unitPattern = (Object.values(unitNames) as string[]).join('|')

/** The unit a word names; null for another word. */
export const unitOf = (word: string): Unit | null => units.find(([, form]) => form.test(word))?.[0] ?? null
