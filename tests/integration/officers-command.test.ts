import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/issuer/db/open-database.ts'
import { type CommandOutcome, runCommand, spawnCommand } from '../support/run-command.ts'

describe('the command for officers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-officers-'))
  const file = join(folder, 'issuer.sqlite')
  const [key, nextKey] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const settings = {
    MODE: 'production',
    ORIGIN: 'https://vi.example',
    ROOT_KEYS: '[]',
    TRUSTED_PROXIES: '0',
    DATABASE_FILE: file,
    KEY_ENCRYPTION_KEY: key,
  }

  const run = (words: readonly string[], environment: Record<string, string> = {}, command = 'officers') =>
    runCommand(command, words, { environment: { ...settings, ...environment } })
  /** As an operator does: what costs a process is asked of each command once. */
  const spawn = (command: string, words: readonly string[], environment: Record<string, string> = {}) =>
    spawnCommand(command, words, { environment: { ...settings, ...environment } })
  const person = (login: string, office = '001', ...words: string[]) => [
    'add',
    login,
    '--name',
    'Trần Thị An',
    '--office',
    office,
    ...words,
  ]

  /** What is asked as a process further down. */
  const asked = new Set(['officers', 'keys'])

  let first: CommandOutcome
  beforeAll(() => {
    first = spawn('officers', person('an.tran'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('makes an account and prints its first password, once', async () => {
    expect(first.status).toBe(0)
    expect(first.out).toMatch(/^an\.tran {2}[a-z2-9]{4}(-[a-z2-9]{4}){2} /)
    const again = await run(person('an.tran'))
    expect([again.status, again.out]).toEqual([1, ''])
    expect(again.trouble).toContain('already')
    const reset = await run(['reset', 'an.tran'])
    expect(reset.out).toMatch(/^an\.tran {2}/)
    expect(reset.out).not.toBe(first.out)
    expect((await run(['reset', 'an.tran', '--authenticator'])).status).toBe(0)
  })

  it.each([
    ['an invented office, in production', ['add', 'x.y', '--name', 'Trần Thị An', '--office', '00191']],
    ['a login with other characters', ['add', "x'; drop", '--name', 'Trần Thị An', '--office', '001']],
    ['no name', ['add', 'x.y', '--office', '001']],
    ['another role', ['add', 'x.y', '--name', 'Trần Thị An', '--office', '001', '--role', 'admin']],
    ['nobody', ['reset', 'nobody']],
    ['nothing', []],
  ])('refuses %s', async (_name, words) => {
    const { status, out, trouble } = await run(words)
    expect([status, out]).toEqual([1, ''])
    expect(trouble).not.toBe('')
  })

  it.each([
    ['officers', ['add', 'x.y', '--name', 'Trần Thị An', '--office', '00191']],
    ['officers', ['list']],
    ['keys', ['list']],
    ['keys', ['add', '--role', 'card']],
    ['trust-list', ['draft', '--issuer', 'X']],
    ['trust-list', ['publish', 'public/trust-list.cose']],
    ['seed', ['--people', '1']],
  ])('a demo leaves the database of a production alone: %s %j', async (command, words) => {
    const database = openDatabase({ file })
    const read = async () => [
      await database.query.selectFrom('offices').select('code').execute(),
      await database.query.selectFrom('signer_keys').select('key_id').execute(),
      await database.query.selectFrom('audit_head').selectAll().execute(),
    ]
    const before = await read()
    const demo = { ORIGIN: '', ROOT_KEYS: '' }
    const asDemo = { ...demo, MODE: 'demo' }
    const refused = asked.has(command) ? await run(words, asDemo, command) : spawn(command, words, asDemo)
    expect([refused.status, refused.out]).toEqual([1, ''])
    expect(refused.trouble).toContain('one of production, not of demo')
    const unsaid = await run(words, { ...demo, MODE: '' }, command)
    expect([unsaid.status, unsaid.trouble.includes('MODE is missing')]).toEqual([1, true])
    expect(await read()).toEqual(before)
    await database.close()
  })

  it('brings the tables up to date for whoever asks, and roles only where there are some', async () => {
    const again = spawn('migrate', [])
    expect([again.status, again.out]).toEqual([0, 'Up to date'])
    const fresh = await run([], { DATABASE_FILE: join(folder, 'fresh.sqlite') }, 'migrate')
    expect(fresh.out).toMatch(/^0001-registry\n[\s\S]*officer-authenticators/)
    const role = await run(['--service-role', 'vi_service'], {}, 'migrate')
    expect([role.status, role.trouble]).toEqual([1, '--service-role: the embedded database has no roles'])
  })

  it.each([
    ['officers', ['reset', 'an.tran']],
    ['accounts', ['end-device', '0012345678']],
    ['content', ['draft', 'facilities', 'package.json', '--by', 'ann.a']],
    ['keys', ['add', '--role', 'card']],
  ])('writes nothing under another key than the log has: %s', async (command, words) => {
    const { status, out, trouble } = await run(words, { KEY_ENCRYPTION_KEY: nextKey }, command)
    expect([status, out]).toEqual([1, ''])
    expect(trouble).toBe('KEY_ENCRYPTION_KEY is not the one that the officers’ log was written under')
    expect((await run(['audit'])).status).toBe(0)
    expect((await run(['list'], {}, 'keys')).out).toBe('')
  })

  it('writes nothing under another key than the signer keys have, where there is no log yet', async () => {
    const own = { DATABASE_FILE: join(folder, 'no-log.sqlite') }
    expect((await run(['add', '--role', 'card'], own, 'keys')).status).toBe(0)
    const keys = (await run(['list'], own, 'keys')).out
    const another = { ...own, KEY_ENCRYPTION_KEY: nextKey, NEW_KEY_ENCRYPTION_KEY: key }
    const calls: [string, string[]][] = [
      ['keys', ['add', '--role', 'card']],
      ['keys', ['reseal']],
      ['officers', ['add', 'an.tran', '--name', 'Trần Thị An', '--office', '001']],
    ]
    for (const [command, words] of calls)
      expect(await run(words, another, command)).toEqual({
        status: 1,
        out: '',
        trouble: 'KEY_ENCRYPTION_KEY is not the one that the signer keys are sealed under',
      })
    expect((await run(['list'], own, 'keys')).out).toBe(keys)
  })

  it('lists officers and ends their accounts', async () => {
    await run(person('phu.trach', '079', '--role', 'supervisor'))
    expect((await run(['end', 'phu.trach'])).status).toBe(0)
    const lines = (await run(['list'])).out.split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^phu\.trach +079 +supervisor +files +Trần Thị An {2}ended$/)
  })

  it('ends a lost device for the hotline, tells the person, and says so in the log', async () => {
    const database = openDatabase({ file })
    const { query } = database
    const person = {
      id: 1,
      public_id: 'p1',
      full_name: 'X',
      date_of_birth: '1980-01-01',
      sex: 'female',
      bhxh_code: '0012345678',
      personal_id: null,
      household_id: 1,
      phone: null,
      specimen: 0,
    } as const
    await query.insertInto('people').values(person).execute()
    await query
      .insertInto('accounts')
      .values({
        person_id: 1,
        password_hash: 'x',
        created_at: 0,
        phone: '0912345678',
        email: null,
        declared_email: null,
        address: null,
        ward_code: null,
        temporary_until: null,
        password_changed_at: null,
        closed_at: null,
        access_version: 0,
        office_code: null,
      })
      .execute()
    const device = { id: 'd', person_id: 1, created_at: 0, used_at: 0, name: 'Chrome', ended_at: null }
    await query
      .insertInto('devices')
      .values({ ...device, secret_hash: null, end_code: null, removed_at: null })
      .execute()
    const end = (number: string) => run(['end-device', number], {}, 'accounts')
    expect(await end('0099999999')).toMatchObject({ status: 1, trouble: 'There is no such account' })
    expect(spawn('accounts', ['end-device', '0012345678']).out).toBe('Ended; the person is told')
    expect((await end('0012345678')).out).toBe('There is no active device')
    const { end_code: code } = await query.selectFrom('devices').select('end_code').executeTakeFirstOrThrow()
    const told = await query.selectFrom('outgoing_messages').select('recipient').execute()
    const entries = await query
      .selectFrom('audit_entries')
      .select('target')
      .where('action', '=', 'device-ended')
      .execute()
    await database.close()
    expect([code, told, entries]).toEqual(['removed', [{ recipient: '0912345678' }], [{ target: 'p1' }]])
    expect((await run(['audit'])).status).toBe(0)
  })

  it('seals nothing under another key where no picture is in the place that is named', async () => {
    const own = { DATABASE_FILE: join(folder, 'pictures.sqlite') }
    expect((await run(['add', '--role', 'card'], own, 'keys')).status).toBe(0)
    const database = openDatabase({ file: own.DATABASE_FILE })
    const picture = { subject: 'x', kind: 'front', created_at: 1, declaration_id: null } as const
    await database.query
      .insertInto('pictures')
      .values({ ...picture, hash: 'ab'.repeat(32) })
      .execute()
    await database.close()
    const reseal = (...words: string[]) =>
      run(['reseal', ...words], { ...own, NEW_KEY_ENCRYPTION_KEY: nextKey }, 'keys')
    expect(await reseal()).toMatchObject({ status: 1, out: '' })
    expect((await run(['audit'], own)).status).toBe(0)
    expect((await reseal('--without-pictures')).status).toBe(0)
    expect((await run(['audit'], { ...own, KEY_ENCRYPTION_KEY: nextKey })).status).toBe(0)
  })

  it('takes the key out of a file or from a command', async () => {
    const file = join(folder, 'key')
    writeFileSync(file, `${key}\n`)
    expect((await run(['audit'], { KEY_ENCRYPTION_KEY: '', KEY_ENCRYPTION_KEY_FILE: file })).status).toBe(0)
    const command = `cat ${file}`
    expect(
      (await run(['audit'], { KEY_ENCRYPTION_KEY: '', KEY_ENCRYPTION_KEY_COMMAND: command })).status,
    ).toBe(0)
  })

  it('goes through the log, which a changed entry breaks, and which another key chains anew', async () => {
    const whole = await run(['audit'])
    expect(whole.out).toMatch(/^\d+:[0-9a-f]{64}$/)
    expect((await run(['audit', '--known', whole.out])).out).toBe(whole.out)
    expect((await run(['audit', '--known', `1:${'0'.repeat(64)}`])).status).toBe(1)

    const database = openDatabase({ file })
    const setAction = (action: string) =>
      database.query.updateTable('audit_entries').set({ action }).where('sequence', '=', 1).execute()
    await setAction('officer-ended')
    expect(await run(['audit'])).toMatchObject({ status: 1, out: '' })
    expect((await run(['reseal'], { NEW_KEY_ENCRYPTION_KEY: nextKey }, 'keys')).status).toBe(1)
    await setAction('officer-added')
    await database.close()

    const resealed = spawn('keys', ['reseal'], { NEW_KEY_ENCRYPTION_KEY: nextKey })
    expect(resealed.status).toBe(0)
    const moved = spawn('officers', ['audit'], { KEY_ENCRYPTION_KEY: nextKey })
    expect(resealed.out).toContain(moved.out)
    expect((await run(['audit'])).status).toBe(1)
  })
})
