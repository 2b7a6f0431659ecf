import type { Bytes } from '../../core/bytes.ts'
import { MAX_CONTENT_ANSWER_BYTES, readContentAnswer } from '../../core/content/content-answer.ts'
import { MAX_PACK_BYTES } from '../../core/content/content-manifest.ts'
import type { DirectoryFiles } from './signed-directory.ts'

/** What every list of facilities begins with. */
const HEAD = 'facilities 1 '

/**
 * The directory among files that were carried here: the issuer's answer and the pack, told apart by what is
 * in them; one that is missing is `held`'s. Nothing is verified here.
 */
export async function readDirectoryFiles(
  files: readonly Blob[],
  held: DirectoryFiles | undefined,
): Promise<DirectoryFiles | undefined> {
  let answer: Bytes | undefined
  let pack: Bytes | undefined
  for (const file of files) {
    if (file.size > MAX_PACK_BYTES) continue
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (bytes.length <= MAX_CONTENT_ANSWER_BYTES && readContentAnswer(bytes).ok) answer = bytes
    else if (new TextDecoder().decode(bytes.subarray(0, HEAD.length)) === HEAD) pack = bytes
  }
  if (!answer && !pack) return undefined
  const used = { answer: answer ?? held?.answer, pack: pack ?? held?.pack }
  return used.answer && used.pack && { answer: used.answer, pack: used.pack }
}
