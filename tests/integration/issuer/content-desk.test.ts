import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ContentDeskView, ContentDraftView } from '../../../src/core/api/content-desk-contract.ts'
import { readContentAnswer } from '../../../src/core/content/content-answer.ts'
import { CONTENT_KEYS } from '../../../src/core/content/content-key-list.ts'
import { findPack, verifyContentManifest } from '../../../src/core/content/content-manifest.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import { DEMO_VALIDITY, demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { DEMO_OFFICER_PASSWORD } from '../../../src/issuer/demo/demo-back-office.ts'
import { readCookie } from '../../support/issuer/issuer-fixture.ts'
import { problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'

const shipped = readFileSync(new URL('../../../public/facilities.txt', import.meta.url), 'utf8')
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const [phone, otherPhone] = ['p0000 001 004', 'p0000 999 888']
const corrected = shipped.replace(phone, otherPhone)
const without = shipped.replace(`\t${phone}`, '')

/** What officers who write public content can do, and cannot. */
describe.each(['sqlite', 'postgresql'] as const)('the content desk on %s', (kind) => {
  const desk = useOfficeDesk(kind)
  let [writer, releaser] = ['', '']
  /** The newest content of the directory, which each test goes on from. */
  let head = hashOf(shipped)

  beforeEach(async () => {
    writer = readCookie(await desk.signIn('bientap', DEMO_OFFICER_PASSWORD))
    releaser = readCookie(await desk.signIn('phathanh', DEMO_OFFICER_PASSWORD))
  })

  const newId = () => randomBytes(16).toString('base64url')
  type DraftOptions = { id?: string; base?: string; cookie?: string; note?: string; language?: string }
  const write = (
    content: string,
    { id = newId(), base = head, cookie = writer, note = '', language }: DraftOptions = {},
  ) => {
    const body = { name: 'facilities', ...(language && { language }), note, base, content }
    return desk.send(`/api/office/content/drafts/${id}`, cookie, 'PUT', body)
  }
  const writeDraft = async (content: string, options: DraftOptions = {}) => {
    const id = newId()
    expect((await write(content, { id, ...options })).status).toBe(204)
    return id
  }
  const release = (id: string, content: string, changes: object = {}, cookie = releaser) =>
    desk.post(
      `/api/office/content/drafts/${id}/release`,
      { name: 'facilities', sha256: hashOf(content), base: head, restores: [], ...changes },
      cookie,
    )
  const releaseNow = async (content: string, changes: object = {}) => {
    const id = await writeDraft(content)
    expect((await release(id, content, changes)).status).toBe(204)
    head = hashOf(content)
    return id
  }
  const withdraw = (id: string) => desk.post(`/api/office/content/drafts/${id}/withdrawal`, undefined, writer)
  const readDesk = () => desk.read<ContentDeskView>('/api/office/content', writer)
  const readDraft = (id: string) => desk.read<ContentDraftView>(`/api/office/content/drafts/${id}`, releaser)

  /** The hash of the directory that phones are told of. */
  async function readLive(): Promise<string> {
    const answer = await desk.test.request('/api/content')
    const parts = readContentAnswer(new Uint8Array(await answer.arrayBuffer()))
    if (!parts.ok) throw new Error(parts.error)
    const { now } = desk.test.clock
    const keys = await verifyTrustList(parts.value.keyList, { roots: [demoRoot], now, kind: CONTENT_KEYS })
    if (!keys.ok) throw new Error(keys.error)
    const manifest = await verifyContentManifest(parts.value.manifest, { keys: keys.value, now })
    if (!manifest.ok) throw new Error(manifest.error)
    const pack = findPack(manifest.value, 'facilities')
    return Buffer.from(pack?.sha256 ?? []).toString('hex')
  }
  const version = (name: string) => corrected.replace('?Hữu Nghị', `?Hữu Nghị (${name})`)

  it('is closed to officers of files, and theirs to officers of content', async () => {
    const { officer, supervisor } = desk.cookies
    const before = await desk.database.query
      .selectFrom('audit_entries')
      .select('sequence')
      .where('action', '=', 'access-refused')
      .execute()
    for (const cookie of [officer, supervisor]) {
      expect(await problemOf(await desk.send('/api/office/content', cookie))).toEqual([
        403,
        'officer_forbidden',
      ])
      expect((await write(corrected, { cookie })).status).toBe(403)
    }
    for (const path of ['declarations', 'requests', 'declarations/x', 'requests/x', 'audit'])
      expect((await desk.send(`/api/office/${path}`, writer)).status).toBe(403)
    const seen = { kind: 'cccd', number: '001099000099', date: desk.today }
    const reset = { number: '0000000000', phone: '0000999001', seen }
    expect((await desk.post('/api/office/resets', reset, writer)).status).toBe(403)
    expect((await desk.post('/api/office/declarations/x/approval', { seen }, writer)).status).toBe(403)
    expect((await desk.send('/api/office/content', '')).status).toBe(401)
    const after = await desk.database.query
      .selectFrom('audit_entries')
      .select('sequence')
      .where('action', '=', 'access-refused')
      .execute()
    expect(after.length - before.length).toBe(4 + 5 + 2)
  })

  it('a number that one corrects and another releases is what phones are told of', async () => {
    const id = await writeDraft(corrected)
    const draft = await readDraft(id)
    expect(draft).toMatchObject({ state: 'waiting', isOwn: false, isStale: false, restores: [] })
    expect(draft.author).toBe('Phạm Thị Biên Tập Mẫu')
    const file = await desk.send(`/api/office/content/files/${draft.sha256}`, releaser)
    expect(await file.text()).toBe(corrected)
    expect(await readLive()).toBe(hashOf(shipped))
    expect((await desk.test.request(`/api/content/packs/${draft.sha256}`)).status).toBe(404)
    expect((await release(id, corrected)).status).toBe(204)
    head = hashOf(corrected)
    expect(await readLive()).toBe(head)
    const { releases, drafts } = await readDesk()
    const ofDirectory = releases.filter(({ name }) => name === 'facilities')
    expect(ofDirectory.map(({ state }) => state)).toEqual(['live', 'past'])
    expect(ofDirectory[0]).toMatchObject({ releasedBy: 'Vũ Văn Phát Hành Mẫu', sha256: head })
    expect(drafts.find((each) => each.id === id)).toMatchObject({ state: 'released', isOwn: true })
    const log = await desk.database.query
      .selectFrom('audit_entries')
      .select(['action', 'officer_id', 'office_code'])
      .where('target', '=', id)
      .orderBy('sequence')
      .execute()
    expect(log).toEqual([
      { action: 'content-drafted', officer_id: 'demo-bientap', office_code: '00191' },
      { action: 'content-released', officer_id: 'demo-phathanh', office_code: '00191' },
    ])
  })

  it('nobody releases what they wrote, nor without a fresh code', async () => {
    const content = version('một')
    const id = await writeDraft(content)
    expect(await problemOf(await release(id, content, {}, writer))).toEqual([403, 'content_own'])
    desk.test.clock.now += 901
    expect(await problemOf(await release(id, content))).toEqual([403, 'officer_proof_needed'])
    expect(await readLive()).toBe(head)
    expect((await withdraw(id)).status).toBe(204)
    expect(await problemOf(await withdraw(id))).toEqual([409, 'content_decided'])
  })

  it('what is released is what was looked at: not what the author made of it afterwards', async () => {
    const [seen, swapped] = [version('được xem'), version('tráo')]
    const id = await writeDraft(seen)
    expect((await write(swapped, { id })).status).toBe(204)
    expect(await problemOf(await release(id, seen))).toEqual([409, 'content_changed'])
    expect(await readLive()).toBe(head)
    // Nor does anybody else write into somebody's draft.
    expect(await problemOf(await write(seen, { id, cookie: releaser }))).toEqual([409, 'content_decided'])
    expect((await readDraft(id)).sha256).toBe(hashOf(swapped))
    expect((await release(id, swapped)).status).toBe(204)
    head = hashOf(swapped)
    expect(await problemOf(await write(seen, { id }))).toEqual([409, 'content_decided'])
    expect(await problemOf(await release(id, swapped))).toEqual([409, 'content_decided'])
  })

  it('of two drafts on the same content one is released, and the other is written anew', async () => {
    const [first, second] = [version('trước'), version('sau')]
    const [one, two] = [await writeDraft(first), await writeDraft(second, { cookie: releaser })]
    expect((await release(one, first)).status).toBe(204)
    const base = head
    head = hashOf(first)
    expect((await readDesk()).drafts.find(({ id }) => id === two)).toMatchObject({ isStale: true, base })
    expect(await problemOf(await release(two, second, { base }, writer))).toEqual([409, 'content_stale'])
    expect(await problemOf(await write(version('muộn'), { base }))).toEqual([409, 'content_stale'])
    expect(await readLive()).toBe(head)
    expect((await write(second, { id: two, cookie: releaser })).status).toBe(204)
    expect((await release(two, second, {}, writer)).status).toBe(204)
    head = hashOf(second)
  })

  it('answers that do worse at the kept questions than the live ones are not released', async () => {
    const live = readFileSync(new URL('../../../public/answers-vi.txt', import.meta.url), 'utf8')
    const name = 'answers'
    const draft = async (content: string) => {
      const id = newId()
      const body = { name, language: 'vi', note: '', base: hashOf(live), content }
      expect((await desk.send(`/api/office/content/drafts/${id}`, writer, 'PUT', body)).status).toBe(204)
      return id
    }
    const changes = { name, language: 'vi', base: hashOf(live) }
    const worse = live.replaceAll(/^@emergency .*$/gm, '@emergency cháy nhà')
    const refused = await release(await draft(worse), worse, changes)
    expect(await problemOf(refused)).toEqual([409, 'content_worse'])
    const better = live.replace('§ BHXH Việt Nam', '§ Bảo hiểm xã hội Việt Nam')
    expect((await release(await draft(better), better, changes)).status).toBe(204)
  })

  it('begins on its date; nothing overtakes it, but it can be taken back', async () => {
    const live = head
    const [later, urgent] = [version('hẹn giờ'), version('gấp')]
    expect(
      await problemOf(await release(await writeDraft(later), later, { startsAt: 99_999_999_999 })),
    ).toEqual([422, 'invalid_fields', 'startsAt'])
    const startsAt = desk.test.clock.now + 1500
    const id = await releaseNow(later, { startsAt })
    expect(await readLive()).toBe(live)
    expect((await readDesk()).releases.map(({ state }) => state)).toContain('upcoming')
    expect(await problemOf(await write(urgent, { base: live }))).toEqual([409, 'content_stale'])
    const waiting = await writeDraft(urgent)
    expect(await readDraft(waiting)).toMatchObject({ notBefore: startsAt })
    expect(await problemOf(await release(waiting, urgent))).toEqual([409, 'content_changed'])
    expect((await withdraw(waiting)).status).toBe(204)
    const next = await releaseNow(urgent, { startsAt })
    expect((await readDesk()).releases.filter(({ state }) => state === 'upcoming')).toHaveLength(2)
    for (const each of [next, id]) expect((await withdraw(each)).status).toBe(204)
    head = live
    desk.test.clock.now = startsAt
    expect(await readLive()).toBe(live)
  })

  it('brings no number back that was removed, unless the releaser has seen that it does', async () => {
    const id = await writeDraft(shipped)
    const { restores } = await readDraft(id)
    expect(restores).toEqual(['phone 0000001004'])
    expect(await problemOf(await release(id, shipped))).toEqual([409, 'content_changed'])
    expect(await problemOf(await release(id, shipped, { restores: ['phone 1'] }))).toEqual([
      409,
      'content_changed',
    ])
    expect((await release(id, shipped, { restores })).status).toBe(204)
    head = hashOf(shipped)
    expect(await readLive()).toBe(head)
  })

  describe('where a number was removed', () => {
    const written = '0000001004'

    beforeEach(async () => {
      if (head !== hashOf(without)) await releaseNow(without)
    })

    it('it does not come back unseen by a pack for one language', async () => {
      const id = await writeDraft(shipped, { language: 'ko' })
      expect(await readDraft(id)).toMatchObject({
        language: 'ko',
        isFirst: true,
        base: head,
        restores: [`phone ${written}`],
      })
      const seen = { language: 'ko' }
      expect(await problemOf(await release(id, shipped, seen))).toEqual([409, 'content_changed'])
      expect((await withdraw(id)).status).toBe(204)
    })

    it.each(['0084', '84', '+84', '+ 84', '00 84'])('nor written with %s', async (prefix) => {
      const disguised = shipped.replace(phone, `p${prefix}000001004`)
      expect(await problemOf(await write(disguised))).toEqual([422, 'content_unreadable'])
    })

    it('nor by one for a language that was to begin later, and was released before it went', async () => {
      const back = await writeDraft(shipped)
      expect((await release(back, shipped, { restores: [`phone ${written}`] })).status).toBe(204)
      head = hashOf(shipped)
      const releaseLater = async (content: string) => {
        const id = await writeDraft(content, { language: 'en' })
        const startsAt = desk.test.clock.now + 1200
        expect((await release(id, content, { language: 'en', startsAt })).status).toBe(204)
        return id
      }
      const english = await releaseLater(version('en').replace(otherPhone, phone))
      await releaseNow(without)
      expect(await readDraft(english)).toMatchObject({ state: 'withdrawn' })
      const releases = (await readDesk()).releases.filter(
        ({ name, language }) => name === 'facilities' && language === 'en',
      )
      expect(releases).toEqual([])
      // What has nothing of what went is let begin.
      const harmless = await releaseLater(without.replace('?Hữu Nghị', '?Hữu Nghị (en)'))
      await releaseNow(without.replace('?Hữu Nghị', '?Hữu Nghị (mới)'))
      expect(await readDraft(harmless)).toMatchObject({ state: 'released' })
      expect((await withdraw(harmless)).status).toBe(204)
      await releaseNow(without)
    })

    it('nor is it seen as what comes back while phones of the language still have it', async () => {
      const back = await writeDraft(shipped)
      expect((await release(back, shipped, { restores: [`phone ${written}`] })).status).toBe(204)
      head = hashOf(shipped)
      const korean = version('ko').replace(otherPhone, phone)
      const id = await writeDraft(korean, { language: 'ko' })
      expect(await readDraft(id)).toMatchObject({ restores: [], isFirst: true })
      expect((await release(id, korean, { language: 'ko' })).status).toBe(204)
      // For all it goes; phones that are read in Korean keep theirs, and a pack of their own.
      await releaseNow(without)
      const next = await writeDraft(shipped, { language: 'ko', base: hashOf(korean) })
      expect(await readDraft(next)).toMatchObject({ restores: [], isFirst: false, base: hashOf(korean) })
      const other = await writeDraft(shipped, { language: 'ja' })
      expect(await readDraft(other)).toMatchObject({ restores: [`phone ${written}`], isFirst: true })
      for (const each of [next, other]) expect((await withdraw(each)).status).toBe(204)
    })
  })

  it('what is released is named whole: its pack, its language, its content and what it stands on', async () => {
    const content = without.replace('?Hữu Nghị', '?Hữu Nghị (đặt tên)')
    const id = await writeDraft(content)
    for (const changes of [
      { language: 'ko' },
      { name: 'branches' },
      { base: hashOf('x') },
      { base: undefined },
      { sha256: hashOf('x') },
    ])
      expect(await problemOf(await release(id, content, changes))).toEqual([409, 'content_changed'])
    // Nor does its author make one for another language of it.
    for (const language of ['ko', 'vi'])
      expect(await problemOf(await write(content, { id, language }))).toEqual([409, 'content_decided'])
    expect((await release(id, content)).status).toBe(204)
    head = hashOf(content)
    const log = await desk.database.query
      .selectFrom('audit_entries')
      .select(['action', 'officer_id'])
      .where('target', '=', id)
      .where('action', '=', 'content-release-refused')
      .execute()
    expect(log).toEqual(Array(5).fill({ action: 'content-release-refused', officer_id: 'demo-phathanh' }))
  })

  it('names two hundred numbers that come back in one request, and stops who tries without end', async () => {
    const id = await writeDraft(version('nhiều'))
    const restores = (length: number) => Array.from({ length }, (_, at) => `phone ${at}`.padEnd(300, '0'))
    expect(await problemOf(await release(id, version('nhiều'), { restores: restores(200) }))).toEqual([
      409,
      'content_changed',
    ])
    expect(await problemOf(await release(id, version('nhiều'), { restores: restores(201) }))).toEqual([
      422,
      'invalid_fields',
      'restores',
    ])
    const statuses = []
    for (let count = 0; count < 200; count++)
      statuses.push((await release(id, version('nhiều'), { base: hashOf('x') })).status)
    expect([statuses[0], statuses.at(-1)]).toEqual([409, 429])
    expect((await withdraw(id)).status).toBe(204)
  })

  it('takes nothing that phones could not read, nothing huge, and no endless number', async () => {
    expect(await problemOf(await write('xin chào'))).toEqual([422, 'content_unreadable'])
    const path = `/api/office/content/drafts/${newId()}`
    const body = { name: 'constructor', note: '', base: head, content: shipped }
    expect(await problemOf(await desk.send(path, writer, 'PUT', body))).toEqual([422, 'content_unreadable'])
    expect(await problemOf(await write('x'.repeat(3_000_000)))).toEqual([413, 'body_too_large'])
    // Who asks is looked at before what they send.
    expect((await write('x'.repeat(3_000_000), { cookie: '' })).status).toBe(401)
    expect(await problemOf(await write(corrected, { id: 'x' }))).toEqual([422, 'invalid_fields', 'id'])
    expect(await problemOf(await write(corrected, { note: 'a\u202eb' }))).toEqual([
      422,
      'invalid_fields',
      'note',
    ])
    const id = newId()
    const statuses = []
    for (let count = 0; count < 201; count++) statuses.push((await write('?', { id })).status)
    expect(statuses.filter((status) => status === 422).length).toBeLessThan(200)
    expect(statuses.at(-1)).toBe(429)
  })

  it('keeps what an officer is writing, for that officer alone', async () => {
    const save = (body: object) => desk.send('/api/office/content/edit', writer, 'PUT', body)
    const edit = { name: 'facilities', base: head, note: 'Đổi số', changes: '{"rows":{}}' }
    expect((await save({ ...edit, changes: '{}' })).status).toBe(204)
    expect((await save(edit)).status).toBe(204)
    expect((await readDesk()).edits).toEqual([{ ...edit, savedAt: desk.test.clock.now }])
    expect((await desk.read<ContentDeskView>('/api/office/content', releaser)).edits).toEqual([])
    expect(await problemOf(await save({ ...edit, changes: 'x'.repeat(100_001) }))).toEqual([
      422,
      'invalid_fields',
      'changes',
    ])
    // One for each pack that there is.
    expect(await problemOf(await save({ ...edit, name: 'constructor' }))).toEqual([
      422,
      'invalid_fields',
      'name',
    ])
    await desk.send('/api/office/content/edits/facilities', releaser, 'DELETE')
    expect((await readDesk()).edits).toHaveLength(1)
    expect((await desk.send('/api/office/content/edits/facilities', writer, 'DELETE')).status).toBe(204)
    expect((await readDesk()).edits).toEqual([])
  })

  it('says until when phones may use what is live, and nothing of it while no key can sign', async () => {
    const { expiresAt } = await readDesk()
    expect(expiresAt).toBeGreaterThan(desk.test.clock.now)
    desk.test.clock.now = DEMO_VALIDITY.notAfter + 1
    expect((await desk.test.request('/api/content')).status).toBe(503)
    writer = readCookie(await desk.signIn('bientap', DEMO_OFFICER_PASSWORD))
    expect((await readDesk()).expiresAt).toBeUndefined()
  })

  it('drops files of no draft after a day, and no others', async () => {
    const id = await writeDraft(version('bỏ'))
    expect((await write(version('giữ'), { id })).status).toBe(204)
    const count = async () =>
      (await desk.database.query.selectFrom('content_files').select('sha256').execute()).length
    const before = await count()
    await desk.test.issuer.sweep()
    expect(await count()).toBe(before)
    desk.test.clock.now += 2 * 86_400
    await desk.test.issuer.sweep()
    const left = await desk.database.query.selectFrom('content_files').select('sha256').execute()
    const kept = new Set(left.map(({ sha256 }) => sha256))
    expect(kept.has(hashOf(version('bỏ')))).toBe(false)
    expect(kept.has(hashOf(version('giữ')))).toBe(true)
    expect(kept.has(head)).toBe(true)
  })
})
