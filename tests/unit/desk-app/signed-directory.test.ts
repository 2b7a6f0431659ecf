import { beforeEach, describe, expect, it } from 'vitest'
import type { IssuerConnection } from '../../../src/core/api/request.ts'
import { encodeUtf8 } from '../../../src/core/bytes.ts'
import { fetchDirectory, type HeldDirectory } from '../../../src/desk-app/facilities/fetch-directory.ts'
import { readDirectoryFiles } from '../../../src/desk-app/facilities/read-directory-files.ts'
import { type DirectoryFiles, openDirectory } from '../../../src/desk-app/facilities/signed-directory.ts'
import { DIRECTORY_TEXT } from '../../support/app/directory-text.ts'
import { noTimer } from '../../support/issuer/no-timer.ts'
import { ROOTS } from '../../support/vectors/desk.ts'
import { DAY, NOW } from '../../support/vectors/world.ts'
import { contentKeys, createContentDouble, publish } from '../../support/wallet/content-double.ts'

const table = encodeUtf8(DIRECTORY_TEXT)

/** Files as the issuer gives them. */
async function makeFiles(
  sequence: number,
  more: Partial<Parameters<typeof publish>[1]> = {},
  pack = table,
): Promise<DirectoryFiles> {
  const { answer } = await publish({ facilities: pack }, { now: NOW, sequence, ...more })
  return { answer, pack }
}

const open = (files: DirectoryFiles, held?: HeldDirectory, now = NOW) =>
  openDirectory(files, { roots: ROOTS, now, held: held?.opened })

async function hold(files: DirectoryFiles): Promise<HeldDirectory> {
  const opened = await open(files)
  if (!opened.ok) throw new Error(opened.error)
  return { files, opened: opened.value }
}

describe('the signed directory of a desk', () => {
  it('names facilities, and finds them by name or code', async () => {
    const { directory } = (await hold(await makeFiles(1))).opened
    expect(directory.find('01929')).toEqual({ code: '01929', name: 'Bệnh viện Bạch Mai', place: 'Hà Nội' })
    expect(directory.find('99ZZZ')).toBeUndefined()
    expect(directory.search('bach mai', 8).map(({ code }) => code)).toEqual(['01929'])
    expect(directory.search('019', 8)).toHaveLength(1)
    expect(directory.search('  ', 8)).toEqual([])
    expect(directory.signed).toEqual({ asOf: '2026-01-01', isOld: false })
  })

  it('is still read past its end, and says so', async () => {
    const opened = await open(await makeFiles(1), undefined, NOW + 31 * DAY)
    expect(opened.ok && opened.value.directory.signed?.isOld).toBe(true)
  })

  it('is refused when it is not signed, older, or another file', async () => {
    const unlisted = await makeFiles(1, { listed: [contentKeys.second] })
    expect(await open(unlisted)).toEqual({ ok: false, error: 'not_signed' })
    expect(await open({ answer: encodeUtf8('x'), pack: table })).toEqual({ ok: false, error: 'not_signed' })
    const held = await hold(await makeFiles(5, { keySequence: 2 }))
    expect(await open(await makeFiles(4, { keySequence: 2 }), held)).toEqual({
      ok: false,
      error: 'not_newer',
    })
    expect(await open(await makeFiles(6), held)).toEqual({ ok: false, error: 'not_newer' })
    const changed = { ...held.files, pack: encodeUtf8(DIRECTORY_TEXT.replace('Bạch Mai', 'Bạch Mãi')) }
    expect(await open(changed)).toEqual({ ok: false, error: 'wrong_file' })
    expect(await open(await makeFiles(1, {}, encodeUtf8('facilities 1 no table')))).toEqual({
      ok: false,
      error: 'wrong_file',
    })
  })

  it('gives way to a lower one once its key is listed no more, under a newer list of keys alone', async () => {
    const { first, second } = contentKeys
    const stolen = await hold(await makeFiles(90, { signer: second }))
    const dropped = { listed: [first] }
    expect((await open(await makeFiles(2, { keySequence: 2, ...dropped }), stolen)).ok).toBe(true)
    const listed = await open(await makeFiles(2, { keySequence: 2 }), stolen)
    expect(listed).toEqual({ ok: false, error: 'not_newer' })
    const early = await makeFiles(2, { now: NOW - 2 * DAY })
    expect(await open(early, stolen, NOW - DAY)).toEqual({ ok: false, error: 'not_newer' })
  })

  it('comes from files in any order, beside others; one of the two may be held already', async () => {
    const files = await makeFiles(1)
    const blobs = [table, encodeUtf8('no list'), files.answer].map((bytes) => new Blob([bytes]))
    expect(await readDirectoryFiles(blobs, undefined)).toEqual(files)
    const newer = await makeFiles(2)
    expect(await readDirectoryFiles([new Blob([newer.answer])], files)).toEqual(newer)
    expect(await readDirectoryFiles([new Blob([table])], undefined)).toBeUndefined()
    expect(await readDirectoryFiles([new Blob(['no list'])], files)).toBeUndefined()
  })
})

describe('fetching the directory', () => {
  let double: ReturnType<typeof createContentDouble>
  let issuer: IssuerConnection
  beforeEach(() => {
    double = createContentDouble()
    issuer = { fetch: double.fetch, now: () => NOW, startTimer: noTimer }
  })
  const fetch = (held?: HeldDirectory) => fetchDirectory(issuer, { roots: ROOTS, held })

  it('brings what is published, asks whether it is new, and fetches no pack twice', async () => {
    double.serve(await publish({ facilities: table }, { now: NOW, sequence: 1 }))
    const files = await fetch()
    if (!files) throw new Error('nothing came')
    const held = await hold(files)
    expect(await fetch(held)).toBeUndefined()
    double.serve(await publish({ facilities: table }, { now: NOW + 60, sequence: 1 }))
    expect((await fetch(held))?.pack).toEqual(table)
    expect(double.asked.filter((path) => path.includes('/packs/'))).toHaveLength(1)
  })

  it('keeps what it has where the answer is not to be believed, or there is none', async () => {
    expect(await fetch()).toBeUndefined()
    const rogue = await publish(
      { facilities: table },
      { now: NOW, sequence: 9, listed: [contentKeys.second] },
    )
    double.serve(rogue)
    expect(await fetch()).toBeUndefined()
    expect(double.asked.some((path) => path.includes('/packs/'))).toBe(false)
  })
})
