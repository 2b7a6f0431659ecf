import { randomBytes } from 'node:crypto'
import { type PictureKind, pictureKinds } from '../../core/api/registration-contract.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import { generateAuthenticatorCode, sealAuthenticatorSecret } from '../back-office/authenticators.ts'
import type { Database } from '../db/open-database.ts'
import type { DeclarationRow, PersonRow } from '../db/schema.ts'
import type { PictureStore } from '../pictures/picture-store.ts'
import { generateFileNumber } from '../registration/generate-file-number.ts'
import { createPhoneProofs } from '../registration/phone-proofs.ts'
import { DANGEROUS_demoAuthenticatorSecret, DANGEROUS_demoKeyEncryptionKey } from './dangerous-demo-keys.ts'
import { newcomers } from './people/demo-newcomers.ts'
import { renderPicture } from './render-pictures.ts'

const OFFICE = '00191'

/** Who decides in the demo, at `/office`. */
export const demoOfficers = [
  {
    login: 'canbo',
    fullName: 'Trần Thị Cán Bộ Mẫu',
    role: 'officer',
    duty: 'files',
    describes: 'cán bộ / an officer',
  },
  {
    login: 'phutrach',
    fullName: 'Lê Văn Phụ Trách Mẫu',
    role: 'supervisor',
    duty: 'files',
    describes: 'phụ trách / a supervisor',
  },
  {
    login: 'bientap',
    fullName: 'Phạm Thị Biên Tập Mẫu',
    role: 'officer',
    duty: 'content',
    describes: 'nội dung / content',
  },
  {
    login: 'phathanh',
    fullName: 'Vũ Văn Phát Hành Mẫu',
    role: 'officer',
    duty: 'content',
    describes: 'nội dung / content',
  },
  {
    login: 'ketoan',
    fullName: 'Đỗ Thị Kế Toán Mẫu',
    role: 'officer',
    duty: 'money',
    describes: 'thu tiền / money',
  },
  {
    login: 'kiemsoat',
    fullName: 'Ngô Văn Kiểm Soát Mẫu',
    role: 'officer',
    duty: 'money',
    describes: 'thu tiền / money',
  },
] as const

/** The password of each. */
export const DEMO_OFFICER_PASSWORD = 'quay-xanh-so-1'

/** The code that the authenticator of a demo officer shows at a moment. */
export function generateDemoOfficerCode(login: string, now: number): string {
  return generateAuthenticatorCode(DANGEROUS_demoAuthenticatorSecret(login), now)
}

/**
 * Brings the officers that are missing, and with the first of them two declarations that wait, once: one that
 * is right, and one that differs from the registry.
 */
export async function prepareDemoOffice(parts: {
  database: Database
  hasher: PasswordHasher
  pictures: PictureStore
  now: number
}): Promise<void> {
  const { database, hasher, pictures, now } = parts
  const hadOfficers = await insertOfficers(database, hasher, now)
  await insertAuthenticators(database, now)
  if (hadOfficers) return

  const samples = await Promise.all(
    pictureKinds.map(async (kind) => ({ kind, content: await renderPicture(kind) })),
  )
  const names = newcomers.slice(1).map(({ fullName }) => fullName)
  const people = await database.query
    .selectFrom('people')
    .selectAll()
    .where('full_name', 'in', names)
    .where('id', '<', 1000)
    .orderBy('id')
    .execute()
  for (const [index, person] of people.entries()) {
    const wrong = index === 1 ? { date_of_birth: '1952-08-20', sex: 'male' as const } : {}
    const filedAt = now - (people.length - index) * 3600
    await insertDeclaration(
      database,
      pictures,
      { ...toDeclaration(person, index, filedAt), ...wrong },
      samples,
    )
  }
}

/** Those who are missing: a demo of an earlier version had fewer. Whether there were any before. */
async function insertOfficers(database: Database, hasher: PasswordHasher, now: number): Promise<boolean> {
  const rows = await database.query.selectFrom('officers').select('login').execute()
  const present = new Set(rows.map(({ login }) => login))
  const missing = demoOfficers.filter(({ login }) => !present.has(login))
  if (missing.length === 0) return true
  const passwordHash = await hasher.hash(DEMO_OFFICER_PASSWORD)
  await database.query
    .insertInto('officers')
    .values(
      missing.map(({ login, fullName, role, duty }) => ({
        id: `demo-${login}`,
        login,
        full_name: fullName,
        role,
        duty,
        office_code: OFFICE,
        password_hash: passwordHash,
        temporary_until: null,
        created_at: now,
        ended_at: null,
      })),
    )
    .execute()
  return present.size > 0
}

/** Of the demo's officers who have none yet: those of an earlier version, too. */
async function insertAuthenticators(database: Database, now: number): Promise<void> {
  const ids = demoOfficers.map(({ login }) => `demo-${login}`)
  const present = await database.query
    .selectFrom('officers')
    .select(['id', 'login'])
    .where('id', 'in', ids)
    .execute()
  for (const { id, login } of present)
    await database.query
      .insertInto('officer_authenticators')
      .values({
        officer_id: id,
        sealed_secret: sealAuthenticatorSecret(
          DANGEROUS_demoAuthenticatorSecret(login),
          id,
          DANGEROUS_demoKeyEncryptionKey,
        ),
        confirmed_at: now,
        used_step: 0,
      })
      .onConflict((conflict) => conflict.column('officer_id').doNothing())
      .execute()
}

function toDeclaration(person: PersonRow, index: number, filedAt: number): DeclarationRow {
  // The right one has the registry's phone number as well.
  const phone = index === 0 && person.phone ? person.phone : `000001000${index}`
  return {
    id: randomBytes(16).toString('base64url'),
    file_number: generateFileNumber('DK', filedAt),
    subject: createPhoneProofs(DANGEROUS_demoKeyEncryptionKey).subjectOf({ phone, number: person.bhxh_code }),
    idempotency_key: `demo-declaration-${index}`,
    body_hash: new Uint8Array(32),
    state: 'waiting',
    number: person.bhxh_code,
    full_name: person.full_name,
    date_of_birth: person.date_of_birth,
    sex: person.sex,
    nationality: 'Việt Nam',
    ethnicity: 'Kinh',
    identity_kind: 'cccd',
    identity_number: person.personal_id ?? '',
    identity_issued_on: '2021-06-15',
    address: `Số ${index + 7} phố Mẫu`,
    ward_code: '00070',
    province_code: '01',
    phone,
    email: null,
    language: null,
    office_code: OFFICE,
    filed_at: filedAt,
    seen_on: null,
    seen_document: null,
    seen_by: null,
    decided_at: null,
    decided_by: null,
    refusal_reason: null,
    refusal_note: null,
  }
}

async function insertDeclaration(
  database: Database,
  pictures: PictureStore,
  declaration: DeclarationRow,
  samples: readonly { kind: PictureKind; content: Bytes }[],
): Promise<void> {
  const { id, subject, filed_at: filedAt } = declaration
  await database.query.insertInto('declarations').values(declaration).execute()
  for (const { kind, content } of samples) {
    const hash = await pictures.save({ subject, kind, content }, filedAt)
    await database.query
      .updateTable('pictures')
      .set({ declaration_id: id })
      .where('hash', '=', hash)
      .execute()
  }
}
