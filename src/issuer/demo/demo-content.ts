import { readFileSync } from 'node:fs'
import { CONTENT_KEYS } from '../../core/content/content-key-list.ts'
import { issueTrustList } from '../../core/credential/trust-list.ts'
import type { ContentDrafts } from '../content/content-drafts.ts'
import type { ContentKeys } from '../content/content-keys.ts'
import { compressPoint, createSign, toKeyId, toP256PublicKey } from '../signer-keys/es256-key.ts'
import {
  DANGEROUS_demoContentKey,
  DANGEROUS_demoRootKey,
  DEMO_ISSUER,
  DEMO_VALIDITY,
  demoRoot,
} from './dangerous-demo-keys.ts'

const packs = [
  ['facilities', '../../../public/facilities.txt'],
  ['branches', '../../../public/offices.json'],
  ['collection-points', '../../../public/collection-points.json'],
] as const

/** Who has written and who has released the demo's first packs. */
const [author, releaser] = ['command:demo-author', 'command:demo-releaser'].map((id) => ({
  id,
  officeCode: '',
}))

/** Brings the list of content keys and the first packs, once. */
export async function prepareDemoContent(
  { drafts, contentKeys }: { drafts: ContentDrafts; contentKeys: ContentKeys },
  now: number,
): Promise<void> {
  const point = compressPoint(DANGEROUS_demoContentKey)
  const keyList = await issueTrustList(
    {
      issuer: DEMO_ISSUER,
      sequence: 1,
      issuedAt: DEMO_VALIDITY.notBefore,
      expiresAt: DEMO_VALIDITY.notAfter,
      specimen: true,
      keys: [{ keyId: toKeyId(point), role: 'content', publicKey: toP256PublicKey(point), ...DEMO_VALIDITY }],
    },
    { keyId: demoRoot.keyId, sign: createSign(DANGEROUS_demoRootKey) },
    CONTENT_KEYS,
  )
  const published = await contentKeys.publish(keyList, now)
  if (!published.ok || !author || !releaser) return
  for (const [name, path] of packs) {
    const draft = { name, content: new Uint8Array(readFileSync(new URL(path, import.meta.url))), note: '' }
    const id = await drafts.draft(author, draft, now)
    if (id.ok) await drafts.release(releaser, { id: id.value }, now)
  }
}
