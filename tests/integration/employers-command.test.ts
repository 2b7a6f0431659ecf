import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { migrateDatabase } from '../../src/issuer/db/migrate.ts'
import { openDatabase } from '../../src/issuer/db/open-database.ts'
import { countEmployers } from '../../src/issuer/employers/employers.ts'

const EMPLOYERS = 6000

it('an import of employers leaves a service on the embedded database its turns', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-employers-'))
  const [file, list] = [join(folder, 'demo.sqlite'), join(folder, 'employers.csv')]
  const name = 'Công ty trách nhiệm hữu hạn một thành viên thương mại dịch vụ xây dựng'
  const rows = Array.from({ length: EMPLOYERS }, (_, at) => `${1_000_000_000 + at},${name} ${at}`)
  writeFileSync(list, ['tax_code,name', ...rows].join('\n'))
  const database = openDatabase({ file })
  await migrateDatabase(database, 'demo', 1_790_000_000)
  const command = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/cli/employers.ts', 'import', list],
    { env: { ...process.env, MODE: 'demo', DATABASE_FILE: file }, stdio: 'ignore' },
  )
  let isOver = false
  const ended = once(command, 'exit').then(([status]) => {
    isOver = true
    return status
  })
  while (!isOver && (await countEmployers(database)) === 0) await sleep(5)
  const begun = performance.now()
  let held = 0
  while (!isOver) {
    const asked = performance.now()
    const row = { nonce: String(asked), expires_at: 0 }
    await database.query.insertInto('used_challenges').values(row).execute()
    held += performance.now() - asked
    await sleep(10)
  }
  const share = held / (performance.now() - begun)
  expect(await ended).toBe(0)
  expect(await countEmployers(database)).toBe(EMPLOYERS)
  expect(share).toBeLessThan(0.7)
  await database.close()
  rmSync(folder, { recursive: true })
}, 60_000)
