import { deflateSync } from 'node:zlib'
import { writeRootKeys } from '../../../src/core/credential/root-keys.ts'
import { issueStatusList } from '../../../src/core/credential/status-list.ts'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import type { createVerifier } from '../../../src/verifier/kit.ts'
import { makePhone } from '../../support/desk-codes.ts'
import { ROOTS } from '../../support/vectors/desk.ts'
import { DANGEROUS_KEYS } from '../../support/vectors/keys.ts'
import { NOW, STATUS_LIST, TRUST_LIST } from '../../support/vectors/world.ts'

export type Kit = { readonly createVerifier: typeof createVerifier }

/** Scans that are timed together, between two looks at the floor. */
const BLOCK = 50

/**
 * Codes before anything is timed: a desk's program is started once a day. Until about the thousandth, the
 * engine still compiles beside it, which counts as processor time.
 */
const WARM_UP = 1_000

const ES256 = { name: 'ECDSA', hash: 'SHA-256' }

/** A list of 1 M entries, one in a thousand revoked; none of those that the codes below name. */
function makeBits() {
  const bits = new Uint8Array(2 ** 17)
  for (let each = 0; each < 1048; each++) bits[each * 119] = 1
  return bits
}

async function openVerifier({ createVerifier: create }: Kit) {
  const statusList = await issueStatusList(
    { ...STATUS_LIST, list: 0, bits: makeBits() },
    DANGEROUS_KEYS.status,
    (bytes) => new Uint8Array(deflateSync(bytes)),
  )
  const trustList = await issueTrustList({ ...TRUST_LIST, sequence: 99 }, DANGEROUS_KEYS.productionRoot)
  const roots = writeRootKeys(ROOTS)
  const made = await create({ roots, trustList, statusLists: [statusList], now: () => NOW })
  if (!made.ok) throw new Error(made.error)
  return made.value
}

/** Codes of as many phones: each another credential and another proof. */
async function makeCodes(count: number): Promise<readonly string[]> {
  const codes: string[] = []
  for (let each = 0; each < count; each++) {
    const status = { list: 0, index: 1_000_000 + each }
    const changes = { issuer: TRUST_LIST.issuer, specimen: false, status }
    const phone = await makePhone({ seed: `phone ${each}`, now: NOW, issuer: DANGEROUS_KEYS.card, changes })
    codes.push(await phone.show({ at: NOW - 5 }))
  }
  return codes
}

/** What no verifier can be under: two signatures of a scan's length, under keys that are there already. */
async function makeFloor() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const message = new Uint8Array(300)
  const signature = await crypto.subtle.sign(ES256, pair.privateKey, message)
  return async () => {
    await crypto.subtle.verify(ES256, pair.publicKey, signature, message)
    await crypto.subtle.verify(ES256, pair.publicKey, signature, message)
  }
}

/** Processor time of a block, in microseconds for each of its parts. */
async function timeBlock(run: (each: number) => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let each = 0; each < BLOCK; each++) await run(each)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / BLOCK
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0)
const aSecond = (microseconds: number) => Math.round(1e6 / microseconds)

/**
 * Verifications a second of processor time, each of another credential and another proof, 1 M entries loaded.
 * Blocks of scans take turns with blocks of the floor: both suffer alike from whoever else uses the machine.
 */
export async function measureKit(kit: Kit, count: number) {
  const verifier = await openVerifier(kit)
  const codes = await makeCodes(WARM_UP + count)
  const runFloor = await makeFloor()
  let valid = 0
  const verify = async (code = '') => {
    if ((await verifier.verify(code)).verdict === 'valid') valid++
  }
  for (const code of codes.slice(0, WARM_UP)) await verify(code)
  await timeBlock(runFloor)
  const scans: number[] = []
  const floors: number[] = []
  for (let at = WARM_UP; at < codes.length; at += BLOCK) {
    scans.push(await timeBlock((each) => verify(codes[at + each])))
    floors.push(await timeBlock(runFloor))
  }
  return {
    valid: `${valid} of ${codes.length}`,
    aSecondOfProcessorTime: { mean: aSecond(sum(scans) / scans.length), median: aSecond(median(scans)) },
    floorTwoSignatures: { mean: aSecond(sum(floors) / floors.length), median: aSecond(median(floors)) },
    timeOverFloor: Number(median(scans.map((each, at) => each / (floors[at] ?? 1))).toFixed(2)),
  }
}
