import { ArticleText } from '../../../article-view/article-text.tsx'
import type { PackAnswer } from '../../../core/answers/answer-pack.ts'
import { isAppRoute } from '../../../core/api/app-routes.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { today } from '../../../ui/browser/today.ts'
import { useApp } from '../../app-state.ts'
import { CardChoice, nameCard, useCardChoice } from '../../components/card-choice.tsx'
import { tAnswers } from '../../texts/answers-texts.ts'
import { listFacts } from './card-facts.ts'

/** One answer: its text, what the own card says to it, where to go, by which law, and how old it is. */
export function AnswerView({ answer }: { answer: PackAnswer }) {
  const { language } = useApp()
  const choice = useCardChoice()
  const { body, source, validFrom, checkBy, isLikely, actions } = answer
  const { card } = choice
  const facts = card ? listFacts(answer.facts, { face: card.face, name: nameCard(card), language }) : []
  const dates = { date: writeDate(validFrom, language), check: writeDate(checkBy, language) }
  return (
    <>
      {facts.length > 0 && (
        <div class="notice">
          <CardChoice {...choice} />
          {facts.map((fact) => (
            <p key={fact}>{fact}</p>
          ))}
        </div>
      )}
      <ArticleText article={body} />
      <div class="ways">
        {actions.map(({ route, text }) =>
          isAppRoute(route) ? (
            <a key={route} class="plain" href={route}>
              {text}
            </a>
          ) : null,
        )}
      </div>
      <p class="small">
        {tAnswers('answers.source', { source })} {isLikely && tAnswers('answers.likely')}
      </p>
      {today() > checkBy ? (
        <p class="notice">{tAnswers('answers.old', { date: dates.check })}</p>
      ) : (
        <p class="small">{tAnswers('answers.validFrom', dates)}</p>
      )}
    </>
  )
}
