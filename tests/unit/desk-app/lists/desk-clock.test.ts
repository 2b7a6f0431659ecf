import { expect, it } from 'vitest'
import { createDeskClock } from '../../../../src/desk-app/lists/desk-clock.ts'

it('believes the issuer before everything else', () => {
  const clock = createDeskClock()
  clock.sawList(5000, 1000)
  expect(clock.offset()).toBe(-4000)
  clock.heardIssuer(1000, 1060)
  expect(clock.offset()).toBeUndefined()
  clock.heardIssuer(1000, 1300)
  expect(clock.offset()).toBe(300)
})

it('notices a list from the future, not one of the past', () => {
  const clock = createDeskClock()
  clock.sawList(1000, 500_000)
  clock.sawList(1090, 1000)
  expect(clock.offset()).toBeUndefined()
  clock.sawList(1091, 1000)
  expect(clock.offset()).toBe(-91)
})

it('needs three phones in a row that differ in the same direction', () => {
  const clock = createDeskClock()
  for (const skew of [400, 500]) clock.sawPhone(skew)
  expect(clock.offset()).toBeUndefined()
  clock.sawPhone(300)
  expect(clock.offset()).toBe(400)
  clock.sawPhone(5)
  expect(clock.offset()).toBeUndefined()
  for (const skew of [-200, -400, -300]) clock.sawPhone(skew)
  expect(clock.offset()).toBe(-300)
})
