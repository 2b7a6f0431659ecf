/** Texts that are loaded together. What is not named of Vietnamese is kept at once, or goes with the code. */
const vietnameseTexts = {
  places: ['lookup', 'registration'],
  questions: ['answers', 'payment', 'support'],
}
const translatedTexts = {
  first: ['card', 'ui', 'app', 'account', 'inbox', 'push', 'service'],
  history: ['history', 'cover', 'scan'],
  others: ['lookup', 'registration', 'answers', 'payment', 'support'],
}

function listTexts(language: string): [area: string, files: string[]][] {
  const areas = Object.entries(language === 'vi' ? vietnameseTexts : translatedTexts)
  return areas.map(([area, names]) => [
    `${language}-${area}`,
    names.map((name) => `src/i18n/${language}/${name}.json`),
  ])
}

/** What several screens need of what is kept later, see later-group.ts. */
export const listLaterParts = (languages: readonly string[]) => ({
  ...Object.fromEntries(languages.flatMap(listTexts)),
  // What an opening asks for, whatever it opens; and what is as small and may be there with it: style sheets
  // whose rules concern no other screen, and the choice of what tells of news.
  news: [
    'src/app/inbox',
    'src/app/push/keep-push-here.ts',
    'src/app/push/push.css',
    'src/app/screens/answers/answers.css',
    'src/app/screens/inbox/inbox.css',
    'src/app/screens/payment/payment.css',
    'src/app/screens/presentations/presentations.css',
    'src/app/screens/reminders/notification-choice.tsx',
    'src/core/credential/card-credential.ts',
    'src/i18n/vi/inbox.json',
    'src/i18n/vi/push.json',
  ],
  'sign-in': ['src/app/requests/passkeys.ts', 'src/ui/browser/solve-challenge.ts'],
  // What the services tab shows, without the forms.
  'services-begun': [
    'src/app/screens/service/drafts-in-hand.tsx',
    'src/app/screens/service/lazy-service-screens.tsx',
    'src/i18n/vi/service.json',
  ],
  // Each a kilobyte or less.
  shared: [
    'src/app/articles/chosen-article.ts',
    'src/app/directory/use-facility-names.ts',
    'src/app/questions/asked-question.ts',
    'src/app/requests/chosen-request.ts',
    'src/app/screens/presentations/presentations-screen.tsx',
    'src/app/screens/report/report-form.ts',
    'src/app/screens/support/support-place.tsx',
    'src/article-view',
    'src/core/api/officer-contract.ts',
    'src/core/article/search-articles.ts',
    'src/core/dates/vietnam-day.ts',
    'src/core/qr/payment-code.ts',
    'src/core/registration/branches.ts',
    'src/core/rules/contributions/household-contribution.ts',
    'src/core/search/fold-words.ts',
    'src/wallet/inbox/answered-questions.ts',
  ],
  addresses: ['src/app/addresses'],
  directory: ['src/app/directory'],
  forms: ['src/app/forms', 'src/app/pictures', 'src/ui/forms/file-button.tsx'],
  'scan-camera': [
    'src/app/screens/add-card/card-preview.tsx',
    'src/app/screens/scan/picture-source.ts',
    'src/app/screens/scan/scanner.tsx',
  ],
  'lookup-style': ['src/app/screens/lookup/lookup.css'],
  // What every form of a public service needs.
  'service-place': ['src/app/screens/service/service-place.tsx'],
})

/** The screens that are kept later. One that is not named has files of its own. */
export const laterScreens = {
  account: ['src/app/screens/account'],
  answers: ['src/app/screens/answers'],
  inbox: ['src/app/screens/inbox'],
  lookup: ['src/app/screens/lookup'],
  payment: ['src/app/screens/payment'],
  registration: ['src/app/screens/registration'],
  'scan-screens': [
    'src/app/screens/scan',
    'src/app/screens/personal-details',
    'src/app/wallet/answer-desk.ts',
  ],
  'service-parts': ['src/app/screens/service', 'src/wallet/outbox/service-sender.ts'],
  support: ['src/app/screens/support/articles-screen.tsx', 'src/app/screens/support/question-screen.tsx'],
}
