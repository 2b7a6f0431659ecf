import type { PackRow, RowFault } from '../../core/content/pack-kind.ts'
import { type Language, languageNames } from '../../i18n/languages.ts'
import { isOfficeTextKey, tOffice } from '../office-texts.ts'

/** A text of the page by a key that is put together; the name itself where this build has none. */
function wordOf(area: string, name: string): string {
  const key = `${area}.${name}`
  return isOfficeTextKey(key) ? tOffice(key) : name
}

/** What a pack is called, with its language where it has one. */
export function namePack({ name, language }: { name: string; language?: Language | undefined }): string {
  return [wordOf('pack', name), language && languageNames[language]].filter(Boolean).join(' – ')
}

/** An officer's name; for whoever wrote at the command line, what they called themselves there. */
export function nameAuthor(author: string): string {
  const name = author.replace(/^command:/, '')
  return name === author ? author : tOffice('content.command', { name })
}

/** What a field of a row is called. */
export const nameColumn = (field: string): string => wordOf('column', field)

/** Why a row was not taken. */
export const nameFault = (why: string): string => wordOf('rowError', why)

/** Why a row was not taken, and in which line of the field that was. */
export function describeFault({ why, line }: Pick<RowFault, 'why' | 'line'>): string {
  return line === undefined ? nameFault(why) : tOffice('content.inLine', { line, why: nameFault(why) })
}

/** A value as officers read it: closed words in Vietnamese, dates as written. */
export function describeField(field: string, value: string | undefined): string {
  if (!value) return tOffice('file.nothing')
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)
  if (date) return `${date[3]}/${date[2]}/${date[1]}`
  return wordOf(`value.${field}`, value)
}

/** A row by its name and key. */
export function titleRow(key: string, row: PackRow): string {
  return [row['name'] ?? row['title'], key].filter(Boolean).join(' · ')
}

/** What a protected value is: `phone 02438…` as the number. */
export function describeProtected(value: string): string {
  const [field = '', ...rest] = value.split(' ')
  return `${nameColumn(field)} ${rest.join(' ')}`
}
