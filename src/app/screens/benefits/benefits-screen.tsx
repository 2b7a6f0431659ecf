import { useState } from 'preact/hooks'
import { parsePartialDate } from '../../../core/dates/partial-date.ts'
import { today } from '../../../ui/browser/today.ts'
import { CardChoice, NoCards, useCardChoice } from '../../components/card-choice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { BringAlong } from './bring-along.tsx'
import { CardFacts } from './card-facts.tsx'
import { CoverageTable } from './coverage-table.tsx'
import { FiveYearRule } from './five-years.tsx'
import { LawTexts } from './law-source.tsx'
import { readLevel } from './read-level.ts'
import './benefits.css'

/**
 * What a card says and what the law makes of it on a chosen day. It explains, cites and dates; it never works
 * out a bill, and it takes nothing from a network.
 */
export function CardBenefitsScreen() {
  const choice = useCardChoice()
  const [chosen, setChosen] = useState('')
  const day = parsePartialDate(chosen)
  const date = day.ok && chosen.length === 10 ? day.value : today()
  const { card } = choice
  return (
    <SubPage title={tBenefits('cover.title')} up="/tien-ich">
      {card ? (
        <>
          <p>{tBenefits('cover.lead')}</p>
          <CardChoice {...choice} />
          <CardFacts face={card.face} level={readLevel(card.face)} date={date} />
          <CoverageTable face={card.face} level={readLevel(card.face)} date={date} onChoose={setChosen} />
          <FiveYearRule face={card.face} date={date} />
          <BringAlong face={card.face} />
          <LawTexts texts={['law', 'decree188', 'decree02', 'circular01', 'resolution261']} />
        </>
      ) : (
        <NoCards />
      )}
    </SubPage>
  )
}
