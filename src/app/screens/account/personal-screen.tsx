import { useState } from 'preact/hooks'
import { type AccountView, recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request } from '../../../core/api/request.ts'
import { parsePartialDate } from '../../../core/dates/partial-date.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { useApp } from '../../app-state.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { AccountPage } from './account-page.tsx'
import { ChangeAddress } from './change-address.tsx'
import { ChangeEmail } from './change-email.tsx'
import { ChangePhone } from './change-phone.tsx'
import { Closing } from './closing.tsx'
import { useAnswer } from './use-answer.ts'
import { useHolder } from './use-holder.ts'
import { useWard } from './use-ward.ts'

type Identity = Pick<AccountView, 'fullName' | 'dateOfBirth' | 'sex' | 'bhxhCode'> & {
  personalId?: string | undefined
}
type Contact = 'phone' | 'email' | 'address'

/** What is on record about the person: what can be changed here, and how; and what only at the office. */
export function PersonalScreen() {
  const { answered, reload } = useAnswer(() => request(issuer, recoveryEndpoints.readAccount))
  const holder = useHolder()
  return (
    <AccountPage
      title={tAccount('account.title')}
      answered={answered}
      reload={reload}
      offline={holder && <IdentityList identity={holder} />}
    >
      {(account) => (
        <>
          <IdentityList identity={account} />
          <p class="small">{tAccount('account.officeOnly')}</p>
          <Contacts account={account} reload={reload} />
          <Closing account={account} reload={reload} />
        </>
      )}
    </AccountPage>
  )
}

function IdentityList({ identity }: { identity: Identity }) {
  const { fullName, dateOfBirth, sex, bhxhCode, personalId } = identity
  const { language } = useApp()
  const birth = parsePartialDate(dateOfBirth)
  return (
    <dl class="facts">
      <Fact name={tAccount('account.name')} value={fullName} />
      <Fact
        name={tAccount('account.birth')}
        value={birth.ok ? writeDate(birth.value, language) : dateOfBirth}
      />
      <Fact name={tAccount('account.sex')} value={tAccount(`account.${sex}`)} />
      <Fact name={tAccount('account.bhxhCode')} value={bhxhCode} />
      {personalId !== undefined && <Fact name={tAccount('account.personalId')} value={personalId} />}
    </dl>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd {...verbatim}>{value}</dd>
    </div>
  )
}

/** Phone, email and address; one is changed at a time. */
function Contacts({ account, reload }: { account: AccountView; reload: () => Promise<void> }) {
  const { phone, email, address, wardCode } = account
  const [changing, setChanging] = useState<Contact>()
  const [isSaved, setSaved] = useState(false)
  const ward = useWard(wardCode)
  const begin = (contact: Contact) => {
    setSaved(false)
    setChanging(contact)
  }
  const form = {
    onCancel: () => setChanging(undefined),
    onSaved: async () => {
      setChanging(undefined)
      setSaved(true)
      await reload()
    },
  }
  const written = [address, ward?.name, ward?.province.name].filter((part) => part !== undefined).join(', ')
  return (
    <section class="contacts" aria-labelledby="contact-title">
      <h2 id="contact-title">{tAccount('account.contact')}</h2>
      <p role="status" class={isSaved ? 'right' : 'unseen'}>
        {isSaved && tAccount('account.saved')}
      </p>
      <ContactRow
        name={tAccount('account.phone')}
        value={phone}
        action={tAccount('account.changePhone')}
        onChange={phone === undefined ? undefined : () => begin('phone')}
        note={phone === undefined ? tAccount('account.phoneOfficeOnly') : undefined}
      />
      {changing === 'phone' && <ChangePhone {...form} />}
      <ContactRow
        name={tAccount('account.email')}
        value={email}
        action={tAccount(email === undefined ? 'account.addEmail' : 'account.changeEmail')}
        onChange={() => begin('email')}
        note={email === undefined ? describeMissingEmail(account) : undefined}
      />
      {changing === 'email' && <ChangeEmail declared={account.declaredEmail} {...form} />}
      <ContactRow
        name={tAccount('account.address')}
        value={written === '' ? undefined : written}
        action={tAccount(written === '' ? 'account.addAddress' : 'account.changeAddress')}
        onChange={phone === undefined ? undefined : () => begin('address')}
      />
      {changing === 'address' && phone !== undefined && (
        <ChangeAddress {...form} address={address ?? ''} ward={ward} phone={phone} />
      )}
    </section>
  )
}

function describeMissingEmail({ declaredEmail: email }: AccountView): string {
  return email === undefined ? tAccount('account.emailMissing') : tAccount('account.emailDeclared', { email })
}

type ContactRowProps = {
  name: string
  value: string | undefined
  /** In full, for who does not see what it stands beside. */
  action: string
  onChange: (() => void) | undefined
  note?: string | undefined
}

function ContactRow({ name, value, action, onChange, note }: ContactRowProps) {
  return (
    <div class="contact">
      <div>
        <p class="small">{name}</p>
        <p>{value ?? tAccount('account.none')}</p>
        {note && <p class="small">{note}</p>}
      </div>
      {onChange && (
        <button type="button" class="plain" aria-label={action} onClick={onChange}>
          {tAccount(value === undefined ? 'account.add' : 'account.change')}
        </button>
      )}
    </div>
  )
}
