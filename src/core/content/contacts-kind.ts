import * as v from 'valibot'
import { toNationalPhone } from '../directory/national-phone.ts'
import { err, ok, type Result } from '../result.ts'
import { contactKinds, OfficialContact, readOfficialContacts } from '../scam/official-contacts.ts'
import type { PackKind, PackRow, RowFault } from './pack-kind.ts'

/** Official numbers, hosts and senders, against which people try what reaches them. */
export const contactsKind: PackKind = {
  identity: 'code',
  fields: [
    { name: 'kind', form: 'choice', choices: contactKinds, maxLength: 20 },
    { name: 'value', maxLength: 100 },
    { name: 'name', maxLength: 120 },
  ],

  // By the value alone, so that going back finds it field by field.
  protectedValues: ({ value = '' }) =>
    value === '' ? [] : [`contact ${(toNationalPhone(value) ?? value.toLowerCase()).replaceAll(' ', '')}`],

  read(text) {
    const file = readOfficialContacts(text)
    if (!file.ok) return err('pack_unreadable')
    const { asOf, contacts } = file.value
    const rows = new Map<string, PackRow>(contacts.map((contact) => [contact.code, { ...contact }]))
    return rows.size === contacts.length ? ok({ asOf, rows }) : err('pack_unreadable')
  },

  write({ asOf, rows }) {
    const contacts: OfficialContact[] = []
    for (const [key, row] of [...rows].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const contact = readContactRow(row)
      if (!contact.ok) return err({ ...contact.error, key })
      contacts.push(contact.value)
    }
    return ok(JSON.stringify({ asOf, contacts }))
  },
}

/** Reads a row as officers edit it. */
export function readContactRow(row: PackRow): Result<OfficialContact, RowFault> {
  const { name = '', value = '', kind } = row
  if (name.trim() === '') return err({ why: 'name_missing', field: 'name' })
  const written =
    kind === 'phone'
      ? (toNationalPhone(value) ?? value)
      : kind === 'host'
        ? value.trim().toLowerCase()
        : value.trim()
  const contact = v.safeParse(OfficialContact, { ...row, name: name.normalize('NFC').trim(), value: written })
  if (contact.success) return ok(contact.output)
  return err({ why: 'value_unknown', field: String(contact.issues[0].path?.[0]?.key ?? 'value') })
}
