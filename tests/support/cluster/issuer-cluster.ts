import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type IssuerProcess, startIssuer } from '../issuer/issuer-process.ts'

export const PROCESSES = 3

export type IssuerCluster = { readonly issuers: readonly IssuerProcess[]; dispose(): Promise<void> }

/** Three issuers, started at once, on one database and one folder of pictures. */
export async function startCluster(
  databaseUrl: string,
  environment: Record<string, string> = {},
  started?: 'api/ready' | 'api/health',
): Promise<IssuerCluster> {
  const pictures = join(tmpdir(), `vi-bhyt-cluster-pictures-${randomUUID()}`)
  const settings = { DATABASE_URL: databaseUrl, PICTURE_FOLDER: pictures, ...environment }
  const starts = await Promise.allSettled(
    Array.from({ length: PROCESSES }, () => startIssuer(settings, started)),
  )
  const issuers = starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  return {
    issuers,
    async dispose() {
      for (const issuer of issuers) await issuer.dispose()
      rmSync(pictures, { recursive: true, force: true })
    },
  }
}
