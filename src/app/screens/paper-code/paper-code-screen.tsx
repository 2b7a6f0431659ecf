import { useEffect, useState } from 'preact/hooks'
import { renderQr } from '../../../card-view/qr-matrix.ts'
import { AppError } from '../../../core/app-error.ts'
import type { RenderedCode } from '../../../core/card/card-code.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import { fetchPaperCode, type PaperCodeProof } from '../../../wallet/presenting/paper-code.ts'
import { readBuiltInRoots } from '../../../wallet/refresh/root-keys.ts'
import { readHeldTrustList } from '../../../wallet/refresh/trust-store.ts'
import { useApp } from '../../app-state.ts'
import { CardChoice, useCardChoice } from '../../components/card-choice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { ReauthenticationField } from '../../forms/reauthentication-field.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { passkeys } from '../../requests/network-chunks.ts'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { readShippedTrustList } from '../../wallet/bundled-trust-list.ts'
import '../../styles/account.css'
import '../benefits/benefits.css'
import { PaperSheet } from './paper-sheet.tsx'

/** A code that was fetched: on this screen only, gone with it. */
type FetchedCode = { readonly card: WalletCard; readonly code: RenderedCode; readonly expiresAt: number }

/** The code for print: fetched with the password or a passkey, printed, and kept nowhere. */
export function PaperCodeScreen() {
  const { summary } = useApp()
  const chosen = useCardChoice()
  const cards = chosen.cards.filter(({ origin }) => origin === 'issued')
  const card = cards.find(({ cardId }) => cardId === chosen.card?.cardId) ?? cards[0]
  if (!summary.signedIn || !card) {
    return (
      <SubPage title={tAccount('paper.title')} up="/tien-ich">
        <p>{tAccount('paper.signedOut')}</p>
        <a class="primary" href="/dang-nhap">
          {tUi('services.signIn')}
        </a>
      </SubPage>
    )
  }
  return (
    <SubPage title={tAccount('paper.title')} up="/tien-ich">
      <div class="stack">
        <p>{tAccount('paper.lead')}</p>
        <p>{tAccount('paper.notKept')}</p>
        <CardChoice {...chosen} card={card} cards={cards} />
      </div>
      <PaperCode key={card.cardId} card={card} />
    </SubPage>
  )
}

/** Asks for the password or a passkey, fetches the code of one card, and has it printed. */
function PaperCode({ card }: { card: WalletCard }) {
  const { db, online } = useApp()
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [fetched, setFetched] = useState<FetchedCode>()
  const [hasPasskey, setHasPasskey] = useState(false)
  const [isUnrecognised, setUnrecognised] = useState(false)
  const action = useSessionAction()
  useEffect(() => {
    if (!online || hasPasskey) return
    // Where that cannot be known, the password is asked for, as ever.
    passkeys
      .load()
      .then(({ hasPasskeys }) => hasPasskeys(issuer))
      .then(setHasPasskey, () => {})
  }, [online])
  useEffect(() => {
    if (fetched) print()
  }, [fetched])

  const fetchCode = (askForProof: () => Promise<PaperCodeProof | undefined>) =>
    action.run(async (signal) => {
      if (!db) throw new AppError('storage_unavailable')
      setUnrecognised(false)
      const shipped = () => readShippedTrustList().catch(() => undefined)
      const inputs = { db, roots: readBuiltInRoots(), readShippedTrustList: shipped }
      const trustList = await readHeldTrustList(inputs, issuer.now())
      if (!trustList) throw new AppError('trust_list_unverifiable')
      const proof = await askForProof()
      if (!proof) return setUnrecognised(true)
      const { text, expiresAt } = await fetchPaperCode(issuer, card, proof, trustList)
      if (signal.aborted) return
      setPassword('')
      setChecked(false)
      setFetched({ card, code: renderQr(text), expiresAt })
    })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (password === '') return focusFirstError(event.currentTarget)
    fetchCode(async () => ({ password }))
  }
  const provePasskey = () =>
    fetchCode(async () => {
      const { provePasskey } = await passkeys.load()
      const passkey = await provePasskey(issuer)
      return passkey && { passkey }
    })
  if (fetched) {
    return (
      <>
        <div class="stack">
          <p role="status">{tAccount('paper.ready')}</p>
          <button type="button" class="primary" onClick={() => print()}>
            {tAccount('paper.again')}
          </button>
        </div>
        <PaperSheet {...fetched} />
      </>
    )
  }
  return (
    <form noValidate class="stack" onSubmit={submit}>
      <ReauthenticationField
        name="paper-password"
        value={password}
        onChange={setPassword}
        isUrgent={isChecked}
      />
      {!online && (
        <p class="notice" role="status">
          {tAccount('paper.offline')}
        </p>
      )}
      <ActionErrorText error={action.error} />
      {action.isBusy && <progress aria-label={tUi('signIn.working')} />}
      <button type="submit" class="primary" aria-disabled={action.isBusy}>
        {tAccount('paper.submit')}
      </button>
      {hasPasskey && (
        <button type="button" class="plain wide" aria-disabled={action.isBusy} onClick={provePasskey}>
          {tAccount('paper.passkey')}
        </button>
      )}
      {isUnrecognised && <p role="status">{tAccount('paper.passkeyNone')}</p>}
    </form>
  )
}
