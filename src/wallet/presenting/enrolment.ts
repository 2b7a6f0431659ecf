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
const RENEW_BELOW_DAYS = 10

/**
 * Whether a refresh should ask for a credential: none yet, fewer than ten days left, made for another face, or signed by a
 * key that the trust list has no more (it was stolen), so that no desk takes it.
 */
export async function needsCredential(card: WalletCard, trustList: TrustList, now: number): Promise<boolean> {
  if (card.origin !== 'issued') return false
  if (!card.credential || card.credentialOutdated) return true
  if ((card.credentialExpiresAt ?? 0) < now + RENEW_BELOW_DAYS * DAY) return true
  return !(await verifyIssuerSigned(CARD_CREDENTIAL, card.credential, { trustList, now })).ok
}

export type FetchedCredential = { credential: Bytes; issuedAt: number; expiresAt: number }

/**
 * Asks the issuer for a credential bound to `key`: enrolment the first time, renewal afterwards. What comes back is verified
 * before it is returned: signature, this holder key, this card, and the specimen mark where the trust list demands it.
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
