import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { VECTORS } from '../support/vectors/files.ts'
import {
  makeDeskWorld,
  makeProofOfPossessionVectors,
  makeStatusListVectors,
  makeTrustListVectors,
} from '../support/vectors/lists.ts'
import { makeScanVectors } from '../support/vectors/scans.ts'
import { makeReceiptVectors, makeSnapshotVectors, makeTotalsVectors } from '../support/vectors/snapshots.ts'

/** Every generated vector by its path below tests/vectors. */
export async function makeVectors(): Promise<Record<string, unknown>> {
  const folders = {
    'credential/scans': await makeScanVectors(),
    'credential/trust-lists': await makeTrustListVectors(),
    'credential/status-lists': await makeStatusListVectors(),
    'credential/holder-proofs': await makeProofOfPossessionVectors(),
    'snapshot/snapshots': await makeSnapshotVectors(),
    'snapshot/totals': await makeTotalsVectors(),
    'snapshot/receipts': await makeReceiptVectors(),
  }
  const files: Record<string, unknown> = { 'credential/desk.json': await makeDeskWorld() }
  for (const [folder, vectors] of Object.entries(folders))
    for (const [name, vector] of Object.entries(vectors)) files[`${folder}/${name}.json`] = vector
  return files
}

/** Writes them anew: `node tests/write/vectors.ts`. A changed file is a changed format. */
if (import.meta.main) {
  const files = await makeVectors()
  for (const folder of new Set(Object.keys(files).map((path) => dirname(path))))
    if (folder.includes('/')) rmSync(join(VECTORS, folder), { recursive: true, force: true })
  for (const [path, vector] of Object.entries(files)) {
    mkdirSync(dirname(join(VECTORS, path)), { recursive: true })
    writeFileSync(join(VECTORS, path), `${JSON.stringify(vector, null, 2)}\n`)
  }
  console.log(`${Object.keys(files).length} vectors written`)
}
