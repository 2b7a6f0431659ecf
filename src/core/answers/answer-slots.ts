/** Facts of the person's own card that an answer may ask for; how each is said is the app's own matter. */
export const answerSlots = ['number', 'validity', 'level', 'facility', 'five-years', 'area'] as const

export type AnswerSlot = (typeof answerSlots)[number]
