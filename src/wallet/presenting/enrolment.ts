import { credentialEndpoints } from '../../core/api/credential-contract.ts'
import { type IssuerConnection, request } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, equalBytes, fromBase64Url, toBase64Url } from '../../core/bytes.ts'
import { signerOf } from '../../core/cose/p256.ts'
import { CARD_CREDENTIAL } from '../../core/credential/card-credential.ts'
import { verifyIssuerSigned } from '../../core/credential/issuer-signed.ts'
import { issueProofOfPossession } from '../../core/credential/proof-of-possession.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import type { WalletCard } from '../cards/wallet-card.ts'
import type { StoredHolderKey } from '../database/stores.ts'

const DAY = 86_400
const RENEW_AFTER_DAYS = 3

/**
 * Whether a refresh should ask for a credential: none yet, older than three days (a desk wants it younger
 * than seven), made for another face, or signed by a key that the trust list has no more (it was stolen), so
 * that no desk takes it.
 */
export async function needsCredential(card: WalletCard, trustList: TrustList, now: number): Promise<boolean> {
  if (card.origin !== 'issued') return false
  if (!card.credential || card.credentialOutdated) return true
  const age = now - (card.credentialIssuedAt ?? 0)
  if (age >= RENEW_AFTER_DAYS * DAY + spreadOf(card.credential)) return true
  return !(await verifyIssuerSigned(CARD_CREDENTIAL, card.credential, { trustList, now })).ok
}

/**
 * Up to a day more, another for each credential: phones that got theirs in the same hour, after an outage, do
 * not all come back in the same hour. The end of a credential is the end of its signature, which is random.
 */
function spreadOf(credential: Bytes): number {
  const [high = 0, low = 0] = credential.slice(-2)
  return ((high * 256 + low) / 65_536) * DAY
}

export type FetchedCredential = { credential: Bytes; issuedAt: number; expiresAt: number }

/**
 * Asks the issuer for a credential bound to `key`: enrolment the first time, renewal afterwards. What comes
 * back is verified before it is returned: signature, this holder key, this card, and the specimen mark where
 * the trust list demands it.
 * @throws AppError of the issuer or the network, or `answer_unverifiable`
 */
export async function fetchCredential(
  issuer: IssuerConnection,
  card: WalletCard,
  key: StoredHolderKey,
  trustList: TrustList,
): Promise<FetchedCredential> {
  const { issueNonce, enrolHolderKey, renewCredential } = credentialEndpoints
  const ask = async (endpoint: typeof enrolHolderKey | typeof renewCredential) => {
    const nonce = readBytes((await request(issuer, issueNonce)).nonce)
    const { cardId, publicKey, privateKey } = key
    const proof = await issueProofOfPossession({ cardId, nonce, publicKey, sign: signerOf(privateKey) })
    return request(issuer, endpoint, { body: { cardId, proof: toBase64Url(proof) } })
  }
  const enrol = () => ask(enrolHolderKey)
  const answer = key.enrolled
    ? await ask(renewCredential).catch((cause) => {
        // The issuer has forgotten the key (another device in between): introduce it again.
        if (cause instanceof AppError && cause.code === 'key_unknown') return enrol()
        throw cause
      })
    : await enrol()
  const credential = readBytes(answer.credential)
  const claims = await verifyIssuerSigned(CARD_CREDENTIAL, credential, { trustList, now: issuer.now() })
  if (!claims.ok) throw new AppError('answer_unverifiable')
  const { holderKey, face, specimen, issuedAt, expiresAt } = claims.value
  const isOurs =
    holderKey !== undefined &&
    equalBytes(holderKey.x, key.publicKey.x) &&
    holderKey.yIsOdd === key.publicKey.yIsOdd &&
    face.bhytNumber === card.face.bhytNumber &&
    specimen === trustList.specimen
  if (!isOurs) throw new AppError('answer_unverifiable')
  return { credential, issuedAt, expiresAt }
}

function readBytes(text: string): Bytes {
  const bytes = fromBase64Url(text)
  if (!bytes.ok) throw new AppError('answer_malformed')
  return bytes.value
}
