import * as v from 'valibot'
import { isOfficialHost } from '../article/article-link.ts'
import { isNationalPhone } from '../directory/national-phone.ts'
import { err, ok, type Result } from '../result.ts'

/** Without control characters and marks of direction, which could make one name look like another. */
const line = (length: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(length), v.regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}]*$/u))

export const contactKinds = ['phone', 'host', 'sender'] as const

/**
 * A phone number, host (with all under it) or sender of text messages that is the agency's, or of somebody
 * whom it works with: numbers in the national form, hosts in small letters.
 */
export const OfficialContact = v.pipe(
  v.object({
    code: v.pipe(v.string(), v.regex(/^[0-9A-Z-]{2,12}$/)),
    kind: v.picklist(contactKinds),
    value: line(100),
    name: line(120),
  }),
  v.check(({ kind, value }) =>
    kind === 'phone'
      ? isNationalPhone(value)
      : kind === 'host'
        ? isOfficialHost(value)
        : !value.includes('/'),
  ),
)

const ContactFile = v.object({
  asOf: v.pipe(v.string(), v.isoDate()),
  contacts: v.pipe(v.array(OfficialContact), v.maxLength(500)),
})

export type OfficialContact = v.InferOutput<typeof OfficialContact>
export type OfficialContacts = v.InferOutput<typeof ContactFile>

/** Reads public/contacts.json, or a later one of its form. */
export function readOfficialContacts(text: string): Result<OfficialContacts, 'not_contacts'> {
  try {
    const parsed = v.safeParse(ContactFile, JSON.parse(text))
    return parsed.success ? ok(parsed.output) : err('not_contacts')
  } catch {
    return err('not_contacts')
  }
}
