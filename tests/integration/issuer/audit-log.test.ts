import { describe, expect, it } from 'vitest'
import type { AuditView } from '../../../src/core/api/back-office-contract.ts'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import { demoNewcomer } from '../../../src/issuer/demo/people/demo-newcomers.ts'
import { whileUncommitted } from '../../support/issuer/interleave.ts'
import { useOfficeDesk } from '../../support/issuer/office-desk.ts'

describe.each(['sqlite', 'postgresql'] as const)('the log of the office on %s', (kind) => {
  const desk = useOfficeDesk(kind)

  it('has every look and every deed, by whom, and nothing personal', async () => {
    await desk.forgetNewcomer()
    const { id, phone } = await desk.fileDeclaration()
    await desk.send(`/api/office/declarations/${id}`, desk.cookies.officer)
    await desk.send(`/api/office/declarations/${id}/pictures/portrait`, desk.cookies.officer)
    await desk.approve(id)
    const { entries } = await desk.read<AuditView>('/api/office/audit', desk.cookies.supervisor)
    const about = entries.filter(({ target }) => target?.startsWith(id))
    expect(about.map(({ action }) => action)).toEqual([
      'declaration-approved',
      'picture-read',
      'declaration-read',
    ])
    expect(about.every(({ officer: name }) => name === 'Trần Thị Cán Bộ Mẫu')).toBe(true)
    expect(entries[0]?.action).toBe('audit-read')
    const rows = JSON.stringify(await desk.database.query.selectFrom('audit_entries').selectAll().execute())
    for (const secret of [phone, demoNewcomer.bhxhCode, demoNewcomer.personalId, 'Võ Thị'])
      expect(rows).not.toContain(secret)
  })

  it('is whole after many have written at the same time, and shows an end that was noted earlier', async () => {
    const audit = desk.audit()
    const noted = await audit.verify()
    if (!noted.ok) throw new Error(`entry ${noted.sequence} is not what was written`)
    await Promise.all(
      Array.from({ length: 30 }, () => desk.send('/api/office/declarations', desk.cookies.officer)),
    )
    const later = await audit.verify(noted.head)
    expect(later.ok && later.head.sequence).toBe(noted.head.sequence + 30)
    const invented = { sequence: noted.head.sequence, hash: '0'.repeat(64) }
    expect(await audit.verify(invented)).toEqual({ ok: false, sequence: noted.head.sequence })
  })

  it.each<[string, (sequence: number) => Promise<unknown>]>([
    [
      'changed',
      (at) =>
        desk.database.query
          .updateTable('audit_entries')
          .set({ action: 'signed-in' })
          .where('sequence', '=', at)
          .execute(),
    ],
    [
      'given to another officer',
      (at) =>
        desk.database.query
          .updateTable('audit_entries')
          .set({ officer_id: 'demo-phutrach-2' })
          .where('sequence', '=', at)
          .execute(),
    ],
    [
      'moved in time',
      (at) =>
        desk.database.query.updateTable('audit_entries').set({ at: 1 }).where('sequence', '=', at).execute(),
    ],
    ['removed', (at) => desk.database.query.deleteFrom('audit_entries').where('sequence', '=', at).execute()],
  ])('shows an entry that was %s', async (_name, tamper) => {
    const audit = desk.audit()
    const target = await desk.database.query
      .selectFrom('audit_entries')
      .selectAll()
      .where('action', '=', 'declaration-approved')
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    await tamper(target.sequence)
    expect(await audit.verify()).toEqual({ ok: false, sequence: target.sequence })
    await desk.database.query.deleteFrom('audit_entries').where('sequence', '=', target.sequence).execute()
    await desk.database.query.insertInto('audit_entries').values(target).execute()
    expect((await audit.verify()).ok).toBe(true)
  })

  it('shows an end that was cut off, also with the head set back, from an end noted earlier', async () => {
    const audit = desk.audit()
    const whole = await audit.verify()
    if (!whole.ok) throw new Error('the log is broken')
    const { sequence } = whole.head
    const last = await desk.database.query
      .selectFrom('audit_entries')
      .selectAll()
      .where('sequence', '>=', sequence - 1)
      .orderBy('sequence')
      .execute()
    await desk.database.query.deleteFrom('audit_entries').where('sequence', '=', sequence).execute()
    expect(await audit.verify()).toEqual({ ok: false, sequence })
    await desk.database.query
      .updateTable('audit_head')
      .set({ sequence: sequence - 1, hash: last[0]?.hash ?? '' })
      .execute()
    expect((await audit.verify()).ok).toBe(true)
    expect(await audit.verify(whole.head)).toEqual({ ok: false, sequence })
    await desk.database.query.insertInto('audit_entries').values(last.slice(1)).execute()
    await desk.database.query.updateTable('audit_head').set(whole.head).execute()
  })

  it('is chained anew under another key, but not when it is broken', async () => {
    const audit = desk.audit()
    const next = new Uint8Array(32).fill(5)
    const moved = await audit.rechain(next)
    expect(moved.ok).toBe(true)
    expect(await createAuditLog(desk.database, next).verify()).toEqual(moved)
    expect((await audit.verify()).ok).toBe(false)
    expect((await audit.rechain(next)).ok).toBe(false)
    const back = await createAuditLog(desk.database, next).rechain(demoSecrets.keyEncryptionKey)
    expect(back.ok && (await audit.verify())).toEqual(back)
  })

  it('is chained anew whole, also where something is written in the same moment', async () => {
    const audit = desk.audit()
    const next = new Uint8Array(32).fill(5)
    const moved = await whileUncommitted(
      desk.database,
      (transaction) => audit.append(transaction, { action: 'signed-out' }, 1),
      () => audit.rechain(next),
    )
    const found = await createAuditLog(desk.database, next).verify()
    const back = await createAuditLog(desk.database, next).rechain(demoSecrets.keyEncryptionKey)
    expect(found).toEqual(moved)
    expect(moved.ok && back.ok).toBe(true)
  })

  it('cannot be continued without the key', async () => {
    const other = createAuditLog(desk.database, new Uint8Array(32).fill(9))
    expect((await other.verify()).ok).toBe(false)
  })
})
