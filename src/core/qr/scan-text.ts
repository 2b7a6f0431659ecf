import { readBhytCard } from '../qr/bhyt-reading.ts'
import { readIdentityCard } from '../qr/identity-card.ts'
import { trimText } from '../qr/safe-text.ts'

/** Wrappers inside one another; more are no scanner's. */
const MAX_WRAPPERS = 4

/**
 * Symbology identifier (ISO/IEC 15424) or ECI escape (AIM) that a scanner was told to send in front of the
 * text.
 */
const SCANNER_PREFIX = /^(?:\][A-Za-z][0-9A-Za-z]|\\000\d{3})/

const QUOTED = /^(?:"(?<a>.*)"|'(?<b>.*)'|“(?<c>.*)”|‘(?<d>.*)’|«(?<e>.*)»|`(?<f>.*)`)$/su

/**
 * The text of a code without what scanners, clipboards and mail programs put around or into it: blanks and
 * invisible marks, a scanner's prefix, quotation marks, line ends within a part, `¦` (British keyboards) or
 * `｜` (East Asian input) for `|`.
 */
export function unwrapScan(text: string): string {
  let inner = trimText(text)
  for (let wrappers = 0; wrappers < MAX_WRAPPERS; wrappers++) {
    const quoted = Object.values(QUOTED.exec(inner)?.groups ?? {}).find((each) => each !== undefined)
    const next = trimText((quoted ?? inner).replace(SCANNER_PREFIX, ''))
    if (next === inner) break
    inner = next
  }
  if (/^BHYT[:-]/.test(inner)) return inner.replace(/\s+/g, '')
  const separated = inner.includes('|') ? inner : inner.replace(/[¦｜]/g, '|')
  return separated.includes('|') ? separated.split('|').map(unwrapPart).join('|') : separated
}

/** Blanks of any kind as one plain blank; none inside hex, which a mail program broke. */
function unwrapPart(part: string): string {
  if (!/[\t\r\n\p{Z}]/u.test(part)) return part
  const plain = part.replace(/[\t\r\n\p{Z}]+/gu, ' ')
  const joined = plain.replaceAll(' ', '')
  return /^[0-9A-Fa-f]{8,}$/.test(joined) && /[A-Fa-f]/.test(joined) ? joined : plain
}

/**
 * Parts that another text must be away from the beginning of the one before: a number, a name, a date and a
 * sex.
 */
const FEWEST_PARTS = 4
const MOST_PARTS = 17

/**
 * The identity and insurance texts that stand one after the other in a text, as when a scanner read twice
 * before anybody looked: the first alone when the others repeat it, each without what follows its end mark.
 * One text gives itself. Work is linear in the length.
 */
export function separateTexts(text: string): string[] {
  const parts = text.split('|')
  const texts: string[] = []
  let current: string[] = []
  const close = () => {
    texts.push(withoutRest(current).join('|'))
    current = []
  }
  for (const [at, part] of parts.entries()) {
    const length = current.length >= FEWEST_PARTS - 1 ? startLength(part, parts, at) : 0
    if (length === 0) {
      current.push(part)
      continue
    }
    current.push(part.slice(0, -length).trimEnd())
    close()
    current.push(part.slice(-length))
  }
  close()
  return isOneText(texts) ? [texts[0] ?? ''] : texts
}

/** Whether all are the first one again, or its beginning. */
function isOneText([first = '', ...others]: readonly string[]): boolean {
  return others.every((each) => first.startsWith(each.replace(/[|$#\s]+$/, '')))
}

/**
 * How many characters at the end of a part are the number with which another whole card begins; 0 if none
 * does.
 */
function startLength(part: string, parts: readonly string[], at: number): number {
  const digits = /(?:[A-Za-z]{2}\d{5}[0-9A-Za-z]{8}|\d{9,})$/.exec(part)?.[0]
  if (!digits) return 0
  const following = parts.slice(at + 1, at + MOST_PARTS)
  // a name and a date stand near: hardly anything else needs a closer look
  if (!following.slice(1, 3).some((each) => /^\s*[\d/.-]{4,10}\s*$/.test(each))) return 0
  const isStart = (length: number) => {
    const number = part.slice(-length)
    return number.length === length && isWholeCard([number, ...following].join('|'))
  }
  return [15, 12, 10, 9].find(isStart) ?? 0
}

function isWholeCard(text: string): boolean {
  if (readIdentityCard(text).ok) return true
  const bhyt = readBhytCard(text)
  return bhyt.ok && bhyt.value.fields.fullName !== undefined && bhyt.value.fields.dateOfBirth !== undefined
}

/** Without the parts after an end mark that has more behind it: the beginning of a text that was cut off. */
function withoutRest(parts: readonly string[]): readonly string[] {
  const end = parts.findIndex((part, at) => at >= FEWEST_PARTS && /^\s*[$#]/.test(part))
  return end < 0 ? parts : [...parts.slice(0, end), (parts[end] ?? '').trim().charAt(0)]
}
