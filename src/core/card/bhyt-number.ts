import { cleanTyped } from '../qr/safe-text.ts'
import { err, ok, type Result } from '../result.ts'
import type { BenefitLevel } from './benefit-level.ts'

/**
 * The number of a health-insurance card in one of its three forms; `text` is compact and upper case.
 * - `card-15`: participant group, benefit level, province of issue, then the 10-digit BHXH code. Before
 *   August 2017 the
 *   tail could hold letters; such a number carries no BHXH code.
 * - `bhxh-10`: the BHXH code alone, as cards print it since April 2021.
 * - `personal-12`: the personal identification number, which replaces the BHXH code since August 2025.
 */
export type BhytNumber =
  | {
      form: 'card-15'
      text: string
      participantGroup: string
      benefitLevel: BenefitLevel
      province: string
      bhxhCode?: string
    }
  | { form: 'bhxh-10'; text: string }
  | { form: 'personal-12'; text: string }

/**
 * What is wrong with a number; `letter_o` is the letter O where a digit belongs, `digit_zero` the reverse.
 */
export type BhytNumberError =
  | 'empty'
  | 'foreign_character'
  | 'wrong_length'
  | 'letter_o'
  | 'digit_zero'
  | 'not_digits'
  | 'wrong_group'
  | 'wrong_benefit_level'
  | 'wrong_province'

/**
 * Reads a card number as people type it: blanks, dots and dashes between the groups, lower case and invisible
 * marks are accepted. Digits must be ASCII (full-width and Arabic-Indic digits are `foreign_character`), and
 * O and 0 are never guessed. The participant group may be any two letters: new groups appear every year.
 */
export function parseBhytNumber(text: string): Result<BhytNumber, BhytNumberError> {
  if (text.length > 64) return err('wrong_length')
  const compact = cleanTyped(text)
    .replace(/[\s.\u2010-\u2015-]/g, '')
    .toUpperCase()
  if (compact === '') return err('empty')
  if (!/^[0-9A-Z]+$/.test(compact)) return err('foreign_character')
  switch (compact.length) {
    case 10:
      return parseDigits('bhxh-10', compact)
    case 12:
      return parseDigits('personal-12', compact)
    case 15:
      return parseCardNumber(compact)
    default:
      return err('wrong_length')
  }
}

function parseDigits(form: 'bhxh-10' | 'personal-12', text: string): Result<BhytNumber, BhytNumberError> {
  if (text.includes('O')) return err('letter_o')
  return /^\d+$/.test(text) ? ok({ form, text }) : err('not_digits')
}

function parseCardNumber(text: string): Result<BhytNumber, BhytNumberError> {
  const [participantGroup, level, province, tail] = [
    text.slice(0, 2),
    text.charAt(2),
    text.slice(3, 5),
    text.slice(5),
  ]
  if (participantGroup.includes('0')) return err('digit_zero')
  if (!/^[A-Z]{2}$/.test(participantGroup)) return err('wrong_group')
  if (text.slice(2).includes('O')) return err('letter_o')
  if (!/^[1-5]$/.test(level)) return err('wrong_benefit_level')
  if (!/^\d{2}$/.test(province)) return err('wrong_province')
  const benefitLevel = Number(level) as BenefitLevel
  const number = { form: 'card-15', text, participantGroup, benefitLevel, province } as const
  return ok(/^\d{10}$/.test(tail) ? { ...number, bhxhCode: tail } : number)
}

/**
 * The number in groups, for the eye and for reading aloud: `DN 4 01 0199 990 001`, `0199 990 001`, `001 085
 * 990 001`.
 */
export function formatBhytNumber(number: BhytNumber): string {
  const { form, text } = number
  if (form === 'personal-12') return text.replace(/(...)(?=.)/g, '$1 ')
  const code = text.slice(-10).replace(/^(....)(...)/, '$1 $2 ')
  return form === 'bhxh-10' ? code : `${text.slice(0, 2)} ${text.charAt(2)} ${text.slice(3, 5)} ${code}`
}
