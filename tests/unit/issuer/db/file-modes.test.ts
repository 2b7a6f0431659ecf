import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { migrateDatabase } from '../../../../src/issuer/db/migrate.ts'
import { openDatabase } from '../../../../src/issuer/db/open-database.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const folders: string[] = []

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-modes-'))
  folders.push(folder)
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('the file of the embedded database', () => {
  it('and its companions are nobody else’s, in a folder that is nobody else’s', async () => {
    const before = process.umask(0o022)
    const folder = join(makeFolder(), 'data', 'inner')
    const database = openDatabase({ file: join(folder, 'issuer.sqlite') })
    await migrateDatabase(database, 'demo', 0)
    process.umask(before)
    const files = readdirSync(folder)
    expect(files).toContain('issuer.sqlite-wal')
    expect(files.map((file) => modeOf(join(folder, file)))).toEqual(files.map(() => '600'))
    expect(modeOf(folder)).toBe('700')
    await database.close()
  })

  it('of an earlier version, open to all, is closed', async () => {
    const folder = makeFolder()
    const file = join(folder, 'issuer.sqlite')
    const old = openDatabase({ file })
    await migrateDatabase(old, 'demo', 0)
    await old.close()
    writeFileSync(`${file}-wal`, '')
    for (const each of [file, `${file}-wal`]) chmodSync(each, 0o644)
    const database = openDatabase({ file })
    expect([modeOf(file), modeOf(`${file}-wal`)]).toEqual(['600', '600'])
    await database.close()
  })
})
