import type { Bytes } from '../../core/bytes.ts'
import { parseSign1 } from '../../core/cose/sign1.ts'
import { readKeyId } from '../../core/credential/issuer-signed.ts'
import * as signedKinds from '../../core/credential/signed-kinds.ts'
import type { ListFiles } from '../../verifier/open-lists.ts'

/** Largest list file that is looked at. */
const MAX_FILE = 526_000

/**
 * Tells list files that were carried here (a memory stick) apart by their type: one trust list, any number of
 * status lists. Files of another kind are none. Without a trust list among them `held` is used. Nothing is
 * verified here.
 */
export async function readListFiles(
  files: readonly Blob[],
  held: Bytes | undefined,
): Promise<ListFiles | undefined> {
  const statusLists: Bytes[] = []
  let trustList: Bytes | undefined
  for (const file of files) {
    if (file.size > MAX_FILE) continue
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (isOfType(signedKinds.trustList.typ, bytes)) trustList = bytes
    if (isOfType(signedKinds.statusList.typ, bytes)) statusLists.push(bytes)
  }
  if (!trustList && statusLists.length === 0) return undefined
  const used = trustList ?? held
  return used && { trustList: used, statusLists }
}

function isOfType(typ: string, bytes: Bytes): boolean {
  const message = parseSign1(bytes, { maxBytes: MAX_FILE })
  return message.ok && readKeyId(typ, message.value).ok
}
