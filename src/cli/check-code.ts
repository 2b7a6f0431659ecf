import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRootKeys } from '../core/credential/root-keys.ts'
import type { VerifyOutcome } from '../core/credential/verdict.ts'
import { err, type Result } from '../core/result.ts'
import { demoRoot } from '../issuer/demo/dangerous-demo-keys.ts'
import { checkScan } from '../verifier/check-scan.ts'

const shippedTrustList = join(import.meta.dirname, '../../public/trust-list.cose')

export type CheckOptions = { trustListFile?: string; statusListFiles?: readonly string[]; now?: number }

/**
 * The verdict over a scanned text as a desk would give it, with no network. Lists come from files (default:
 * the one that the app ships), roots from `ROOT_KEYS`, else the demo's. `now` is in Unix seconds.
 */
export async function checkCode(
  text: string,
  {
    trustListFile = shippedTrustList,
    statusListFiles = [],
    now = Math.floor(Date.now() / 1000),
  }: CheckOptions = {},
): Promise<Result<VerifyOutcome>> {
  const configured = process.env['ROOT_KEYS']
  const roots = configured ? parseRootKeys(configured) : undefined
  if (roots && !roots.ok) return err('ROOT_KEYS cannot be read')
  const lists = {
    trustList: readBytes(trustListFile),
    statusLists: statusListFiles.map(readBytes),
  }
  const checked = await checkScan(text, lists, { roots: roots?.value ?? [demoRoot], now })
  return checked.ok ? checked : err(`trust list: ${checked.error}`)
}

const readBytes = (path: string) => new Uint8Array(readFileSync(path))
