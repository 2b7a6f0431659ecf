import type { ComponentChildren } from 'preact'
import { benefitPercent } from '../core/card/benefit-level.ts'
import { formatBhytNumber, parseBhytNumber } from '../core/card/bhyt-number.ts'
import type { CardFace } from '../core/card/card.ts'
import { formatWrittenDate } from '../core/dates/partial-date.ts'
import type { CardTextKey } from '../i18n/card/vi.ts'
import { viCard } from '../i18n/card/vi.ts'
import type { Language } from '../i18n/languages.ts'
import { Guilloche } from './guilloche.tsx'
import { Icon } from './icon.tsx'
import type { CardSide, ShownCard, TranslateCard } from './shown.ts'

type CardProps = {
  t: TranslateCard
  language: Language
  card: ShownCard
  side: CardSide
  onTurn?: (() => void) | undefined
}

/**
 * The card people know. Its labels are always Vietnamese, because the staff who read it are; in another language the
 * holder's own words stand beside them.
 */
export function BhytCard({ t, language, card, side, onTurn }: CardProps) {
  const selfDeclared = card.origin === 'self-declared'
  const label = (name: CardTextKey) => <Label name={name} t={t} language={language} />
  return (
    <section class={selfDeclared ? 'bhyt self-declared' : 'bhyt'}>
      <Guilloche />
      <header lang="vi">
        <p class="bhyt-title">THẺ BẢO HIỂM Y TẾ</p>
        {selfDeclared && <p class="stamp">TỰ KHAI – CHƯA XÁC THỰC</p>}
        {card.specimen && <p class="stamp">THẺ MẪU</p>}
      </header>
      {side === 'front' ? <Front face={card.face} label={label} /> : <Back t={t} card={card} label={label} />}
      <div class="bhyt-foot">
        {side === 'front' && <Benefit face={card.face} label={label} />}
        <button type="button" class="turn" onClick={onTurn}>
          <Icon name="turn" />
          {t(side === 'front' ? 'card.turnBack' : 'card.turnFront')}
        </button>
      </div>
      {card.specimen && (
        <p class="specimen" aria-hidden="true">
          <span>THẺ MẪU</span>
        </p>
      )}
    </section>
  )
}

/** What a short screen leaves to the back, so that the code stays in sight. */
function Later({ face, label }: Labelled & { face: CardFace }) {
  const { facilityCode, facilityName, fiveYearDate } = face
  const code = facilityCode && `${facilityCode.slice(0, 2)}-${facilityCode.slice(2)}`
  return (
    <>
      {(facilityName ?? code) && (
        <Field label={label('card.facility')} class="later wide">
          {facilityName} {code && <span class="unbroken">({code})</span>}
        </Field>
      )}
      {fiveYearDate && (
        <Field label={label('card.fiveYears')} class="later">
          {formatWrittenDate(fiveYearDate)}
        </Field>
      )}
    </>
  )
}

type Labelled = { label: (name: CardTextKey) => ComponentChildren }

function Front({ face, label }: Labelled & { face: CardFace }) {
  const { sex, validFrom } = face
  const number = parseBhytNumber(face.bhytNumber)
  return (
    <dl lang="vi">
      <Field label={label('card.number')} class="number wide">
        {number.ok ? formatBhytNumber(number.value) : face.bhytNumber}
      </Field>
      <Field label={label('card.name')} class="name wide">
        {face.fullName.toLocaleUpperCase('vi')}
      </Field>
      <Field label={label('card.birth')}>{formatWrittenDate(face.dateOfBirth)}</Field>
      {sex && <Field label={label('card.sex')}>{viCard[`card.${sex}`]}</Field>}
      {validFrom && <Field label={label('card.validFrom')}>{formatWrittenDate(validFrom)}</Field>}
      <Later face={face} label={label} />
    </dl>
  )
}

function Benefit({ face: { benefitLevel, livingArea }, label }: Labelled & { face: CardFace }) {
  return (
    benefitLevel && (
      <dl lang="vi">
        <Field label={label('card.benefit')} class="wide">
          {viCard['card.pays'].replace('{percent}', String(benefitPercent(benefitLevel)))}
          {livingArea && ` · ${livingArea}`}
        </Field>
      </dl>
    )
  )
}

function Back({ t, card, label }: Labelled & Pick<CardProps, 't' | 'card'>) {
  const { validTo, bhxhCode, placeOfIssue } = card.face
  return (
    <>
      <dl lang="vi" class="back">
        <Later face={card.face} label={label} />
        {bhxhCode && <Field label={label('card.bhxhCode')}>{bhxhCode}</Field>}
        {validTo && <Field label={label('card.validTo')}>{formatWrittenDate(validTo)}</Field>}
        {placeOfIssue && (
          <Field label={label('card.issuePlace')} class="wide">
            {placeOfIssue}
          </Field>
        )}
      </dl>
      <ul class="bhyt-notes">
        <li>{t('card.noteIdentity')}</li>
        <li>{t('card.noteNumber')}</li>
        <li>{t(card.origin === 'issued' ? 'card.noteSource' : 'card.noteSelfDeclared')}</li>
        {card.specimen && <li>{t('card.specimenNote')}</li>}
      </ul>
    </>
  )
}

function Label({ name, t, language }: { name: CardTextKey; t: TranslateCard; language: Language }) {
  return (
    <>
      {viCard[name]}
      {language !== 'vi' && (
        <>
          {' / '}
          <span lang={language}>{t(name)}</span>
        </>
      )}
    </>
  )
}

function Field(props: { label: ComponentChildren; class?: string; children: ComponentChildren }) {
  return (
    <div class={props.class}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
