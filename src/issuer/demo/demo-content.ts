import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AppError } from '../../core/app-error.ts'
import { encodeUtf8 } from '../../core/bytes.ts'
import { articlesKind } from '../../core/content/articles-kind.ts'
import { CONTENT_KEYS } from '../../core/content/content-key-list.ts'
import { issueTrustList, type KeyListKind } from '../../core/credential/trust-list.ts'
import type { KeyRole } from '../../core/credential/typ.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { PAYMENT_KEYS } from '../../core/payment/payment-key-list.ts'
import type { ContentDrafts, DraftedContent } from '../content/content-drafts.ts'
import type { ContentKeys } from '../content/content-keys.ts'
import type { PaymentKeys } from '../payments/payment-keys.ts'
import { compressPoint, createSign, toKeyId, toP256PublicKey } from '../signer-keys/es256-key.ts'
import {
  DANGEROUS_demoContentKey,
  DANGEROUS_demoPaymentKey,
  DANGEROUS_demoRootKey,
  DEMO_ISSUER,
  DEMO_VALIDITY,
  demoRoot,
} from './dangerous-demo-keys.ts'

const packs = [
  ['facilities', '../../../public/facilities.txt'],
  ['branches', '../../../public/offices.json'],
  ['collection-points', '../../../public/collection-points.json'],
  ['services', '../../../public/services.json'],
  ['contacts', '../../../public/contacts.json'],
] as const

/** Phones have none in their build: they pay only to what was released. */
const payees = ['payees', './demo-payees.json'] as const

const languages = ['vi', 'en', 'ko', 'zh', 'ja'] as const

const readFile = (path: string) => readFileSync(new URL(path, import.meta.url))

function readPack([name, path]: readonly [string, string]): DraftedContent {
  return { name, content: new Uint8Array(readFile(path)), note: '' }
}

/** The demo's first packs: what comes with the app, and invented news. */
function readPacks(asOf: string): readonly DraftedContent[] {
  const provinces = ['01']
  const known = { provinces: new Set(provinces), wards: new Set<string>() }
  const guides = languages.map((language) => {
    const content = new Uint8Array(readFile(`../../../public/guides-${language}.json`))
    return { name: 'guides', language, content, note: '' }
  })
  const news = languages.flatMap((language) => {
    const list = articlesKind.importList?.(readFile(`news/${language}.md`).toString(), { known, asOf })
    const pack = list?.ok ? articlesKind.write(list.value.table, known) : undefined
    if (!pack?.ok) throw new AppError('internal')
    return [{ name: 'news', language, content: encodeUtf8(pack.value), note: '' }]
  })
  const answers = languages.map((language) => ({
    ...readPack(['answers', `../../../public/answers-${language}.txt`]),
    language,
  }))
  return [...packs.map(readPack), ...guides, ...news, ...answers]
}

/** Who has written and who has released the demo's first packs. */
const [author, releaser] = ['command:demo-author', 'command:demo-releaser'].map((id) => ({
  id,
  officeCode: '',
}))

/** Brings the lists of content and payment keys and the first packs, once. */
export async function prepareDemoContent(
  {
    drafts,
    contentKeys,
    paymentKeys,
  }: { drafts: ContentDrafts; contentKeys: ContentKeys; paymentKeys: PaymentKeys },
  now: number,
): Promise<void> {
  const content = await issueDemoList('content', DANGEROUS_demoContentKey, CONTENT_KEYS)
  const payment = await issueDemoList('payment', DANGEROUS_demoPaymentKey, PAYMENT_KEYS)
  const hasContent = !(await contentKeys.publish(content, now)).ok
  const hasPayment = !(await paymentKeys.publish(payment, now)).ok
  // A demo of an earlier version has some of them.
  if (!hasContent) for (const draft of readPacks(vietnamDay(now))) await release(draft)
  if (!hasPayment) await release(readPack(payees))

  async function release(draft: DraftedContent): Promise<void> {
    if (!author || !releaser) return
    const id = await drafts.draft(author, draft, now)
    if (id.ok) await drafts.release(releaser, { id: id.value }, now)
  }
}

function issueDemoList(role: KeyRole, privateKey: KeyObject, kind: KeyListKind) {
  const point = compressPoint(privateKey)
  return issueTrustList(
    {
      issuer: DEMO_ISSUER,
      sequence: 1,
      issuedAt: DEMO_VALIDITY.notBefore,
      expiresAt: DEMO_VALIDITY.notAfter,
      specimen: true,
      keys: [{ keyId: toKeyId(point), role, publicKey: toP256PublicKey(point), ...DEMO_VALIDITY }],
    },
    { keyId: demoRoot.keyId, sign: createSign(DANGEROUS_demoRootKey) },
    kind,
  )
}
