import type { Kysely } from 'kysely'
import type { ServiceListView, ServiceQueue } from '../../core/api/service-desk-contract.ts'
import { countWorkingDays } from '../../core/dates/working-days.ts'
import type { AuditedOfficer } from '../audit/audit-log.ts'
import type { ServiceRequestRow, Tables } from '../db/schema.ts'

/** Files to a page. */
export const QUEUE_PAGE = 50

/** Whether a file is of the officer's office, or of none. */
export function isOfOffice(
  { officeCode }: AuditedOfficer,
  { office_code: code }: ServiceRequestRow,
): boolean {
  return code === officeCode || code === ''
}

export function findRequest(query: Kysely<Tables>, id: string): Promise<ServiceRequestRow | undefined> {
  return query.selectFrom('service_requests').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Where a page begins: behind this file. `order`: deadline of an open one, moment of the others. */
export type QueuePlace = { readonly order: string; readonly id: string }

const OPEN_PLACE = /^(\d{4}-\d\d-\d\d)\.([A-Za-z0-9_-]{1,64})$/
const OTHER_PLACE = /^(\d{1,12})\.([A-Za-z0-9_-]{1,64})$/

export const writeQueuePlace = ({ order, id }: QueuePlace): string => `${order}.${id}`

export function readQueuePlace(text: string, queue: ServiceQueue): QueuePlace | undefined {
  const form = queue === 'open' ? OPEN_PLACE : OTHER_PLACE
  const [, order, id] = form.exec(text) ?? []
  return order === undefined || id === undefined ? undefined : { order, id }
}

const queueStates = {
  open: ['waiting'],
  returned: ['returned'],
  'awaiting-payment': ['awaiting-payment'],
  decided: ['approved', 'refused', 'withdrawn'],
} as const

/** The open files of an office, the most urgent first: as the index has them. */
export function selectOpen(query: Kysely<Tables>, { officeCode }: AuditedOfficer) {
  return query
    .selectFrom('service_requests')
    .select('id')
    .where('office_code', 'in', [officeCode, ''])
    .where('state', '=', 'waiting')
    .orderBy('deadline')
    .orderBy('id')
    .limit(1)
}

/** One row more than fits on a page. */
export async function selectQueue(
  query: Kysely<Tables>,
  { officeCode }: AuditedOfficer,
  { queue, after }: { queue: ServiceQueue; after: QueuePlace | undefined },
) {
  const isOpen = queue === 'open'
  const key = isOpen ? ('deadline' as const) : ('changed_at' as const)
  const order = isOpen ? 'asc' : 'desc'
  const rows = await query
    .selectFrom('service_requests')
    .innerJoin('people', 'people.id', 'service_requests.person_id')
    .leftJoin('officers', 'officers.id', 'service_requests.claimed_by')
    .select([
      'service_requests.id',
      'number',
      'title',
      'state',
      'filed_at',
      'changed_at',
      'deadline',
      'claimed_by',
      'people.full_name',
      'officers.full_name as claimer',
    ])
    .where('service_requests.office_code', 'in', [officeCode, ''])
    .where('state', 'in', queueStates[queue])
    .$if(after !== undefined && isOpen, (page) =>
      page.where((where) =>
        where(
          where.refTuple('service_requests.deadline', 'service_requests.id'),
          '>',
          where.tuple(after?.order ?? '', after?.id ?? ''),
        ),
      ),
    )
    .$if(after !== undefined && !isOpen, (page) =>
      page.where((where) =>
        where(
          where.refTuple('service_requests.changed_at', 'service_requests.id'),
          '<',
          where.tuple(Number(after?.order ?? 0), after?.id ?? ''),
        ),
      ),
    )
    .orderBy(`service_requests.${key}`, order)
    .orderBy('service_requests.id', order)
    .limit(QUEUE_PAGE + 1)
    .execute()
  return rows.map((row) => ({ ...row, order_key: String(row[key]) }))
}

/** Whose file it is, and which officers have had it. */
export async function selectNames(query: Kysely<Tables>, row: ServiceRequestRow) {
  const ids = [row.claimed_by, row.decided_by].flatMap((id) => id ?? [])
  const officers = ids.length
    ? await query.selectFrom('officers').select(['id', 'full_name']).where('id', 'in', ids).execute()
    : []
  const person = await query
    .selectFrom('people')
    .select('full_name')
    .where('id', '=', row.person_id)
    .executeTakeFirstOrThrow()
  const nameOf = (id: string | null) => officers.find((officer) => officer.id === id)?.full_name ?? null
  return { full_name: person.full_name, claimer: nameOf(row.claimed_by), decider: nameOf(row.decided_by) }
}

/** Who asks, and about whom. */
export async function readPeople(query: Kysely<Tables>, row: ServiceRequestRow) {
  const rows = await query
    .selectFrom('people')
    .select(['id', 'full_name', 'bhxh_code', 'date_of_birth', 'phone'])
    .where('id', 'in', [row.person_id, row.subject_id])
    .execute()
  const find = (id: number) => rows.find((each) => Number(each.id) === Number(id))
  const [asker, subject] = [find(row.person_id), find(row.subject_id)]
  if (!asker || !subject) throw new TypeError('a request of nobody')
  return { asker, subject }
}

type Summary = Pick<
  ServiceRequestRow,
  'id' | 'number' | 'title' | 'state' | 'filed_at' | 'deadline' | 'claimed_by'
> & { readonly full_name: string; readonly claimer: string | null }

/** A file as a list has it. */
export function toSummary(
  row: Summary,
  officer: AuditedOfficer,
  today: string,
): ServiceListView['files'][number] {
  const isClaimed = row.state === 'waiting' && row.claimed_by !== null
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    fullName: row.full_name,
    state: isClaimed ? 'in-review' : row.state,
    filedAt: row.filed_at,
    deadline: row.deadline,
    daysLeft: countWorkingDays(today, row.deadline),
    ...(isClaimed && {
      claim: { officer: row.claimer ?? '', own: row.claimed_by === officer.id },
    }),
  }
}
