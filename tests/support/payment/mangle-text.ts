import { findPaymentReferences, formatPaymentReference } from '../../../src/core/payment/payment-reference.ts'

/** What banks, apps and people make of the text of a transfer, the reference left whole. */

type Random = () => number

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

const before = [
  '',
  'MBVCB.7781230045.',
  'IBFT ',
  'NGUYEN THI MAU chuyen tien ',
  'CT DEN:0123456789 ',
  'Đóng bảo hiểm y tế ',
  'BHYT BHYT ',
  'ND: ',
  'QR - ',
  'Tra ho me, ',
] as const
const behind = [
  '',
  '.CT tu 0011223344 NGUYEN VAN MAU toi 9990001',
  ' FT26334012345',
  '-291126-15:40:31 778123',
  ' GD 778123-112926',
  ' cảm ơn',
  ' BHYT ho gia dinh',
  '; ma GD 1',
] as const

/** Signs and blanks between the letters, at so many places. */
function spread(random: Random, reference: string): string {
  const signs = [' ', '.', '-', '  ', '_', '/']
  let spreads = Math.floor(random() * 4)
  return [...reference]
    .map((letter, at) => {
      if (at === 0 || spreads === 0 || random() > 0.3) return letter
      spreads--
      return pick(random, signs) + letter
    })
    .join('')
}

/** In capitals, in small letters, or as it comes. */
function recase(random: Random, reference: string): string {
  const how = random()
  if (how < 0.4) return reference
  if (how < 0.7) return reference.toLowerCase()
  return [...reference].map((letter) => (random() < 0.5 ? letter.toLowerCase() : letter)).join('')
}

/** Full-width, as some keyboards type. */
const widen = (text: string) =>
  text.replace(/[0-9A-Za-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))

function mangleText(random: Random, reference: string): string {
  const changed = spread(random, recase(random, reference))
  return `${pick(random, before)}${random() < 0.05 ? widen(changed) : changed}${pick(random, behind)}`
}

/** The same with a letter of the reference changed, left out or swapped: nobody can say whose it is. */
function damageText(random: Random, reference: string): string {
  const at = 4 + Math.floor(random() * 9)
  const letter = pick(
    random,
    [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((each) => each !== reference[at]),
  )
  const how = random()
  const damaged =
    how < 0.4
      ? reference.slice(0, at) + letter + reference.slice(at + 1)
      : how < 0.7
        ? reference.slice(0, at) + reference.slice(at + 1)
        : reference.slice(0, -1 - Math.floor(random() * 4))
  return mangleText(random, damaged)
}

/**
 * Looks for the references of so many payments in so many mangled texts, and in as many damaged ones, as the
 * issuer does: what is no reference of a payment counts for nothing.
 */
export function countFound(random: Random, payments: number) {
  const references = Array.from({ length: payments }, () =>
    formatPaymentReference(Uint8Array.from({ length: 8 }, () => Math.floor(random() * 256))),
  )
  const known = new Set(references)
  const find = (text: string) => findPaymentReferences(text).filter((each) => known.has(each))
  const outcome = { found: 0, wrong: 0, wrongOfDamaged: 0 }
  for (const reference of references) {
    const found = find(mangleText(random, reference))
    if (found.length === 1 && found[0] === reference) outcome.found++
    if (found.some((each) => each !== reference)) outcome.wrong++
    // What was cut off may be there again by chance: the reference itself is never wrong.
    if (find(damageText(random, reference)).some((each) => each !== reference)) outcome.wrongOfDamaged++
  }
  return outcome
}
