import { contentEndpoints } from '../../core/api/content-contract.ts'
import { type IssuerConnection, request, requestIfChanged } from '../../core/api/request.ts'
import { toHex } from '../../core/bytes.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'
import { type DirectoryFiles, readDirectoryAnswer, type SignedDirectory } from './signed-directory.ts'

/** What the desk holds: files and what was read from them. */
export type HeldDirectory = { readonly files: DirectoryFiles; readonly opened: SignedDirectory }

/**
 * Fetches the directory; nothing without a network, where nothing is new, or where the answer is not to be
 * believed. The pack is fetched only when it is another. Every desk asks the same.
 */
export async function fetchDirectory(
  issuer: IssuerConnection,
  { roots, held }: { roots: readonly RootKey[]; held: HeldDirectory | undefined },
): Promise<DirectoryFiles | undefined> {
  try {
    const { answer, ...reply } = await requestIfChanged(issuer, contentEndpoints.readContent, {
      etag: held?.files.etag,
    })
    if (!answer) return undefined
    const read = await readDirectoryAnswer(answer, { roots, now: issuer.now(), held: held?.opened })
    if (!read.ok) return undefined
    const sha256 = toHex(read.value.pack.sha256)
    const had = held?.opened.manifest.packs.some((pack) => toHex(pack.sha256) === sha256)
    const pack =
      had && held ? held.files.pack : await request(issuer, contentEndpoints.readPack, { params: { sha256 } })
    return { answer, pack, ...('etag' in reply && { etag: reply.etag }) }
  } catch {
    return undefined
  }
}
