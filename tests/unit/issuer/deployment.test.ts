import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findUnprotectedWays, isLoopback } from '../../../src/issuer/protected-ways.ts'

const [, chapter = ''] = readFileSync('docs/operations.md', 'utf8').split('\n## Several machines\n')
const [machines = ''] = chapter.split('\n## ')

describe('several machines, as docs/operations.md sets them up,', () => {
  it('let nobody into the database in clear', () => {
    const lines = machines.match(/\bhost\w* (vi|replication) .*scram-sha-256/g) ?? []
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatch(/^hostssl /)
  })

  // A balancer on this machine hands on to another one: its own address would pass for this machine's
  // database.
  it('ask for a server that is checked at each address of the database', () => {
    const urls = machines.match(/postgres:\/\/[^`\s]+/g) ?? []
    expect(urls.length).toBeGreaterThan(0)
    for (const url of urls) {
      expect(isLoopback(new URL(url).hostname), url).toBe(false)
      expect(findUnprotectedWays({ DATABASE_URL: url }), url).toEqual([])
    }
  })

  it('copy the database from a server that is checked', () => {
    const copies = machines.match(/pg_basebackup -R.*/g) ?? []
    expect(copies).toHaveLength(1)
    for (const copy of copies) expect(copy).toMatch(/ sslmode=verify-full sslrootcert=\S+'/)
  })

  it('run the issuers as a role that owns no table', () => {
    expect(machines).toMatch(/DATABASE_URL=postgres:\/\/vi_service:/)
  })

  it('can have the balancer speak TLS with the issuers', () => {
    expect(readFileSync('deploy/haproxy.cfg', 'utf8')).toMatch(
      /^ {2}default-server .*"\$\{VI_ISSUER_TLS\[\*\]\}"$/m,
    )
  })
})
