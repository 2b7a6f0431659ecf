import { isOfficialHost } from '../article/article-link.ts'
import { toNationalPhone } from '../directory/national-phone.ts'
import { isSafeText } from '../qr/safe-text.ts'
import { foldWords } from '../search/fold-words.ts'
import { stripMarks } from '../strip-marks.ts'
import type { OfficialContact } from './official-contacts.ts'

/**
 * What can be said of a part of a message. `official`: on the agency's list; `state`: a host under which the
 * state alone has names; `unknown`: on no list, which says nothing; the others are how people are deceived.
 */
export type FindingKind =
  | 'official'
  | 'state'
  /** A sender's name on the list, which anybody can write over a message. */
  | 'sender'
  | 'unknown'
  | 'shortened'
  | 'imitation'
  | 'foreign-script'
  | 'hidden-signs'
  | 'numeric-host'
  | 'disguised'
  | 'app-file'
  | 'insecure'
  /** Words about what the agency never asks for: suspicious beside an unknown link or number. */
  | 'mention'
  /** What it never asks anybody to do, in whatever words it is put. */
  | 'demand'

export type Finding = {
  readonly kind: FindingKind
  /** What it is about as it stands in the message: a host, a number, words. */
  readonly value: string
  /** Whose it is, of an official one. */
  readonly name?: string
}

/**
 * `danger`: something that the agency never does; `unknown`: nothing can be said for it; `official`: all that
 * can be checked is the agency's.
 */
export type MessageVerdict = {
  readonly verdict: 'danger' | 'unknown' | 'official'
  readonly findings: readonly Finding[]
}

/** Longest message that is looked at, in characters, and the most that is found in one. */
export const LONGEST_MESSAGE = 2000
const MOST_FOUND = 20

const harmless: ReadonlySet<FindingKind> = new Set(['official', 'state', 'sender', 'unknown', 'mention'])

/** Shorteners that are seen in Vietnam: where they lead cannot be seen. */
const shorteners = new Set(
  'bit.ly tinyurl.com t.co goo.gl cutt.ly is.gd s.id rb.gy t.ly ow.ly shorturl.at by.com.vn urlvn.net shorten.asia link1s.com tiny.cc bom.so zpr.io vrl.to'.split(
    ' ',
  ),
)

/** Names that only hosts of the state may bear. */
const guarded = /bhxh|bhyt|baohiem|baohiemxahoi|vssid|vneid|dichvucong|dvcqg|chinhphu|gov-?vn|congan/

const ALONE = new RegExp(`^(?:${guarded.source})$`)

const fold = (phrases: string) => phrases.split(', ').map((each) => foldWords(each).join(' '))

/** What impostors speak of, and what they want to be done; the agency's own messages have the former, too. */
const mentions = [
  'otp, ma xac nhan, ma xac thuc',
  'mat khau',
  'bi khoa, se khoa, khoa the, cat luong huu, ngung chi tra',
  'tai khoan ngan hang',
  'ket ban',
].map(fold)
/** Ways elsewhere by names that nobody can judge: hospitals and schools have them, too. */
const ways = ['zalo, telegram, viber, whatsapp, wechat, messenger, facebook'].map(fold)
const demands = [
  'chuyen khoan, chuyen tien, nop phi',
  'cai ung dung, cai dat ung dung, tai ung dung, cap nhat ung dung, cap nhat vssid, cap nhat vneid, cai vssid, tai vssid',
  'chia se man hinh, teamviewer, ultraviewer, anydesk',
  'so the ngan hang',
  'doc ma, cung cap ma, gui ma, cung cap mat khau',
].map(fold)

/**
 * Judges a message, a link, a number or the text of a code by what stands in it, without asking anybody.
 *
 * @param contacts The agency's list; undefined where there is none that may be used, so that nothing counts
 * as official
 */
export function checkMessage(
  message: string,
  contacts: readonly OfficialContact[] | undefined,
): MessageVerdict {
  const text = message.slice(0, LONGEST_MESSAGE)
  const { hosts, rest } = findHosts(text)
  const { phones, left } = findPhones(rest)
  const findings = [
    ...(text.split(/[\r\n\t]/).every(isSafeText) ? [] : [{ kind: 'hidden-signs', value: '' } as const]),
    ...hosts.map((found) => judgeHost(found, contacts)),
    ...phones.map((phone) => judgePhone(phone, contacts)),
    ...findSenders(rest, contacts),
    ...findWords(rest, mentions, 'mention'),
    ...findDemands(rest),
  ]
  const seen = new Set<string>()
  const once = findings.filter(({ kind, value }) => {
    const key = `${kind} ${value}`
    return !seen.has(key) && seen.add(key)
  })
  const kinds = new Set(once.map(({ kind }) => kind))
  const isDanger =
    once.some(({ kind }) => !harmless.has(kind)) || (kinds.has('mention') && kinds.has('unknown'))
  // What is as long as can be was cut perhaps, and nobody has looked at the rest.
  const isWhole = message.length < LONGEST_MESSAGE
  const isOfficial =
    isWhole &&
    once.length > 0 &&
    once.every(({ kind }) => kind === 'official') &&
    hosts.every(({ path }) => PLAIN_PATH.test(path) && !PATH_ELSEWHERE.test(path)) &&
    findWords(rest, ways, 'mention').length === 0 &&
    !UNJUDGED.some((each) => each.test(left.normalize('NFC').replace(SENTENCE, '$1')))
  return {
    verdict: isDanger ? 'danger' : isOfficial ? 'official' : 'unknown',
    findings: once.slice(0, MOST_FOUND),
  }
}

const TOP_LEVELS =
  'vn|com|net|org|info|biz|xyz|top|shop|site|online|club|app|vip|cc|me|io|co|ly|gl|gd|id|gy|at|to|so|asia|link|live|store|icu|work|click|ru|cn|tk|ml|ga|cf|gq|us|eu|apk'
const TOP_LEVEL = new RegExp(`^(?:${TOP_LEVELS}|xn--[a-z0-9-]+)$`)

/**
 * What may lead somewhere and was not judged, as an address, a number or an account of whatever form: a point
 * within a word or between other signs (`😀.ws`), the signs of addresses and accounts, three digits of any
 * script.
 */
const UNJUDGED: readonly RegExp[] = [
  /[@＠]|\/\s?\/|(?:\S|[\p{L}\p{N}]\s)[.․‥…。．｡][^\s\p{P}]|\p{N}(?:\P{L}{0,3}\p{N}){2}/u,
  // Points that only a person reads as such: other dots within a word, points in brackets, written ones.
  /[\p{L}\p{N}\p{M}][·‧・･•∙⸳᛫﹒][\p{L}\p{N}]|[([{<]\s?(?:[.․‥…。．｡·•]|dot|ch[aấ]m)\s?[)\]}>]/iu,
  // And points with a blank behind them that end no sentence: `evil. com`.
  new RegExp(
    `[\\p{L}\\p{N}]\\s?(?:[.․…。．｡]|\\s(?:dot|ch[aấ]m))\\s+(?:${TOP_LEVELS})(?![\\p{L}\\p{N}])`,
    'iu',
  ),
  // Scripts that the agency does not write in have further ones, and letters that look like points.
  /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u,
]

/** How sentences begin in messages without marks and in English, with a word that is a top level as well. */
const SENTENCE = /(\S[.…]\s+)(?:Co|So|To|Me|At)(?=\s+\p{Ll})/gu

/** A page's path of which all is the address: behind other signs a second address or a number may stand. */
const PLAIN_PATH = /^[\w\-./%=&?#~+]*[.,;:!?)\]}]*$/
const PATH_ELSEWHERE = /\/\/|%2f%2f|(?:^|\D)0(?:[-._]?\d){9}/i

/** What may follow an address that ends here. A browser reads on: `gov.vn%2ehelp`, `gov.vn!.help`. */
const ENDED = /^[.,;:!?)\]}>"'”’»…*_~]*$/

type FoundHost = {
  readonly link: string
  readonly scheme: string
  readonly user: boolean
  readonly host: string
  readonly path: string
  /** What stands behind it up to the next blank. */
  readonly next: string
}

/**
 * Letters, digits, dashes and dots in any script: an address as mail and message programs make a link of it.
 */
const LINK =
  /(?:([a-z][a-z0-9+.-]{1,15}):\/\/)?((?:[^\s/@<>"'()]{1,40}@)?)(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]{2,45}\]|(?:[\p{L}\p{N}\p{M}\u00ad\u200b-\u200f\u2060\ufeff_-]{1,63}[.。．｡]){1,8}[\p{L}\p{N}\p{M}-]{2,63})(?::\d{1,5})?((?:[/?#][^\s<>"']{0,500})?)/giu

function findHosts(text: string): { hosts: readonly FoundHost[]; rest: string } {
  const hosts: FoundHost[] = []
  const judge = (link: string, scheme = '', user = '', host = '', path = '', at = 0) => {
    const isMail = user !== '' && scheme === ''
    // Numbers with dots, dates, amounts and ends of sentences are no addresses.
    const isAddress =
      scheme !== '' || /^\d+(?:\.\d+){3}$/.test(host) || isTopLevel(host) || isMeant(host, path)
    if (!isAddress || hosts.length >= MOST_FOUND) return link
    hosts.push({
      link,
      scheme: scheme.toLowerCase(),
      user: user !== '' && !isMail,
      host: host.toLowerCase(),
      path,
      next: /^\S{0,40}/.exec(text.slice(at + link.length))?.[0] ?? '',
    })
    return ' '
  }
  const rest = text.replace(LINK, judge)
  return { hosts, rest }
}

/**
 * Whether a name ends like a host. Vietnamese sentences without a blank behind the point end in words, not in
 * these.
 */
function isTopLevel(host: string): boolean {
  const last =
    host
      .split(/[.。．｡]/)
      .at(-1)
      ?.toLowerCase() ?? ''
  return TOP_LEVEL.test(last) || /\P{ASCII}/u.test(last)
}

/**
 * Whether a name that ends in anything is meant as an address: a page follows, or a name that only hosts of
 * the state may bear stands in a part of it, and is not simply the last word of a sentence (`BHXH.Xin`).
 */
function isMeant(host: string, path: string): boolean {
  if (!/[a-z]/i.test(host)) return false
  const parts = host.toLowerCase().split(/[.。．｡]/)
  return /^[/?#]\w/.test(path) || parts.some((part) => guarded.test(part) && !ALONE.test(part))
}

function judgeHost(
  { scheme, user, host, path, next }: FoundHost,
  contacts: readonly OfficialContact[] | undefined,
): Finding {
  const value = host
  if (/\P{ASCII}/u.test(host) || host.split('.').some((label) => label.startsWith('xn--')))
    return { kind: 'foreign-script', value }
  if (user) return { kind: 'disguised', value }
  if (/^[\d.]+$|^\[/.test(host)) return { kind: 'numeric-host', value }
  if (/\.apk(?:$|[?#])/i.test(path) || host.endsWith('.apk')) return { kind: 'app-file', value }
  if (isOfficialHost(host)) {
    if (scheme !== '' && scheme !== 'https') return { kind: 'insecure', value }
    if (!ENDED.test(next)) return { kind: 'unknown', value: value + next }
    const contact = contacts?.find(
      (each) => each.kind === 'host' && (host === each.value || host.endsWith(`.${each.value}`)),
    )
    return contact ? { kind: 'official', value, name: contact.name } : { kind: 'state', value }
  }
  if (shorteners.has(host.replace(/^www\./, ''))) return { kind: 'shortened', value }
  return isImitation(host, contacts) ? { kind: 'imitation', value } : { kind: 'unknown', value }
}

/**
 * Names that look like an official one: with signs that look alike, or with a letter more, less or changed.
 */
function isImitation(host: string, contacts: readonly OfficialContact[] | undefined): boolean {
  const shape = toShape(host)
  if (guarded.test(shape) || guarded.test(shape.replace(/[.-]/g, ''))) return true
  const names = (contacts ?? []).flatMap(({ kind, value }) =>
    kind === 'host' ? [value.split('.')[0] ?? ''] : [],
  )
  return shape
    .split('.')
    .some((label) => names.some((name) => name.length > 5 && isNear(label, toShape(name))))
}

/** Signs that look alike as one of them. */
function toShape(host: string): string {
  return host
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replace(/[0134578]/g, (digit) => 'oieastb'['0134578'.indexOf(digit)] ?? digit)
    .replaceAll('l', 'i')
}

/** Whether one change, or two letters that changed places, make one text of the other. */
function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let [start, end] = [0, 0]
  const shorter = Math.min(one.length, other.length)
  while (start < shorter && one[start] === other[start]) start++
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++
  return Math.max(one.length, other.length) - start - end <= 2
}

function findPhones(text: string): { phones: readonly string[]; left: string } {
  const phones: string[] = []
  const left = text.replace(/(?:(?:\+|00)84 ?\(?|\+|00)?\d(?:[ .)-]{0,2}\d){2,13}/g, (each) => {
    const phone = toNationalPhone(each)
    if (phone === undefined || !isPlausible(phone) || phones.length >= MOST_FOUND) return each
    phones.push(phone.replaceAll(' ', ''))
    return ' '
  })
  return { phones, left }
}

/** Not a year or an amount: from outside a message there is `1900`, `18001234`, `113`. */
const isPlausible = (phone: string): boolean =>
  /^0[235789]/.test(phone) || /^1(?:1\d$|[89]\d{2} ?\d[\d ]{3,})/.test(phone)

function judgePhone(phone: string, contacts: readonly OfficialContact[] | undefined): Finding {
  const contact = contacts?.find((each) => each.kind === 'phone' && each.value.replaceAll(' ', '') === phone)
  return contact ? { kind: 'official', value: phone, name: contact.name } : { kind: 'unknown', value: phone }
}

function findWords(
  text: string,
  groups: readonly (readonly string[])[],
  kind: 'mention' | 'demand',
): readonly Finding[] {
  const folded = ` ${foldWords(text).join(' ')} `
  return groups.flatMap((words) => {
    const word = words.find((each) => folded.includes(` ${each} `))
    return word === undefined ? [] : [{ kind, value: quote(text, word) }]
  })
}

/**
 * What every message with a code says for everybody's good: nobody is to be given it. Not simply "not" before
 * a demand, which may be a threat ("if you do not give the code …"), and with no other words in between.
 */
const WARNING =
  / khong (?:duoc )?(?:cung cap|chia se|doc|gui) (?:ma|mat khau)(?: (?:ma|otp|xac (?:nhan|thuc)|mat khau|nay|va|hoac)){0,4} cho (?:bat (?:ky|ki|cu) )?ai(?= )(?! (?:khac )?(?:ngoai|tru) )/g

/** Demands; where all stand in warnings they are only spoken of. */
function findDemands(text: string): readonly Finding[] {
  const folded = ` ${foldWords(text).join(' ')} `
  const left = folded.replace(WARNING, (warning: string, at: number) =>
    / neu(?: \w+){0,4}$/.test(folded.slice(0, at)) ? warning : ' ',
  )
  const isWarning = findWords(left, demands, 'demand').length === 0
  return findWords(text, demands, isWarning ? 'mention' : 'demand')
}

/** Senders that the first line names. */
function findSenders(text: string, contacts: readonly OfficialContact[] | undefined): readonly Finding[] {
  const first = ` ${foldWords(text.trimStart().split('\n')[0] ?? '').join(' ')} `
  return (contacts ?? []).flatMap(({ kind, value, name }) =>
    kind === 'sender' && first.includes(` ${foldWords(value).join(' ')} `)
      ? [{ kind: 'sender', value, name } as const]
      : [],
  )
}

/** The words as they stand in the message, where they can be found again; else folded. */
function quote(text: string, words: string): string {
  const plain = stripMarks(text)
  const at = plain.length === text.length ? plain.indexOf(words) : -1
  return at < 0 ? words : text.slice(at, at + words.length)
}
